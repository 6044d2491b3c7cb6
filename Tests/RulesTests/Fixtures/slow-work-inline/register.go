package main

import (
	"log"
	"net/http"
	"net/smtp"
	"time"

	"github.com/gin-gonic/gin"
)

var client = &http.Client{Timeout: 2 * time.Second}

func welcome(to string) error {
	return smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, []byte("welcome"))
}

func register(c *gin.Context) {
	if err := welcome(c.PostForm("email")); err != nil { // want slow-work-inline "POST /register answers only when an e-mail goes out"
		c.Status(502)
	}
}

// The answer does not wait for it.
func invite(c *gin.Context) {
	to := c.PostForm("email")
	go func() {
		if err := smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, nil); err != nil {
			log.Print(err)
		}
	}()
}

func get(address string) {
	response, err := client.Get(address)
	if err == nil {
		response.Body.Close()
	}
}

func main() {
	router := gin.Default()
	router.POST("/register", register)
	router.POST("/invite", invite)
	router.GET("/rate", func(c *gin.Context) { get("https://rates.example.com") })
	router.Run(":8080")
}
