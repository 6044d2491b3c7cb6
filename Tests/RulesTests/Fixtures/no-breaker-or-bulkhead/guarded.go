package main

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/sony/gobreaker"
)

var client = &http.Client{Timeout: 3 * time.Second}

var breaker = gobreaker.NewCircuitBreaker(gobreaker.Settings{Name: "billing"})

func order(c *gin.Context) {
	_, err := breaker.Execute(func() (any, error) {
		response, err := client.Post("https://billing.example/charges", "application/json", nil)
		if err != nil {
			return nil, err
		}
		return nil, response.Body.Close()
	})
	if err != nil {
		c.Status(503)
	}
}

func main() {
	router := gin.Default()
	router.POST("/orders", order)
	router.POST("/refunds", func(c *gin.Context) { order(c) })
	router.Run(":8080")
}
