package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

var db *gorm.DB

func requireUser(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

func main() {
	router := gin.Default()
	inside := router.Group("/api", requireUser)
	gardens(inside)
	plants(inside)
	// Reported at the first endpoint of tools.go.
	tools(router)
	router.Run(":8080")
}
