package main

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type User struct {
	gorm.Model
	Name string
	Role string
}

type userForm struct {
	Name string `json:"name" binding:"required"`
}

type API struct{ db *gorm.DB }

func (a *API) create(c *gin.Context) {
	var user User
	if err := c.ShouldBindJSON(&user); err != nil {
		c.Status(400)
		return
	}
	if err := a.db.Create(&user).Error; err != nil { // want mass-assignment "body of the request reaches gorm.io/gorm.DB.Create"
		c.Status(500)
	}
}

func (a *API) change(w http.ResponseWriter, r *http.Request) {
	changes := map[string]any{}
	if err := json.NewDecoder(r.Body).Decode(&changes); err != nil {
		http.Error(w, "no", 400)
		return
	}
	err := a.db.Model(&User{}).Where("id = ?", r.PathValue("id")).Updates(changes).Error // want mass-assignment "body of the request reaches gorm.io/gorm.DB.Updates"
	if err != nil {
		http.Error(w, "no", 500)
	}
}

// A form lists what may be set.
func (a *API) rename(c *gin.Context) {
	var form userForm
	if err := c.ShouldBindJSON(&form); err != nil {
		c.Status(400)
		return
	}
	user := User{Name: form.Name, Role: "reader"}
	if err := a.db.Create(&user).Error; err != nil {
		c.Status(500)
	}
	if err := a.db.Model(&User{}).Where("id = ?", c.Param("id")).Updates(form).Error; err != nil {
		c.Status(500)
	}
}

func main() {
	api := &API{}
	router := gin.Default()
	router.POST("/users", api.create)
	router.POST("/names/:id", api.rename)
	http.HandleFunc("PATCH /users/{id}", api.change)
	router.Run(":8080")
}
