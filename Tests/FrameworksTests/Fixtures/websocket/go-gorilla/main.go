package main

import (
	"fmt"
	"net/http"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{ReadBufferSize: 1024}

func serve(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
}

func events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprint(w, "data: 1\n\n")
}

func main() {
	http.HandleFunc("/ws", serve)                                                       // $ endpoint="ANY /ws" auth=none protocol=websocket
	http.HandleFunc("/rooms", func(w http.ResponseWriter, r *http.Request) { serve(w, r) }) // $ endpoint="ANY /rooms" auth=none protocol=websocket
	http.HandleFunc("/events", events)                                                  // $ endpoint="ANY /events" auth=none protocol=sse
	http.ListenAndServe(":8080", nil)
}
