package main

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

var client = &http.Client{Timeout: time.Second}

func charge() *http.Response {
	for { // want retry-unbounded "charge repeats https://billing.example/charges until it works"
		response, err := client.Get("https://billing.example/charges")
		if err == nil {
			return response
		}
		time.Sleep(time.Second)
	}
}

func patient(ctx context.Context) (*http.Response, error) {
	for {
		response, err := client.Get("https://billing.example/charges")
		if err == nil {
			return response, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

func counted() *http.Response {
	tries := 0
	for {
		response, err := client.Get("https://billing.example/charges")
		if err == nil {
			return response
		}
		tries++
		if tries > 3 {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// Each round takes the next message.
func consume(messages <-chan string) {
	for message := range messages {
		response, err := client.Get("https://billing.example/" + message)
		if err != nil {
			continue
		}
		response.Body.Close()
	}
}

func main() {
	router := gin.Default()
	router.POST("/charges", func(c *gin.Context) { charge().Body.Close() })
	router.POST("/patient", func(c *gin.Context) {
		if response, err := patient(c.Request.Context()); err == nil {
			response.Body.Close()
		}
	})
	router.POST("/counted", func(c *gin.Context) { counted() })
	router.POST("/consume", func(c *gin.Context) { consume(nil) })
	router.Run(":8080")
}
