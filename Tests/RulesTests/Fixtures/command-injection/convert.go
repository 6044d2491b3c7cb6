package main

import (
	"net/http"
	"os/exec"
	"strconv"

	"github.com/gin-gonic/gin"
)

func convert(c *gin.Context) {
	name := c.Query("name")
	output, err := exec.Command("sh", "-c", "convert "+name+" out.png").CombinedOutput() // want command-injection "query string of the request reaches os/exec.Command"
	if err != nil {
		c.String(500, string(output))
	}
}

func tool(w http.ResponseWriter, r *http.Request) {
	_ = exec.CommandContext(r.Context(), r.FormValue("tool")).Run() // want command-injection "form of the request reaches os/exec.CommandContext"
}

// A list of arguments: nothing reads it as a program.
func resize(c *gin.Context) {
	_ = exec.Command("convert", c.Query("name"), "out.png").Run()
}

func rotate(c *gin.Context) {
	degrees, err := strconv.Atoi(c.Query("degrees"))
	if err != nil {
		c.Status(400)
		return
	}
	_ = exec.Command("sh", "-c", "convert in.png -rotate "+strconv.Itoa(degrees)+" out.png").Run()
}

func main() {
	router := gin.Default()
	router.POST("/convert", convert)
	router.POST("/resize", resize)
	router.POST("/rotate", rotate)
	http.HandleFunc("POST /tool", tool)
	router.Run(":8080")
}
