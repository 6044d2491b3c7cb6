package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type Garden struct {
	ID   uint
	Name string
}

func gardens(group *gin.RouterGroup) {
	group.GET("/gardens", func(c *gin.Context) {
		var found []Garden
		db.Limit(50).Find(&found)
		c.JSON(http.StatusOK, found)
	})
	group.POST("/gardens", func(c *gin.Context) {
		if err := db.Create(&Garden{Name: c.PostForm("name")}).Error; err != nil {
			c.Status(500)
		}
	})
	group.DELETE("/gardens/:id", func(c *gin.Context) {
		if err := db.Delete(&Garden{}, "id = ?", c.Param("id")).Error; err != nil {
			c.Status(500)
		}
	})
}
