package main

import "github.com/gin-gonic/gin"

func main() {
	router := gin.Default()
	router.GET("/orders", func(c *gin.Context) { c.Status(200) })
	router.Run(":8080") // want no-graceful-shutdown "nothing stops this server in order"
}
