package main

import (
	"io"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/gin-gonic/gin"
)

var client = &http.Client{Timeout: 5 * time.Second}

func preview(c *gin.Context) {
	response, err := client.Get(c.Query("url")) // want server-side-request-forgery "query string of the request reaches net/http.Client.Get"
	if err != nil {
		c.Status(502)
		return
	}
	defer response.Body.Close()
	_, _ = io.Copy(c.Writer, response.Body)
}

func fetch(w http.ResponseWriter, r *http.Request) {
	request, err := http.NewRequestWithContext(r.Context(), "GET", "https://"+r.FormValue("host")+"/feed", nil) // want server-side-request-forgery "form of the request reaches net/http.NewRequestWithContext"
	if err != nil {
		http.Error(w, "no", 400)
		return
	}
	response, err := client.Do(request)
	if err == nil {
		defer response.Body.Close()
	}
}

// The host is written down.
func parcel(c *gin.Context) {
	response, err := client.Get("https://carrier.example.com/parcels/" + c.Query("number"))
	if err == nil {
		defer response.Body.Close()
	}
}

// The dialer looks at each address.
func guarded(c *gin.Context) {
	dialer := &net.Dialer{Timeout: time.Second, Control: func(network, address string, _ syscall.RawConn) error {
		host, _, err := net.SplitHostPort(address)
		if err != nil || net.ParseIP(host).IsPrivate() {
			return net.ErrClosed
		}
		return nil
	}}
	safe := &http.Client{Timeout: time.Second, Transport: &http.Transport{DialContext: dialer.DialContext}}
	response, err := safe.Get(c.Query("url"))
	if err == nil {
		defer response.Body.Close()
	}
}

func main() {
	router := gin.Default()
	router.GET("/preview", preview)
	router.GET("/parcel", parcel)
	router.GET("/guarded", guarded)
	http.HandleFunc("GET /fetch", fetch)
	router.Run(":8080")
}
