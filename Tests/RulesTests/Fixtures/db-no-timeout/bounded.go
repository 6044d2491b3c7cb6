package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"
	_ "github.com/lib/pq"
	"github.com/redis/go-redis/v9"
)

var (
	db *sql.DB
	// Connects within five seconds and waits three for an answer.
	cache = redis.NewClient(&redis.Options{Addr: "redis:6379"})
	// Somebody switched that off.
	slow = redis.NewClient(&redis.Options{Addr: "redis:6379", ReadTimeout: -1}) // want db-no-timeout "each command may wait for ever for Redis" note
)

// Contexts bound each statement.
func list(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), time.Second)
	defer cancel()
	var count int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM orders").Scan(&count); err != nil {
		c.Status(http.StatusInternalServerError)
	}
	c.String(200, cache.Get(ctx, "rates").Val()+slow.Get(ctx, "rates").Val())
}

func main() {
	address := fmt.Sprintf("host=%s dbname=shop connect_timeout=5", os.Getenv("DB_HOST"))
	db, _ = sql.Open("postgres", address)
	router := gin.Default()
	router.GET("/orders", list)
	router.Run(":8080")
}
