package main

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/jmoiron/sqlx"
	"gorm.io/gorm"
)

type Bank struct {
	db  *sql.DB
	x   *sqlx.DB
	orm *gorm.DB
}

func (b *Bank) early(ctx context.Context) error {
	tx, err := b.db.BeginTx(ctx, nil) // want tx-not-closed "Bank.early leaves its transaction open on some way out"
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = balance - 1"); err != nil {
		return err
	}
	return tx.Commit()
}

func (b *Bank) deferred(ctx context.Context) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE accounts SET balance = balance - 1"); err != nil {
		return err
	}
	return tx.Commit()
}

func (b *Bank) byHand() error {
	tx, err := b.x.Beginx()
	if err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE accounts SET balance = balance - 1"); err != nil {
		tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return nil
}

func (b *Bank) closure() (err error) {
	tx, err := b.db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	_, err = tx.Exec("UPDATE accounts SET balance = balance - 1")
	return err
}

func (b *Bank) mapped() error {
	tx := b.orm.Begin() // want tx-not-closed "Bank.mapped leaves its transaction open on some way out"
	if tx.Error != nil {
		return tx.Error
	}
	if err := tx.Exec("UPDATE accounts SET balance = balance - 1").Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

// Whoever gets it ends it.
func (b *Bank) begin() (*sql.Tx, error) {
	tx, err := b.db.Begin()
	if err != nil {
		return nil, err
	}
	return tx, nil
}

func (b *Bank) handed() error {
	tx, err := b.db.Begin()
	if err != nil {
		return err
	}
	return finish(tx)
}

func finish(tx *sql.Tx) error { return tx.Commit() }

func main() {
	bank := &Bank{}
	router := gin.Default()
	router.POST("/transfers", func(c *gin.Context) {
		_ = bank.early(c.Request.Context())
		_ = bank.deferred(c.Request.Context())
		_ = bank.byHand()
		_ = bank.closure()
		_ = bank.mapped()
		if tx, err := bank.begin(); err == nil {
			tx.Rollback()
		}
		_ = bank.handed()
		c.Status(http.StatusOK)
	})
	router.Run(":8080")
}
