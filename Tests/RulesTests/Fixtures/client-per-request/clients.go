package main

import (
	"database/sql"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/redis/go-redis/v9"
)

var shared = redis.NewClient(&redis.Options{Addr: "redis:6379"})

var (
	once sync.Once
	pool *sql.DB
)

func connection() *sql.DB {
	once.Do(func() { pool, _ = sql.Open("postgres", os.Getenv("DATABASE_URL")) })
	return pool
}

func orders(c *gin.Context) {
	db, err := sql.Open("postgres", os.Getenv("DATABASE_URL")) // want client-per-request "database/sql.Open makes a database pool"
	if err != nil {
		c.Status(500)
		return
	}
	defer db.Close()
	var count int
	_ = db.QueryRow("SELECT count(*) FROM orders").Scan(&count)
	c.JSON(200, gin.H{"count": count})
}

func cached(c *gin.Context) {
	client := redis.NewClient(&redis.Options{Addr: "redis:6379"}) // want client-per-request "makes a cache client"
	c.String(200, client.Get(c, "rates").Val())
}

func known(c *gin.Context) {
	var count int
	_ = connection().QueryRow("SELECT count(*) FROM orders").Scan(&count)
	c.String(200, shared.Get(c, "rates").Val())
}

// Its connections stay open when the request is over, and nobody uses them again.
func quote(c *gin.Context) {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{}} // want client-per-request "net/http.Transport makes an HTTP client"
	response, err := client.Get("https://rates.example.com")
	if err == nil {
		defer response.Body.Close()
	}
}

// Shares the transport of everybody.
func rate(c *gin.Context) {
	client := &http.Client{Timeout: time.Second}
	response, err := client.Get("https://rates.example.com")
	if err == nil {
		defer response.Body.Close()
	}
}

func main() {
	router := gin.Default()
	router.GET("/orders", orders)
	router.GET("/cached", cached)
	router.GET("/known", known)
	router.GET("/quote", quote)
	router.GET("/rate", rate)
	router.Run(":8080")
}
