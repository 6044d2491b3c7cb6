package main

import (
	"net/http"

	"github.com/gorilla/mux"
)

func show(w http.ResponseWriter, r *http.Request)   { w.WriteHeader(http.StatusOK) }
func latest(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }

func main() {
	router := mux.NewRouter()
	router.HandleFunc("/books/{id}", show).Methods("GET")
	router.HandleFunc("/books/latest", latest).Methods("GET") // want shadowed-route "GET /books/latest never runs"
	router.HandleFunc("/shelves/first", latest).Methods("GET")
	router.HandleFunc("/shelves/{id}", show).Methods("GET")
	http.ListenAndServe(":8080", router)
}
