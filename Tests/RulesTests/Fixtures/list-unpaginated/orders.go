package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Order struct {
	gorm.Model
	Item string
}

type Country struct {
	ID   uint
	Name string
}

type API struct{ db *gorm.DB }

func (a *API) orders(c *gin.Context) {
	var orders []Order
	if err := a.db.Find(&orders).Error; err != nil { // want list-unpaginated "GET /orders answers with every Order"
		c.Status(500)
		return
	}
	c.JSON(http.StatusOK, orders)
}

func (a *API) page(c *gin.Context) {
	var orders []Order
	if err := a.db.Order("id").Limit(50).Find(&orders).Error; err != nil {
		c.Status(500)
		return
	}
	c.JSON(http.StatusOK, orders)
}

func limited(db *gorm.DB) *gorm.DB { return db.Limit(50) }

// What the chain begins with may have a limit.
func (a *API) recent(c *gin.Context) {
	var orders []Order
	if err := limited(a.db).Find(&orders).Error; err == nil {
		c.JSON(http.StatusOK, orders)
	}
}

func (a *API) countries(c *gin.Context) {
	var countries []Country
	if err := a.db.Find(&countries).Error; err == nil {
		c.JSON(http.StatusOK, countries)
	}
}

func main() {
	api := &API{}
	router := gin.Default()
	router.GET("/orders", api.orders)
	router.GET("/paged/orders", api.page)
	router.GET("/recent/orders", api.recent)
	router.GET("/countries", api.countries)
	router.POST("/orders", func(c *gin.Context) { _ = api.db.Create(&Order{Item: c.PostForm("item")}).Error })
	router.Run(":8080")
}
