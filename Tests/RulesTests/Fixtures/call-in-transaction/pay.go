package main

import (
	"bytes"
	"database/sql"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Order struct {
	gorm.Model
	State string
}

type Shop struct {
	db     *sql.DB
	orm    *gorm.DB
	client *http.Client
}

func (s *Shop) charge(body []byte) error {
	response, err := s.client.Post("https://pay.example/charges", "application/json", bytes.NewReader(body)) // want call-in-transaction "net/http.Client.Post runs while POST /orders/{id}/pay holds a transaction open"
	if err != nil {
		return err
	}
	return response.Body.Close()
}

func (s *Shop) notify(body []byte) error {
	response, err := s.client.Post("https://mail.example/sent", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	return response.Body.Close()
}

func (s *Shop) pay(c *gin.Context) {
	tx, err := s.db.Begin()
	if err != nil {
		c.Status(500)
		return
	}
	defer tx.Rollback()
	if _, err := tx.Exec("UPDATE orders SET state = 'paid' WHERE id = $1", c.Param("id")); err != nil {
		c.Status(500)
		return
	}
	if err := s.charge([]byte("{}")); err != nil {
		c.Status(502)
		return
	}
	if err := tx.Commit(); err != nil {
		c.Status(500)
		return
	}
	if err := s.notify([]byte("{}")); err != nil {
		c.Status(202)
	}
}

func (s *Shop) ship(c *gin.Context) {
	err := s.orm.Transaction(func(tx *gorm.DB) error {
		if err := tx.Model(&Order{}).Where("id = ?", c.Param("id")).Update("state", "shipped").Error; err != nil {
			return err
		}
		response, err := s.client.Post("https://carrier.example/parcels", "application/json", nil) // want call-in-transaction "net/http.Client.Post runs while POST /orders/{id}/ship holds a transaction open"
		if err != nil {
			return err
		}
		return response.Body.Close()
	})
	if err != nil {
		c.Status(500)
	}
}

func main() {
	db, err := sql.Open("postgres", "postgres://localhost/shop?connect_timeout=5")
	if err != nil {
		panic(err)
	}
	shop := &Shop{db: db, client: &http.Client{Timeout: 5 * time.Second}}
	router := gin.Default()
	router.POST("/orders/:id/pay", shop.pay)
	router.POST("/orders/:id/ship", shop.ship)
	router.Run(":8080")
}
