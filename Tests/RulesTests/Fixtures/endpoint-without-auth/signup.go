package main

import (
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/bcrypt"
)

type users struct{ db *sql.DB }

func needsToken(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

// Whoever makes an account has none yet.
func (u *users) create(c *gin.Context) {
	hash, _ := bcrypt.GenerateFromPassword([]byte(c.PostForm("password")), 12)
	u.db.ExecContext(c, "INSERT INTO users (name, password) VALUES ($1, $2)", c.PostForm("name"), hash)
}

// Nobody new writes into somebody's account.
func (u *users) note(c *gin.Context) { // want endpoint-without-auth "POST /users/{id}/note asks for no credentials"
	u.db.ExecContext(c, "UPDATE users SET note = $1 WHERE id = $2", c.PostForm("note"), c.Param("id"))
}

func (u *users) rename(c *gin.Context) {
	u.db.ExecContext(c, "UPDATE users SET name = $1 WHERE id = $2", c.PostForm("name"), c.Param("id"))
}

func (u *users) drop(c *gin.Context) {
	u.db.ExecContext(c, "DELETE FROM users WHERE id = $1", c.Param("id"))
}

func main() {
	u := &users{}
	r := gin.Default()
	r.POST("/users", u.create)
	r.POST("/users/:id/note", u.note)
	guarded := r.Group("/", needsToken)
	guarded.PUT("/users/:id", u.rename)
	guarded.DELETE("/users/:id", u.drop)
	r.Run()
}
