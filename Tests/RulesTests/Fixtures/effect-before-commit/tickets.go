package main

import (
	"context"
	"database/sql"
	"net/smtp"

	"github.com/gin-gonic/gin"
	"github.com/segmentio/kafka-go"
	"gorm.io/gorm"
)

type Ticket struct {
	gorm.Model
	State string
}

type Desk struct {
	db     *sql.DB
	orm    *gorm.DB
	events *kafka.Writer
}

func mail(to string) error {
	return smtp.SendMail("mail:25", nil, "desk@example.com", []string{to}, []byte("closed"))
}

func (d *Desk) close(c *gin.Context) {
	tx, err := d.db.Begin()
	if err != nil {
		c.Status(500)
		return
	}
	defer tx.Rollback()
	if _, err := tx.Exec("UPDATE tickets SET state = 'closed' WHERE id = $1", c.Param("id")); err != nil {
		c.Status(500)
		return
	}
	if err := mail("author@example.com"); err != nil { // want effect-before-commit "mail of POST /tickets/{id}/close goes out before its changes are committed"
		c.Status(502)
		return
	}
	if err := tx.Commit(); err != nil {
		c.Status(500)
	}
}

func (d *Desk) reopen(c *gin.Context) {
	_ = d.orm.Transaction(func(tx *gorm.DB) error {
		if err := tx.Model(&Ticket{}).Where("id = ?", c.Param("id")).Update("state", "open").Error; err != nil {
			return err
		}
		return d.events.WriteMessages(context.Background(), kafka.Message{Value: []byte("open")}) // want effect-before-commit "message of POST /tickets/{id}/reopen goes out before its changes are committed"
	})
}

// After the commit.
func (d *Desk) assign(c *gin.Context) {
	err := d.orm.Transaction(func(tx *gorm.DB) error {
		return tx.Model(&Ticket{}).Where("id = ?", c.Param("id")).Update("state", "assigned").Error
	})
	if err != nil {
		c.Status(500)
		return
	}
	if err := mail("author@example.com"); err != nil {
		c.Status(502)
	}
}

func main() {
	desk := &Desk{}
	router := gin.Default()
	router.POST("/tickets/:id/close", desk.close)
	router.POST("/tickets/:id/reopen", desk.reopen)
	router.POST("/tickets/:id/assign", desk.assign)
	router.Run(":8080")
}
