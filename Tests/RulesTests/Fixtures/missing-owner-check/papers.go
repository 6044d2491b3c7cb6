package main

import (
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
	"gorm.io/gorm"
)

type Paper struct {
	ID     uint
	UserID uint
	Text   string
}

type API struct{ db *gorm.DB }

func requireUser() gin.HandlerFunc {
	return func(c *gin.Context) {
		token, err := jwt.Parse(strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer "), func(*jwt.Token) (any, error) {
			return []byte(os.Getenv("JWT_SECRET")), nil
		})
		if err != nil || !token.Valid {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		subject, _ := token.Claims.GetSubject()
		c.Set("user", subject)
		c.Next()
	}
}

func (a *API) read(c *gin.Context) {
	var paper Paper
	if err := a.db.Where("id = ?", c.Param("id")).First(&paper).Error; err != nil { // want missing-owner-check "GET /papers/{id} looks up Paper by id and never compares its user_id with the caller"
		c.Status(404)
		return
	}
	c.JSON(http.StatusOK, paper)
}

func (a *API) mine(c *gin.Context) {
	var paper Paper
	if err := a.db.Where("id = ? AND user_id = ?", c.Param("id"), c.GetString("user")).First(&paper).Error; err != nil {
		c.Status(404)
		return
	}
	c.JSON(http.StatusOK, paper)
}

func (a *API) compared(c *gin.Context) {
	var paper Paper
	if err := a.db.Where("id = ?", c.Param("id")).First(&paper).Error; err != nil {
		c.Status(404)
		return
	}
	if paper.UserID != c.GetUint("user") {
		c.Status(404)
		return
	}
	c.JSON(http.StatusOK, paper)
}

func main() {
	api := &API{}
	router := gin.Default()
	papers := router.Group("/", requireUser())
	papers.GET("/papers/:id", api.read)
	papers.GET("/mine/:id", api.mine)
	papers.GET("/compared/:id", api.compared)
	router.Run(":8080")
}
