package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func handle(w http.ResponseWriter, r *http.Request) {}

func requireUser(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func admin() http.Handler {
	r := chi.NewRouter()
	r.Use(requireUser)
	r.Get("/users", handle) // $ endpoint="GET /admin/users" auth=required
	return r
}

func main() {
	r := chi.NewRouter()
	r.Get("/", handle) // $ endpoint="GET /" auth=none
	r.Route("/items", func(r chi.Router) {
		r.Get("/{id:[0-9]+}", handle)                 // $ endpoint="GET /items/{id}" auth=none
		r.With(requireUser).Delete("/{id}", handle) // $ endpoint="DELETE /items/{id}" auth=required
		r.Group(func(r chi.Router) {
			r.Use(requireUser)
			r.Post("/", handle) // $ endpoint="POST /items/" auth=required
		})
	})
	r.Mount("/admin", admin())
	r.Method("PUT", "/raw", http.HandlerFunc(handle)) // $ endpoint="PUT /raw" auth=none
	http.ListenAndServe(":3000", r)
}
