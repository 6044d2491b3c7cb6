package main

import (
	"net/http"

	"github.com/gorilla/mux"
)

func handle(w http.ResponseWriter, r *http.Request) {}

// known looks into a session that only callers with a cookie have.
func known(w http.ResponseWriter, r *http.Request) bool {
	cookie, err := r.Cookie("depot")
	if err != nil || cookie.Value == "" {
		w.WriteHeader(http.StatusUnauthorized)
		return false
	}
	return true
}

func authentication(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if known(w, r) {
			next.ServeHTTP(w, r)
		}
	})
}

func locked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var ok bool
		within(func() { ok = known(w, r) })
		if ok {
			next.ServeHTTP(w, r)
		}
	})
}

func within(work func()) { work() }

func main() {
	r := mux.NewRouter()
	r.Path("/builder").Methods("GET").Queries("kind", "{kind}").HandlerFunc(handle) // $ endpoint="GET /builder" auth=none
	r.Methods(http.MethodPut).Path("/raw").Handler(http.HandlerFunc(handle))        // $ endpoint="PUT /raw" auth=none
	r.Path("/names/{name}").HandlerFunc(handle).Name("name").BuildOnly()
	r.PathPrefix("/static/").Handler(http.StripPrefix("/static/", http.FileServer(http.Dir("static")))) // $ endpoint="GET /static/{path}" auth=none

	api := r.PathPrefix("/api").Subrouter()
	api.Use(authentication)
	api.Path("/crates").HandlerFunc(handle).Methods("GET", "POST") // $ endpoint="GET /api/crates" auth=required endpoint="POST /api/crates" auth=required
	crate := api.Path("/crates/{id}").Subrouter()
	crate.Methods("DELETE").HandlerFunc(handle) // $ endpoint="DELETE /api/crates/{id}" auth=required
	reading := r.Methods("GET").Subrouter()
	reading.HandleFunc("/shelves", handle) // $ endpoint="GET /shelves" auth=none

	work := r.PathPrefix("/work").Subrouter()
	work.Use(locked)
	work.HandleFunc("/shifts", handle).Methods("GET") // $ endpoint="GET /work/shifts" auth=required
	http.Handle("/", r)
	http.ListenAndServe(":3000", nil)
}
