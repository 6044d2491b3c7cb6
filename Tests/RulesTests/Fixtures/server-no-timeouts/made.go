package main

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
)

func main() {
	router := gin.Default()
	router.GET("/orders", func(c *gin.Context) { c.Status(http.StatusOK) })
	server := &http.Server{Addr: ":8080", Handler: router} // want server-no-timeouts "the server waits without a limit"
	log.Fatal(server.ListenAndServe())
}
