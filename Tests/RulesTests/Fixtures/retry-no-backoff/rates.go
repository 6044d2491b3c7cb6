package main

import (
	"errors"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

var client = &http.Client{Timeout: time.Second}

func atOnce() (response *http.Response, err error) {
	for i := 0; i < 3; i++ { // want retry-no-backoff "atOnce repeats"
		response, err = client.Get("https://rates.example.com")
		if err == nil {
			return response, nil
		}
	}
	return nil, err
}

func steady() (*http.Response, error) {
	for attempt := 1; attempt <= 5; attempt++ { // want retry-no-backoff "steady repeats"
		response, err := client.Get("https://rates.example.com")
		if err != nil {
			time.Sleep(100 * time.Millisecond)
			continue
		}
		return response, nil
	}
	return nil, errors.New("no rates")
}

func growing() (*http.Response, error) {
	delay := 100 * time.Millisecond
	for range 4 {
		response, err := client.Get("https://rates.example.com")
		if err == nil {
			return response, nil
		}
		time.Sleep(delay + rand.N(delay))
		delay *= 2
	}
	return nil, errors.New("no rates")
}

// Each round asks another host.
func mirrors() (*http.Response, error) {
	for _, host := range []string{"https://a.example", "https://b.example"} {
		response, err := client.Get(host)
		if err == nil {
			return response, nil
		}
	}
	return nil, errors.New("no rates")
}

func main() {
	router := gin.Default()
	router.GET("/once", func(c *gin.Context) { finish(atOnce()) })
	router.GET("/steady", func(c *gin.Context) { finish(steady()) })
	router.GET("/growing", func(c *gin.Context) { finish(growing()) })
	router.GET("/mirrors", func(c *gin.Context) { finish(mirrors()) })
	router.Run(":8080")
}

func finish(response *http.Response, err error) {
	if err == nil {
		response.Body.Close()
	}
}
