package main

import (
	"crypto/rand"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

func load(name string) map[string]float64 {
	data, err := os.ReadFile("/rates/" + name)
	if err != nil {
		log.Fatalf("no rates of %s: %v", name, err) // want exit-in-request-path "load ends the process with log.Fatalf"
	}
	rates := map[string]float64{}
	_ = json.Unmarshal(data, &rates)
	return rates
}

func token() []byte {
	key := make([]byte, 16)
	// The system's random numbers do not fail.
	if _, err := rand.Read(key); err != nil {
		log.Fatal(err)
	}
	return key
}

func rates(c *gin.Context) {
	c.JSON(http.StatusOK, load("today"))
}

func issue(c *gin.Context) { c.Data(http.StatusOK, "application/octet-stream", token()) }

func main() {
	if os.Getenv("PORT") == "" {
		log.Fatal("PORT is not set")
	}
	router := gin.Default()
	router.GET("/rates", rates)
	router.POST("/tokens", issue)
	if err := router.Run(); err != nil {
		log.Fatal(err)
	}
}
