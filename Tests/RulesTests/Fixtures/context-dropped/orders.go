package main

import (
	"context"
	"database/sql"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

type Store struct{ db *sql.DB }

func (s *Store) count(ctx context.Context) (count int, err error) {
	err = s.db.QueryRowContext(context.Background(), "SELECT count(*) FROM orders").Scan(&count) // want context-dropped "database/sql.DB.QueryRowContext does not end with the request"
	return count, err
}

func (s *Store) total(ctx context.Context) (total int, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT sum(total) FROM orders").Scan(&total)
	return total, err
}

// A deadline of its own.
func (s *Store) bounded(ctx context.Context) (total int, err error) {
	own, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	err = s.db.QueryRowContext(own, "SELECT sum(total) FROM orders").Scan(&total)
	return total, err
}

// It has none to hand on.
func (s *Store) plain() (total int, err error) {
	err = s.db.QueryRowContext(context.Background(), "SELECT sum(total) FROM orders").Scan(&total)
	return total, err
}

func (s *Store) note(ctx context.Context, what string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO notes (what) VALUES ($1)", what)
	return err
}

func (s *Store) list(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.ExecContext(context.TODO(), "SELECT 1"); err != nil { // want context-dropped "database/sql.DB.ExecContext does not end with the request"
		http.Error(w, "no", 500)
	}
}

func (s *Store) show(c *gin.Context) {
	_, _ = s.count(c.Request.Context())
	_, _ = s.total(c.Request.Context())
	_, _ = s.bounded(c.Request.Context())
	_, _ = s.plain()
	go s.note(c.Request.Context(), "shown") // want context-dropped "s.note goes on after the answer with the context of the request" error
}

func (s *Store) detached(c *gin.Context) {
	ctx := context.WithoutCancel(c.Request.Context())
	go s.note(ctx, "shown")
}

func (s *Store) waits(c *gin.Context) {
	done := make(chan error)
	go func() { done <- s.note(c.Request.Context(), "shown") }()
	if <-done != nil {
		c.Status(500)
	}
}

func main() {
	store := &Store{}
	router := gin.Default()
	router.GET("/orders", store.show)
	router.GET("/detached", store.detached)
	router.GET("/waits", store.waits)
	http.HandleFunc("GET /list", store.list)
	router.Run(":8080")
}
