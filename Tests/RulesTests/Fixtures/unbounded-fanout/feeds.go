package main

import (
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/errgroup"
)

var client = &http.Client{Timeout: time.Second}

type form struct {
	Feeds []string `json:"feeds"`
}

func fetch(address string) error {
	response, err := client.Get(address)
	if err != nil {
		return err
	}
	return response.Body.Close()
}

func load(c *gin.Context) {
	var request form
	if err := c.ShouldBindJSON(&request); err != nil {
		c.Status(400)
		return
	}
	var group sync.WaitGroup
	for _, feed := range request.Feeds {
		group.Add(1)
		go func() { // want unbounded-fanout "load starts a call to another service for each element of what the request sends"
			defer group.Done()
			_ = fetch(feed)
		}()
	}
	group.Wait()
}

func all(c *gin.Context) {
	var request form
	if err := c.ShouldBindJSON(&request); err != nil {
		c.Status(400)
		return
	}
	var group errgroup.Group
	for _, feed := range request.Feeds {
		group.Go(func() error { return fetch(feed) }) // want unbounded-fanout "all starts a call to another service for each element of what the request sends"
	}
	_ = group.Wait()
}

func few(c *gin.Context) {
	var request form
	if err := c.ShouldBindJSON(&request); err != nil {
		c.Status(400)
		return
	}
	var group errgroup.Group
	group.SetLimit(10)
	for _, feed := range request.Feeds {
		group.Go(func() error { return fetch(feed) })
	}
	_ = group.Wait()
}

func tokens(c *gin.Context) {
	var request form
	if err := c.ShouldBindJSON(&request); err != nil {
		c.Status(400)
		return
	}
	free := make(chan struct{}, 10)
	for _, feed := range request.Feeds {
		free <- struct{}{}
		go func() {
			defer func() { <-free }()
			_ = fetch(feed)
		}()
	}
}

func fixed(c *gin.Context) {
	for _, feed := range []string{"https://a.example", "https://b.example"} {
		go fetch(feed)
	}
}

func main() {
	router := gin.Default()
	router.POST("/load", load)
	router.POST("/all", all)
	router.POST("/few", few)
	router.POST("/tokens", tokens)
	router.POST("/fixed", fixed)
	router.Run(":8080")
}
