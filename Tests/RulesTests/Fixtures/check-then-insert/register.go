package main

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Account struct {
	ID    uint
	Email string `gorm:"size:200"`
	Name  string
}

type Member struct {
	ID    uint
	Email string `gorm:"uniqueIndex"`
}

type API struct{ db *gorm.DB }

func (a *API) register(c *gin.Context) {
	var known Account
	err := a.db.Where("email = ?", c.PostForm("email")).First(&known).Error // want check-then-insert "Account is asked for email, then inserted into"
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		c.Status(http.StatusConflict)
		return
	}
	account := Account{Email: c.PostForm("email"), Name: c.PostForm("name")}
	if err := a.db.Create(&account).Error; err != nil {
		c.Status(500)
	}
}

// The database refuses the second one.
func (a *API) join(c *gin.Context) {
	var known Member
	err := a.db.Where("email = ?", c.PostForm("email")).First(&known).Error
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		c.Status(http.StatusConflict)
		return
	}
	member := Member{Email: c.PostForm("email")}
	if err := a.db.Create(&member).Error; err != nil {
		c.Status(500)
	}
}

func main() {
	api := &API{}
	router := gin.Default()
	router.POST("/accounts", api.register)
	router.POST("/members", api.join)
	router.Run(":8080")
}
