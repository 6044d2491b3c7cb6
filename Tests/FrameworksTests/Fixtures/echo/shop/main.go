package main

import (
	"net/http"

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
	e.Start(":8080")
}
