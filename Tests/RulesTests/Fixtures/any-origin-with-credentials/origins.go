package main

import (
	"net/http"
	"slices"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

var partners = []string{"https://shop.example", "https://admin.example"}

// Whoever asks is told that they may.
func reflect(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want any-origin-with-credentials "any origin may call"
		w.Header().Set("Access-Control-Allow-Credentials", "true")
		next.ServeHTTP(w, r)
	})
}

func reflectAny(c *gin.Context) {
	origin := c.GetHeader("Origin")
	if origin != "" {
		c.Header("Access-Control-Allow-Origin", origin) // want any-origin-with-credentials "any origin may call"
		c.Header("Access-Control-Allow-Credentials", "true")
	}
	c.Next()
}

func listed(c *gin.Context) {
	origin := c.GetHeader("Origin")
	if slices.Contains(partners, origin) {
		c.Header("Access-Control-Allow-Origin", origin)
		c.Header("Access-Control-Allow-Credentials", "true")
	}
	c.Next()
}

// Browsers refuse it together with credentials.
func anybody(c *gin.Context) {
	c.Header("Access-Control-Allow-Origin", "*")
	c.Header("Access-Control-Allow-Credentials", "true")
	c.Next()
}

func main() {
	router := gin.Default()
	router.Use(reflectAny, listed, anybody)
	router.Use(cors.New(cors.Config{ // want any-origin-with-credentials "any origin may call"
		AllowOriginFunc:  func(origin string) bool { return true },
		AllowCredentials: true,
	}))
	router.Use(cors.New(cors.Config{
		AllowOrigins:     []string{"https://shop.example"},
		AllowCredentials: true,
	}))
	router.GET("/", func(c *gin.Context) { c.Status(http.StatusOK) })
	http.ListenAndServe(":8080", reflect(router))
}
