package main

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Book struct {
	gorm.Model
	Title string
}

const maxPage = 100

type API struct{ db *gorm.DB }

func (a *API) list(c *gin.Context) {
	limit, err := strconv.Atoi(c.DefaultQuery("limit", "20"))
	if err != nil {
		c.Status(400)
		return
	}
	var books []Book
	if err := a.db.Limit(limit).Find(&books).Error; err == nil { // want page-size-unbounded "query string of the request decides how many rows are read"
		c.JSON(http.StatusOK, books)
	}
}

func (a *API) capped(c *gin.Context) {
	limit, err := strconv.Atoi(c.DefaultQuery("limit", "20"))
	if err != nil || limit > maxPage {
		limit = maxPage
	}
	var books []Book
	if err := a.db.Limit(limit).Find(&books).Error; err == nil {
		c.JSON(http.StatusOK, books)
	}
}

func (a *API) least(c *gin.Context) {
	limit, _ := strconv.Atoi(c.Query("limit"))
	var books []Book
	if err := a.db.Limit(min(limit, maxPage)).Find(&books).Error; err == nil {
		c.JSON(http.StatusOK, books)
	}
}

func main() {
	api := &API{}
	router := gin.Default()
	router.GET("/books", api.list)
	router.GET("/capped", api.capped)
	router.GET("/least", api.least)
	router.Run(":8080")
}
