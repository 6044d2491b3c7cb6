// Package shop sells.
package shop

import (
	"fmt"
	"net/http"

	log "github.com/sirupsen/logrus"
	_ "github.com/lib/pq"
	. "shop/helpers"

	"github.com/go-chi/chi/v5"
	"github.com/redis/go-redis/v9"
	"gopkg.in/yaml.v3"
	"shop/api/v1"
)

import "os"

const limit = 10

const (
	Draft Status = iota
	Sent
)

var (
	db      *sql.DB
	a, b    = 1, "two"
	x, y    int
	f, err  = os.Open("f")
	_       http.Handler = (*Server)(nil)
)

type Status int

type Server struct {
	http.Handler
	*Base
	db        *sql.DB `json:"-"`
	first, second string
	handlers  map[string]http.HandlerFunc
	sizes     [4]int
	done      chan<- struct{}
	inner     struct{ n int }
}

type Store interface {
	fmt.Stringer
	Get(id string) (*Order, error)
	Put(Order) error
}

type Number interface{ ~int | ~float64 }

type Handler = http.HandlerFunc

type Middleware func(http.Handler) http.Handler

type List[T any] struct{ items []T }

func NewServer(db *sql.DB, names ...string) *Server { return &Server{db: db} }

func (s *Server) Get(w http.ResponseWriter, r *http.Request) {}

func (List[T]) Len() (n int, err error) { return 0, nil }

func Map[T, U any](items []T, f func(T) U) []U { return nil }

func external(a, b int) int
