package main

import (
	"net/http"

	"example.com/shop/auth"
	"example.com/shop/orders"
	"github.com/gin-gonic/gin"
)

func health(c *gin.Context) { c.String(http.StatusOK, "ok") }

func main() {
	router := gin.New()
	router.Use(gin.Logger(), gin.Recovery())
	router.GET("/health", health) // $ endpoint="GET /health" auth=none

	api := router.Group("/api/v1")
	api.POST("/login", auth.Login)         // $ endpoint="POST /api/v1/login" auth=none
	api.Use(auth.Middleware(false))
	orders.Public(api.Group("/orders"))
	api.Use(auth.Middleware(true))
	orders.Register(api.Group("/orders"))

	admin := router.Group("/admin", auth.Basic, auth.Limit)
	{
		admin.Any("/tools/*name", health) // $ endpoint="ANY /admin/tools/{name}" auth=required
		admin.Match([]string{"GET", http.MethodPut}, "/settings", health) // $ endpoint="GET /admin/settings" auth=required endpoint="PUT /admin/settings" auth=required
		admin.Handle(http.MethodPatch, "settings", health) // $ endpoint="PATCH /admin/settings" auth=required
	}
	for _, version := range []string{"a", "b"} {
		router.GET("/versions/"+version, health) // $ endpoint="GET /versions/a" auth=none endpoint="GET /versions/b" auth=none
	}
	router.Group("/chained").Use(auth.Basic).GET("/x", health).GET("/y", health) // $ endpoint="GET /chained/x" auth=required endpoint="GET /chained/y" auth=required
	router.Run(":8080")
}
