package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

var client = &http.Client{Timeout: time.Second}

func never(c *gin.Context) {
	response, err := client.Get("https://rates.example.com") // want leaked-handle "the body of the response of net/http.Client.Get is never closed"
	if err != nil {
		c.Status(502)
		return
	}
	c.Status(response.StatusCode)
}

func dropped(c *gin.Context) {
	_, err := client.Post("https://hooks.example.com", "text/plain", nil) // want leaked-handle "is never closed"
	if err != nil {
		c.Status(502)
	}
}

// Between the call and the defer there is a way out.
func refused() ([]byte, error) {
	response, err := client.Get("https://rates.example.com") // want leaked-handle "is not closed on every way out"
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, errors.New("refused")
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}

func each(urls []string) {
	for _, url := range urls {
		response, err := client.Get(url) // want leaked-handle "is not closed on every way out"
		if err != nil {
			continue
		}
		if response.StatusCode == http.StatusNoContent {
			continue
		}
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
	}
}

func good() (map[string]float64, error) {
	response, err := client.Get("https://rates.example.com")
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	rates := map[string]float64{}
	return rates, json.NewDecoder(response.Body).Decode(&rates)
}

func quick() bool {
	if response, err := client.Get("https://rates.example.com"); err == nil {
		response.Body.Close()
		return response.StatusCode == http.StatusOK
	}
	return false
}

func deferred() (int, error) {
	response, err := client.Get("https://rates.example.com")
	if err != nil {
		return 0, err
	}
	defer func() {
		_, _ = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
	}()
	return response.StatusCode, nil
}

// Whoever gets it closes it.
func open(url string) (*http.Response, error) {
	response, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return response, nil
}

func body(url string) (io.ReadCloser, error) {
	response, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	return response.Body, nil
}

func closing(url string) error {
	response, err := client.Get(url)
	if err != nil {
		return err
	}
	return finish(response)
}

func finish(response *http.Response) error { return response.Body.Close() }

func main() {
	router := gin.Default()
	router.GET("/never", never)
	router.GET("/dropped", dropped)
	router.GET("/all", func(c *gin.Context) {
		_, _ = refused()
		each([]string{"https://a.example"})
		_, _ = good()
		_ = quick()
		_, _ = deferred()
		if response, err := open("https://a.example"); err == nil {
			response.Body.Close()
		}
		if reader, err := body("https://a.example"); err == nil {
			reader.Close()
		}
		_ = closing("https://a.example")
	})
	router.Run(":8080")
}
