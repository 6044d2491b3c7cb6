package main

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5/pgxpool"
)

type Store struct {
	db   *sql.DB
	pool *pgxpool.Pool
}

func (s *Store) early() ([]int, error) {
	rows, err := s.db.Query("SELECT id FROM orders") // want leaked-handle "the result of database/sql.DB.Query stays open when the loop is left early"
	if err != nil {
		return nil, err
	}
	ids := []int{}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// Read to its end, it is closed.
func (s *Store) whole() (count int) {
	rows, err := s.db.Query("SELECT id FROM orders")
	if err != nil {
		return 0
	}
	for rows.Next() {
		count++
	}
	return count
}

func (s *Store) any() bool {
	rows, err := s.db.Query("SELECT id FROM orders") // want leaked-handle "the result of database/sql.DB.Query is never closed"
	if err != nil {
		return false
	}
	return rows.Next()
}

func (s *Store) good(ctx context.Context) ([]int, error) {
	rows, err := s.pool.Query(ctx, "SELECT id FROM orders")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	ids := []int{}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

func (s *Store) held(ctx context.Context) error {
	connection, err := s.pool.Acquire(ctx) // want leaked-handle "the connection of github.com/jackc/pgx.Conn.Acquire is not closed on every way out"
	if err != nil {
		return err
	}
	if _, err := connection.Exec(ctx, "SELECT 1"); err != nil {
		return err
	}
	connection.Release()
	return nil
}

func main() {
	store := &Store{}
	router := gin.Default()
	router.GET("/orders", func(c *gin.Context) {
		_, _ = store.early()
		_ = store.whole()
		_ = store.any()
		_, _ = store.good(c.Request.Context())
		_ = store.held(c.Request.Context())
		c.Status(http.StatusOK)
	})
	router.Run(":8080")
}
