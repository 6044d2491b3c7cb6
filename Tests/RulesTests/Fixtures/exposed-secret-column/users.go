package main

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type User struct {
	gorm.Model
	Name     string
	Password string
}

type Member struct {
	gorm.Model
	Name     string
	Password string `json:"-"`
}

type Profile struct {
	Name string `json:"name"`
}

type API struct{ db *gorm.DB }

func (a *API) show(c *gin.Context) {
	var user User
	if err := a.db.First(&user, c.Param("id")).Error; err != nil {
		c.Status(404)
		return
	}
	c.JSON(http.StatusOK, user) // want exposed-secret-column "GET /users/{id} answers every column of User, password among them, and so does 1 more endpoint"
}

func (a *API) list(w http.ResponseWriter, r *http.Request) {
	var users []User
	if err := a.db.Limit(50).Find(&users).Error; err != nil {
		http.Error(w, "no", 500)
		return
	}
	json.NewEncoder(w).Encode(users) // told with the first answer of this table
}

func (a *API) member(c *gin.Context) {
	var member Member
	if err := a.db.First(&member, c.Param("id")).Error; err == nil {
		c.JSON(http.StatusOK, member)
	}
}

func (a *API) profile(c *gin.Context) {
	var user User
	if err := a.db.First(&user, c.Param("id")).Error; err == nil {
		c.JSON(http.StatusOK, Profile{Name: user.Name})
	}
}

// Made for the answer.
func (a *API) brief(c *gin.Context) {
	var user User
	if err := a.db.First(&user, c.Param("id")).Error; err == nil {
		c.JSON(http.StatusOK, User{Name: user.Name})
	}
}

func main() {
	api := &API{}
	router := gin.Default()
	router.GET("/users/:id", api.show)
	router.GET("/members/:id", api.member)
	router.GET("/profiles/:id", api.profile)
	router.GET("/brief/:id", api.brief)
	http.HandleFunc("GET /users", api.list)
	router.Run(":8080")
}
