package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/gin-gonic/gin"
)

const root = "/srv/files"

func read(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile(filepath.Join(root, r.URL.Query().Get("name"))) // want path-traversal "url of the request reaches os.ReadFile"
	if err == nil {
		_, _ = w.Write(data)
	}
}

func send(c *gin.Context) {
	c.File(filepath.Join(root, c.Query("name"))) // want path-traversal "query string of the request reaches github.com/gin-gonic/gin.Context.File"
}

func wild(c *gin.Context) {
	c.File(root + c.Param("rest")) // want path-traversal "path parameter of the request reaches github.com/gin-gonic/gin.Context.File"
}

// One segment of the path: no slash gets into it.
func one(c *gin.Context) {
	c.File(filepath.Join(root, c.Param("name")))
}

func base(c *gin.Context) {
	c.File(filepath.Join(root, filepath.Base(c.Query("name"))))
}

func rooted(c *gin.Context) {
	c.File(filepath.Join(root, filepath.Clean("/"+c.Query("name"))))
}

func checked(c *gin.Context) {
	name := c.Query("name")
	if strings.Contains(name, "..") {
		c.Status(400)
		return
	}
	c.File(filepath.Join(root, name))
}

func local(c *gin.Context) {
	name := c.Query("name")
	if !filepath.IsLocal(name) {
		c.Status(400)
		return
	}
	c.File(filepath.Join(root, name))
}

func main() {
	router := gin.Default()
	router.GET("/send", send)
	router.GET("/wild/*rest", wild)
	router.GET("/one/:name", one)
	router.GET("/base", base)
	router.GET("/rooted", rooted)
	router.GET("/checked", checked)
	router.GET("/local", local)
	http.HandleFunc("GET /read", read)
	router.Run(":8080")
}
