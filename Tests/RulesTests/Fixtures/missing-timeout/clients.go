package main

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

var patient = &http.Client{}

var quick = &http.Client{Timeout: 5 * time.Second}

type Weather struct {
	client *http.Client
	tuned  http.Client
}

func NewWeather() *Weather {
	return &Weather{client: &http.Client{}, tuned: http.Client{Timeout: time.Second}}
}

func (w *Weather) Today() (*http.Response, error) {
	return w.client.Get("https://weather.example.com/today") // want missing-timeout "to https://weather.example.com/today waits"
}

func (w *Weather) Tomorrow() (*http.Response, error) {
	return w.tuned.Get("https://weather.example.com/tomorrow")
}

func sms(c *gin.Context) {
	response, err := http.Get("https://sms.example.com/send") // want missing-timeout "net/http.Get to https://sms.example.com/send waits"
	if err != nil {
		c.Status(502)
		return
	}
	defer response.Body.Close()
	_, _ = io.Copy(c.Writer, response.Body)
}

func mail(c *gin.Context) {
	response, err := quick.Get("https://mail.example.com/send")
	if err == nil {
		defer response.Body.Close()
	}
}

func push(c *gin.Context) {
	request, _ := http.NewRequest("POST", "https://push.example.com", nil)
	response, err := patient.Do(request) // want missing-timeout "waits"
	if err == nil {
		defer response.Body.Close()
	}
}

// The context ends the call.
func bounded(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), time.Second)
	defer cancel()
	request, _ := http.NewRequestWithContext(ctx, "GET", "https://push.example.com", nil)
	response, err := patient.Do(request)
	if err == nil {
		defer response.Body.Close()
	}
}

// What it is given may bring a context.
func forward(request *http.Request) (*http.Response, error) {
	return http.DefaultClient.Do(request)
}

func main() {
	weather := NewWeather()
	router := gin.Default()
	router.GET("/sms", sms)
	router.GET("/mail", mail)
	router.POST("/push", push)
	router.POST("/bounded", bounded)
	router.GET("/weather", func(c *gin.Context) {
		_, _ = weather.Today()
		_, _ = weather.Tomorrow()
	})
	router.Run(":8080")
}
