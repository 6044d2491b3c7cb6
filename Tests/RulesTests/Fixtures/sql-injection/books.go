package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
)

type Store struct{ db *sql.DB }

func (s *Store) ByTitle(title string) (*sql.Rows, error) {
	query := fmt.Sprintf("SELECT id FROM books WHERE title = '%s'", title)
	return s.db.Query(query) // want sql-injection "query string of the request reaches database/sql.DB.Query"
}

func (s *Store) ByAuthor(author string) (*sql.Rows, error) {
	return s.db.Query("SELECT id FROM books WHERE author = $1", author)
}

func (s *Store) Page(page int) (*sql.Rows, error) {
	return s.db.Query(fmt.Sprintf("SELECT id FROM books LIMIT 10 OFFSET %d", page))
}

func (s *Store) list(c *gin.Context) {
	_, _ = s.ByTitle(c.Query("title"))
	_, _ = s.ByAuthor(c.Query("author"))
	page, err := strconv.Atoi(c.Query("page"))
	if err == nil {
		_, _ = s.Page(page)
	}
}

func (s *Store) remove(w http.ResponseWriter, r *http.Request) {
	_, err := s.db.ExecContext(r.Context(), "DELETE FROM books WHERE id = "+r.URL.Query().Get("id")) // want sql-injection "url of the request reaches database/sql.DB.ExecContext"
	if err != nil {
		http.Error(w, "no", http.StatusInternalServerError)
	}
}

func (s *Store) sorted(w http.ResponseWriter, r *http.Request) {
	order := "ASC"
	if r.FormValue("order") == "desc" {
		order = "DESC"
	}
	_, _ = s.db.QueryContext(r.Context(), "SELECT id FROM books ORDER BY id "+order)
	_, _ = s.db.QueryContext(r.Context(), "SELECT id FROM books WHERE id = $1", r.PathValue("id"))
}

func main() {
	db, err := sql.Open("postgres", "postgres://localhost/books?connect_timeout=5")
	if err != nil {
		panic(err)
	}
	store := &Store{db: db}
	router := gin.Default()
	router.GET("/books", store.list)
	http.HandleFunc("DELETE /books", store.remove)
	http.HandleFunc("GET /books/{id}", store.sorted)
	http.ListenAndServe(":8080", nil)
}
