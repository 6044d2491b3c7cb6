package main

import (
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Item struct {
	gorm.Model
	Stock int
}

type API struct{ db *gorm.DB }

func (a *API) take(c *gin.Context) {
	var item Item
	if err := a.db.First(&item, c.Param("id")).Error; err != nil {
		c.Status(404)
		return
	}
	item.Stock = item.Stock - 1 // want lost-update "Stock of Item is read, changed and written back without a lock"
	if err := a.db.Save(&item).Error; err != nil {
		c.Status(500)
	}
}

func (a *API) give(c *gin.Context) {
	item := Item{}
	if err := a.db.Where("id = ?", c.Param("id")).First(&item).Error; err != nil {
		c.Status(404)
		return
	}
	item.Stock += 1 // want lost-update "Stock of Item is read, changed and written back without a lock"
	if err := a.db.Save(&item).Error; err != nil {
		c.Status(500)
	}
}

// The database computes it.
func (a *API) add(c *gin.Context) {
	err := a.db.Model(&Item{}).Where("id = ?", c.Param("id")).Update("stock", gorm.Expr("stock + ?", 1)).Error
	if err != nil {
		c.Status(500)
	}
}

func main() {
	api := &API{}
	router := gin.Default()
	router.POST("/items/:id/take", api.take)
	router.POST("/items/:id/give", api.give)
	router.POST("/items/:id/add", api.add)
	router.Run(":8080")
}

