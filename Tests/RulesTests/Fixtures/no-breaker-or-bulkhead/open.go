package main

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

var client = &http.Client{Timeout: 3 * time.Second}

func bill() (*http.Response, error) {
	return client.Post("https://billing.example/charges", "application/json", nil) // want no-breaker-or-bulkhead "2 endpoints wait for other services"
}

func order(c *gin.Context) {
	response, err := bill()
	if err == nil {
		defer response.Body.Close()
	}
}

func main() {
	router := gin.Default()
	router.POST("/orders", order)
	router.POST("/refunds", func(c *gin.Context) { order(c) })
	router.Run(":8080")
}
