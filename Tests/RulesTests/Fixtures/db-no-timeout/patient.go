package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	_ "github.com/lib/pq"
)

var db *sql.DB

func list(c *gin.Context) {
	var count int
	if err := db.QueryRow("SELECT count(*) FROM orders").Scan(&count); err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

func main() {
	address := fmt.Sprintf("host=%s dbname=shop sslmode=disable", os.Getenv("DB_HOST"))
	db, _ = sql.Open("postgres", address) // want db-no-timeout "connecting and each statement may wait for ever for PostgreSQL"
	router := gin.Default()
	router.GET("/orders", list)
	router.Run(":8080")
}
