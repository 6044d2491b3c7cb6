package main

import (
	"database/sql"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Order struct {
	gorm.Model
	Item string
}

type Stock struct {
	gorm.Model
	Left int
}

type Shop struct {
	orm *gorm.DB
	db  *sql.DB
}

func (s *Shop) order(c *gin.Context) {
	if err := s.orm.Create(&Order{Item: c.PostForm("item")}).Error; err != nil {
		c.Status(500)
		return
	}
	if err := s.orm.Model(&Stock{}).Where("item = ?", c.PostForm("item")).Update("left", gorm.Expr("left - 1")).Error; err != nil { // want writes-without-transaction "POST /orders commits its writes to order and stock apart"
		c.Status(500)
	}
}

func (s *Shop) together(c *gin.Context) {
	err := s.orm.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&Order{Item: c.PostForm("item")}).Error; err != nil {
			return err
		}
		return tx.Model(&Stock{}).Where("item = ?", c.PostForm("item")).Update("left", gorm.Expr("left - 1")).Error
	})
	if err != nil {
		c.Status(500)
	}
}

func (s *Shop) byHand(c *gin.Context) {
	tx := s.orm.Begin()
	defer tx.Rollback()
	if err := tx.Create(&Order{Item: c.PostForm("item")}).Error; err != nil {
		return
	}
	if err := tx.Create(&Stock{Left: 1}).Error; err != nil {
		return
	}
	if err := tx.Commit().Error; err != nil {
		c.Status(500)
	}
}

func main() {
	shop := &Shop{}
	router := gin.Default()
	router.POST("/orders", shop.order)
	router.POST("/together", shop.together)
	router.POST("/by-hand", shop.byHand)
	router.Run(":8080")
}
