package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type Tool struct {
	ID   uint
	Name string
}

func tools(group gin.IRouter) {
	group.GET("/tools", func(c *gin.Context) { // want router-outside-guard "no endpoint of tools.go asks for credentials"
		var found []Tool
		db.Limit(50).Find(&found)
		c.JSON(http.StatusOK, found)
	})
	group.POST("/tools", func(c *gin.Context) {
		if err := db.Create(&Tool{Name: c.PostForm("name")}).Error; err != nil {
			c.Status(500)
		}
	})
	group.DELETE("/tools/:id", func(c *gin.Context) {
		if err := db.Delete(&Tool{}, "id = ?", c.Param("id")).Error; err != nil {
			c.Status(500)
		}
	})
}
