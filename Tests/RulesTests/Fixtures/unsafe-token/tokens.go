package main

import (
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
)

func key(*jwt.Token) (any, error) { return []byte(os.Getenv("JWT_SECRET")), nil }

func peek(c *gin.Context) {
	claims := jwt.MapClaims{}
	_, _, err := jwt.NewParser().ParseUnverified(c.GetHeader("Authorization"), claims) // want unsafe-token "does not check the token's signature"
	if err != nil {
		c.Status(http.StatusUnauthorized)
		return
	}
	c.JSON(http.StatusOK, claims["sub"])
}

func check(c *gin.Context) {
	token, err := jwt.Parse(c.GetHeader("Authorization"), key)
	if err != nil || !token.Valid {
		c.Status(http.StatusUnauthorized)
	}
}

func issue(c *gin.Context) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": c.PostForm("user")}) // want unsafe-token "signs a token that never expires"
	signed, _ := token.SignedString([]byte(os.Getenv("JWT_SECRET")))
	c.String(200, signed)
}

func issueForAnHour(c *gin.Context) {
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"sub": c.PostForm("user"), "exp": time.Now().Add(time.Hour).Unix(),
	})
	signed, _ := token.SignedString([]byte(os.Getenv("JWT_SECRET")))
	c.String(200, signed)
}

func issueTyped(c *gin.Context) {
	claims := jwt.RegisteredClaims{Subject: c.PostForm("user"), ExpiresAt: jwt.NewNumericDate(time.Now().Add(time.Hour))}
	signed, _ := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(os.Getenv("JWT_SECRET")))
	c.String(200, signed)
}

func main() {
	router := gin.Default()
	router.GET("/peek", peek)
	router.GET("/check", check)
	router.POST("/issue", issue)
	router.POST("/hour", issueForAnHour)
	router.POST("/typed", issueTyped)
	router.Run(":8080")
}
