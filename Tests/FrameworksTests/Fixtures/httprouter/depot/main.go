package main

import (
	"net/http"

	"github.com/julienschmidt/httprouter"
)

func handle(w http.ResponseWriter, r *http.Request, _ httprouter.Params) {}

func guarded(next httprouter.Handle) httprouter.Handle {
	return func(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
		if _, _, ok := r.BasicAuth(); !ok {
			http.Error(w, "who", http.StatusUnauthorized)
			return
		}
		next(w, r, p)
	}
}

func main() {
	router := httprouter.New()
	router.GET("/crates/:id", handle)                         // $ endpoint="GET /crates/{id}" auth=none
	router.DELETE("/crates/:id", guarded(handle))             // $ endpoint="DELETE /crates/{id}" auth=required
	router.ServeFiles("/static/*filepath", http.Dir("static")) // $ endpoint="GET /static/{path}" auth=none
	http.ListenAndServe(":3000", router)
}
