package main

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/gin-gonic/gin"
	"github.com/go-resty/resty/v2"
)

var patient = resty.New()

var quick = resty.New().SetTimeout(5 * time.Second)

type Files struct{ bucket *s3.Client }

func rates(c *gin.Context) {
	answer, err := patient.R().SetHeader("Accept", "application/json").Get("https://rates.example.com") // want missing-timeout "resty.Request.Get to https://rates.example.com waits"
	if err == nil {
		c.Data(200, "application/json", answer.Body())
	}
}

func taxes(c *gin.Context) {
	answer, err := quick.R().Get("https://taxes.example.com")
	if err == nil {
		c.Data(200, "application/json", answer.Body())
	}
}

func (f *Files) put(c *gin.Context) {
	_, err := f.bucket.PutObject(context.Background(), &s3.PutObjectInput{Key: aws.String("a")}) // want missing-timeout "s3.Client.PutObject waits"
	if err != nil {
		c.Status(502)
	}
}

func (f *Files) keep(c *gin.Context) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if _, err := f.bucket.PutObject(ctx, &s3.PutObjectInput{Key: aws.String("a")}); err != nil {
		c.Status(502)
	}
}

// A context that never ends is no limit.
func ping(c *gin.Context) {
	request, _ := http.NewRequestWithContext(context.Background(), "GET", "https://ping.example.com", nil)
	response, err := http.DefaultClient.Do(request) // want missing-timeout "waits"
	if err == nil {
		defer response.Body.Close()
	}
}

func main() {
	files := &Files{}
	router := gin.Default()
	router.GET("/rates", rates)
	router.GET("/taxes", taxes)
	router.PUT("/files", files.put)
	router.PUT("/kept", files.keep)
	router.GET("/ping", ping)
	router.Run(":8080")
}
