package main

import (
	"log"
	"os"

	"github.com/gin-gonic/gin"
)

func render(name string) {
	file, err := os.Create("/exports/" + name)
	if err != nil {
		panic(err)
	}
	defer file.Close()
}

// The server recovers panics of the handler, not of this.
func export(c *gin.Context) {
	name := c.Query("name")
	go render(name) // want async-handler-escapes "a panic in the goroutine of export ends the process"
	c.Status(202)
}

func exportLogged(c *gin.Context) {
	name := c.Query("name")
	go func() {
		defer func() {
			if failure := recover(); failure != nil {
				log.Printf("export %s: %v", name, failure)
			}
		}()
		render(name)
	}()
	c.Status(202)
}

// In the handler itself: the framework answers 500.
func exportNow(c *gin.Context) {
	render(c.Query("name"))
	c.Status(200)
}

func touch(c *gin.Context) {
	go func() {
		if err := os.WriteFile("/exports/touched", nil, 0o600); err != nil {
			log.Print(err)
		}
	}()
	c.Status(202)
}

func main() {
	router := gin.Default()
	router.POST("/exports", export)
	router.POST("/exports/logged", exportLogged)
	router.POST("/exports/now", exportNow)
	router.POST("/exports/touch", touch)
	router.Run(":8080")
}
