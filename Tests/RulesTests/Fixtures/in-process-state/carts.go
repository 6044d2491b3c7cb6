package main

import (
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

var (
	lock     sync.Mutex
	carts    = map[string][]string{} // want in-process-state "carts lives in the memory of one process"
	sessions sync.Map                // want in-process-state "sessions lives in the memory of one process"
	// Made again when it is not there.
	rateCache = map[string]float64{}
	// Written at the start only.
	routes = map[string]string{}
)

func put(c *gin.Context) {
	lock.Lock()
	defer lock.Unlock()
	user := c.GetString("user")
	carts[user] = append(carts[user], c.PostForm("item"))
}

func show(c *gin.Context) {
	lock.Lock()
	defer lock.Unlock()
	c.JSON(http.StatusOK, carts[c.GetString("user")])
}

func login(c *gin.Context) { sessions.Store(c.PostForm("token"), c.PostForm("user")) }

func me(c *gin.Context) {
	if user, ok := sessions.Load(c.GetHeader("Authorization")); ok {
		c.JSON(http.StatusOK, user)
	}
}

func rate(c *gin.Context) {
	currency := c.Query("currency")
	value, ok := rateCache[currency]
	if !ok {
		value = 1
		rateCache[currency] = value
	}
	c.JSON(http.StatusOK, value)
}

func init() { routes["home"] = "/" }

func main() {
	router := gin.Default()
	router.PUT("/cart", put)
	router.GET("/cart", show)
	router.POST("/login", login)
	router.GET("/me", me)
	router.GET("/rates", rate)
	router.GET("/routes", func(c *gin.Context) { c.JSON(http.StatusOK, routes) })
	router.Run(":8080")
}
