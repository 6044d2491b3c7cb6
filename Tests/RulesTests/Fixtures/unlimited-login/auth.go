package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"golang.org/x/crypto/bcrypt"
	"gorm.io/gorm"
)

type User struct {
	gorm.Model
	Email    string
	Password string `json:"-"`
}

type API struct{ db *gorm.DB }

func (a *API) login(c *gin.Context) { // want unlimited-login "passwords can be tried at POST /login without limit"
	var user User
	if err := a.db.Where("email = ?", c.PostForm("email")).First(&user).Error; err != nil {
		c.Status(http.StatusUnauthorized)
		return
	}
	if bcrypt.CompareHashAndPassword([]byte(user.Password), []byte(c.PostForm("password"))) != nil {
		c.Status(http.StatusUnauthorized)
	}
}

func main() {
	api := &API{}
	router := gin.Default()
	router.POST("/login", api.login)
	router.Run(":8080")
}
