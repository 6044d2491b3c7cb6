package main

import "net/http"

type Server struct {
	mux   *http.ServeMux
	notes map[string]string
}

func NewServer() *Server {
	s := &Server{mux: http.NewServeMux(), notes: map[string]string{}}
	s.routes()
	return s
}

func (s *Server) routes() {
	s.mux.HandleFunc("GET /notes/{id}", s.get)                                    // $ endpoint="GET /notes/{id}" auth=none
	s.mux.Handle("POST /notes", requireToken(http.HandlerFunc(s.create)))        // $ endpoint="POST /notes" auth=required
	s.mux.HandleFunc("/search", s.search)                                         // $ endpoint="GET /search" auth=none endpoint="POST /search" auth=none
	s.mux.HandleFunc("DELETE /notes/{id...}", requireUser(s.remove))              // $ endpoint="DELETE /notes/{id}" auth=required
	s.mux.Handle("/admin/", http.StripPrefix("/admin", requireToken(adminMux())))
}

func adminMux() http.Handler {
	admin := http.NewServeMux()
	admin.HandleFunc("GET /users", users) // $ endpoint="GET /admin/users" auth=required
	return admin
}

func users(w http.ResponseWriter, r *http.Request) {}

func (s *Server) get(w http.ResponseWriter, r *http.Request) { w.Write([]byte(s.notes[r.PathValue("id")])) }

func (s *Server) create(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusCreated) }

func (s *Server) remove(w http.ResponseWriter, r *http.Request) {}

func (s *Server) search(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet, "POST":
		w.Write(nil)
	default:
		http.Error(w, "no", http.StatusMethodNotAllowed)
	}
}

func requireToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-API-Key") == "" {
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func requireUser(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie("session")
		if err != nil || cookie.Value == "" {
			http.Redirect(w, r, "/login", http.StatusFound)
			return
		}
		next(w, r)
	}
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func main() {
	server := NewServer()
	http.ListenAndServe(":8080", logged(server.mux))
}
