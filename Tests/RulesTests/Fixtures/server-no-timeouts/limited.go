package main

import (
	"log"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

func main() {
	router := gin.Default()
	router.GET("/orders", func(c *gin.Context) { c.Status(http.StatusOK) })
	server := &http.Server{Addr: ":8080", Handler: router, ReadHeaderTimeout: 5 * time.Second}
	metrics := &http.Server{Addr: ":9090", Handler: http.NewServeMux()}
	go metrics.ListenAndServe()
	log.Fatal(server.ListenAndServe())
}
