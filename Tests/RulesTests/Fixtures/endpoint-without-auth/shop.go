package main

import (
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
)

type API struct{ db *sql.DB }

// RequireUser lets only callers with a token pass.
func RequireUser() gin.HandlerFunc {
	return func(c *gin.Context) {
		token := c.GetHeader("Authorization")
		if token == "" {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Next()
	}
}

func (a *API) create(c *gin.Context) {
	_, _ = a.db.Exec("INSERT INTO orders (item) VALUES ($1)", c.PostForm("item"))
}

func (a *API) remove(c *gin.Context) {
	_, _ = a.db.Exec("DELETE FROM orders WHERE id = $1", c.Param("id"))
}

func (a *API) clear(c *gin.Context) { // want endpoint-without-auth "its path is one for administrators"
	_, _ = a.db.Exec("DELETE FROM orders")
}

func (a *API) list(c *gin.Context) { c.JSON(http.StatusOK, gin.H{}) }

func main() {
	db, _ := sql.Open("postgres", "postgres://localhost/shop?connect_timeout=5")
	api := &API{db: db}
	router := gin.Default()
	router.GET("/orders", api.list)
	guarded := router.Group("/", RequireUser())
	guarded.POST("/orders", api.create)
	guarded.DELETE("/orders/:id", api.remove)
	router.DELETE("/admin/orders", api.clear)
	router.Run(":8080")
}
