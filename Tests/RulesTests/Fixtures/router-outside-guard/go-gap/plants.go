package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type Plant struct {
	ID   uint
	Name string
}

func plants(group *gin.RouterGroup) {
	group.GET("/plants", func(c *gin.Context) {
		var found []Plant
		db.Limit(50).Find(&found)
		c.JSON(http.StatusOK, found)
	})
	group.POST("/plants", func(c *gin.Context) {
		if err := db.Create(&Plant{Name: c.PostForm("name")}).Error; err != nil {
			c.Status(500)
		}
	})
	group.DELETE("/plants/:id", func(c *gin.Context) {
		if err := db.Delete(&Plant{}, "id = ?", c.Param("id")).Error; err != nil {
			c.Status(500)
		}
	})
}
