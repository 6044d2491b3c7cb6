package main

import (
	"context"
	"net/http"
	"strings"
)

type key string

const userKey key = "user"

func handle(w http.ResponseWriter, r *http.Request) {}

func isOpen(r *http.Request) bool {
	path := r.URL.Path
	switch path {
	case "/", "/login":
		return true
	}
	return strings.HasPrefix(path, "/share/")
}

func session(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if cookie, err := r.Cookie("session"); err == nil {
			r = r.WithContext(context.WithValue(r.Context(), userKey, cookie.Value))
		}
		if r.Context().Value(userKey) == nil && !isOpen(r) {
			http.Redirect(w, r, "/login", http.StatusFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// drawer refuses by itself, once it knows what is asked for.
func drawer(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	if name == "" {
		http.Error(w, "which", http.StatusBadRequest)
		return
	}
	if r.Header.Get("Authorization") == "" {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	handle(w, r)
}

func pages() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", handle)           // $ endpoint="GET /" auth=optional
	mux.HandleFunc("POST /login", handle)        // $ endpoint="POST /login" auth=optional
	mux.HandleFunc("GET /share/{code}", handle)  // $ endpoint="GET /share/{code}" auth=optional
	mux.HandleFunc("GET /unread", handle)        // $ endpoint="GET /unread" auth=required
	mux.HandleFunc("GET /entry/{id}", handle)    // $ endpoint="GET /entry/{id}" auth=required
	return session(mux)
}

func main() {
	root := http.NewServeMux()
	root.HandleFunc("GET /healthz", handle)         // $ endpoint="GET /healthz" auth=none
	root.HandleFunc("GET /drawers/{name}", drawer)  // $ endpoint="GET /drawers/{name}" auth=required
	root.Handle("/files/", http.FileServer(http.Dir("files"))) // $ endpoint="GET /files/{path}" auth=none
	root.Handle("/", pages())
	http.ListenAndServe(":3000", root)
}
