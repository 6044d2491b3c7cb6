package main

import (
	"database/sql"
	"log"
	"net/smtp"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Order struct {
	gorm.Model
	Item string
}

type Shop struct {
	db  *sql.DB
	orm *gorm.DB
}

func (s *Shop) create(c *gin.Context) {
	s.db.Exec("INSERT INTO orders (item) VALUES ($1)", c.PostForm("item")) // want swallowed-error "Shop.create does not look at the error of database/sql.DB.Exec"
}

func (s *Shop) save(c *gin.Context) {
	order := Order{Item: c.PostForm("item")}
	s.orm.Create(&order) // want swallowed-error "Shop.save does not look at the error of gorm.io/gorm.DB.Create"
}

func (s *Shop) remember(item string) error {
	_, err := s.db.Exec("UPDATE orders SET item = $1", item)
	return err
}

func (s *Shop) change(c *gin.Context) {
	s.remember(c.PostForm("item")) // want swallowed-error "Shop.change does not look at the error of database/sql.DB.Exec"
}

func (s *Shop) later(c *gin.Context) {
	item := c.PostForm("item")
	go s.remember(item) // want swallowed-error "does not look at the error of database/sql.DB.Exec"
}

// Dropped in writing.
func (s *Shop) touch(c *gin.Context) {
	_, _ = s.db.Exec("UPDATE orders SET touched = now()") // want swallowed-error "Shop.touch does not look at the error" note
}

func (s *Shop) mail(c *gin.Context) {
	// Best effort: the page shows the same.
	smtp.SendMail("mail:25", nil, "shop@example.com", nil, nil)
}

func (s *Shop) good(c *gin.Context) {
	tx, err := s.db.Begin()
	if err != nil {
		c.Status(500)
		return
	}
	defer tx.Rollback()
	if _, err := tx.Exec("INSERT INTO orders (item) VALUES ($1)", c.PostForm("item")); err != nil {
		log.Print(err)
		tx.Rollback()
		return
	}
	if err := tx.Commit(); err != nil {
		c.Status(500)
	}
}

func (s *Shop) setLastSeen(c *gin.Context) {
	s.db.Exec("UPDATE users SET seen = now()")
}

func main() {
	shop := &Shop{}
	router := gin.Default()
	router.POST("/create", shop.create)
	router.POST("/save", shop.save)
	router.POST("/change", shop.change)
	router.POST("/later", shop.later)
	router.POST("/touch", shop.touch)
	router.POST("/mail", shop.mail)
	router.POST("/good", shop.good)
	router.POST("/seen", shop.setLastSeen)
	router.Run(":8080")
}
