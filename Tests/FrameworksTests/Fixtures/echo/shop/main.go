package main

import (
	"net/http"
	"os"

	"github.com/labstack/echo/v4"
)

func handle(c echo.Context) error { return c.NoContent(http.StatusNoContent) }

func requireUser(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Header.Get("Authorization") == "" {
			return echo.ErrUnauthorized
		}
		return next(c)
	}
}

var guarded = os.Getenv("GUARDED") != ""

func main() {
	e := echo.New()
	e.GET("/", handle) // $ endpoint="GET /" auth=none
	g := e.Group("/api")
	g.GET("/items/:id", handle)               // $ endpoint="GET /api/items/{id}" auth=none
	g.POST("/items", handle, requireUser)     // $ endpoint="POST /api/items" auth=required
	users := g.Group("/users", requireUser)
	users.Add("PUT", "/:id", handle) // $ endpoint="PUT /api/users/{id}" auth=required
	// A group's middleware holds for what is added after it.
	late := e.Group("/late")
	late.GET("/before", handle) // $ endpoint="GET /late/before" auth=none
	late.Use(requireUser)
	late.GET("/after", handle) // $ endpoint="GET /late/after" auth=required
	// Settings decide whether there is a guard.
	settings := e.Group("/settings")
	if guarded {
		settings.Use(requireUser)
	}
	settings.GET("/all", handle) // $ endpoint="GET /settings/all" auth=unknown
	// No method of Echo: it does not compile, and says all the same what is meant.
	e.Get("/misspelt", handle) // $ endpoint="GET /misspelt" auth=none
	e.Start(":8080")
}
