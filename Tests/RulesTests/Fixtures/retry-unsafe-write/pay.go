package main

import (
	"bytes"
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

var client = &http.Client{Timeout: time.Second}

func pay(body []byte) error {
	for i := 0; i < 3; i++ {
		response, err := client.Post("https://pay.example/charges", "application/json", bytes.NewReader(body)) // want retry-unsafe-write "pay may do https://pay.example/charges more than once"
		if err == nil {
			return response.Body.Close()
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return errors.New("not paid")
}

// Reading twice does no harm.
func look() error {
	for i := 0; i < 3; i++ {
		response, err := client.Get("https://pay.example/charges")
		if err == nil {
			return response.Body.Close()
		}
		time.Sleep(time.Duration(i) * time.Second)
	}
	return errors.New("not seen")
}

func main() {
	router := gin.Default()
	router.POST("/orders", func(c *gin.Context) {
		if pay(nil) != nil || look() != nil {
			c.Status(502)
		}
	})
	router.Run(":8080")
}
