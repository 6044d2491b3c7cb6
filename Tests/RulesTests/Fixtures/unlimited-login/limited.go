package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/time/rate"
)

var limiter = rate.NewLimiter(1, 5)

func limitLogins(c *gin.Context) {
	if !limiter.Allow() {
		c.AbortWithStatus(http.StatusTooManyRequests)
	}
}

func login(c *gin.Context) {
	if bcrypt.CompareHashAndPassword([]byte(""), []byte(c.PostForm("password"))) != nil {
		c.Status(http.StatusUnauthorized)
	}
}

func main() {
	router := gin.Default()
	router.POST("/login", limitLogins, login)
	router.Run(":8080")
}
