package main

import (
	"bytes"
	"database/sql"
	"log"
	"net/http"
	"net/smtp"
	"time"

	"github.com/gin-gonic/gin"
)

var client = &http.Client{Timeout: 5 * time.Second}

type Shop struct{ db *sql.DB }

func sendReceipt(to string) {
	if err := smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, []byte("thanks")); err != nil {
		log.Print(err)
	}
}

func track(event string) {
	response, err := client.Post("https://analytics.example.com/track", "application/json", bytes.NewBufferString(event))
	if err == nil {
		response.Body.Close()
	}
}

func (s *Shop) order(c *gin.Context) {
	if _, err := s.db.Exec("INSERT INTO orders (item) VALUES ($1)", c.PostForm("item")); err != nil {
		c.Status(500)
		return
	}
	go sendReceipt(c.PostForm("email")) // want durable-work-in-process "an e-mail"
	go track("ordered")
	c.Status(201)
}

func main() {
	shop := &Shop{}
	router := gin.Default()
	router.POST("/orders", shop.order)
	router.Run(":8080")
}
