package main

import (
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type Wallet struct {
	gorm.Model
	Balance int
}

type API struct{ db *gorm.DB }

func (a *API) spend(c *gin.Context) {
	_ = a.db.Transaction(func(tx *gorm.DB) error {
		var wallet Wallet
		if err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).First(&wallet, c.Param("id")).Error; err != nil {
			return err
		}
		wallet.Balance -= 5
		return tx.Save(&wallet).Error
	})
}

func main() {
	api := &API{}
	router := gin.Default()
	router.POST("/wallets/:id/spend", api.spend)
	router.Run(":8080")
}
