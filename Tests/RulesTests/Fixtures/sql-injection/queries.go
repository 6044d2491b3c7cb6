package db

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"
)

// DBTX is what sqlc generates.
type DBTX interface {
	ExecContext(context.Context, string, ...interface{}) (sql.Result, error)
	QueryRowContext(context.Context, string, ...interface{}) *sql.Row
}

type Queries struct{ db DBTX }

func (q *Queries) remove(ctx context.Context, where string) error {
	_, err := q.db.ExecContext(ctx, "DELETE FROM books WHERE "+where) // want sql-injection "reaches database/sql.DB.ExecContext"
	return err
}

func (q *Queries) removeOne(ctx context.Context, id string) error {
	_, err := q.db.ExecContext(ctx, "DELETE FROM books WHERE id = $1", id)
	return err
}

type Shelf struct {
	queries *Queries
	conn    *pgx.Conn
	orm     *gorm.DB
}

func (s *Shelf) delete(w http.ResponseWriter, r *http.Request) {
	_ = s.queries.remove(r.Context(), r.FormValue("where"))
	_ = s.queries.removeOne(r.Context(), r.FormValue("id"))
	_, _ = s.conn.Exec(r.Context(), "DELETE FROM pages WHERE book = '"+r.FormValue("book")+"'") // want sql-injection "form of the request reaches github.com/jackc/pgx.Conn.Exec"
	_ = s.orm.Where("title = '" + r.FormValue("title") + "'").Delete(&struct{}{}).Error        // want sql-injection "form of the request reaches gorm.io/gorm.DB.Where"
	_ = s.orm.Where("title = ?", r.FormValue("title")).Delete(&struct{}{}).Error
}

func serve(shelf *Shelf) error {
	http.HandleFunc("POST /books/delete", shelf.delete)
	return http.ListenAndServe(":8080", nil)
}
