package main

import "gorm.io/gorm"

type Item struct {
	gorm.Model
	Name   string
	Price  float64 // want float-money "price of Item is binary floating point"
	Weight float64
}

type Invoice struct {
	gorm.Model
	Total   float64 `gorm:"type:decimal(12,2)"`
	Cents   int64
	TaxRate float64
}

// Not a table.
type Quote struct {
	Price float64 `json:"price"`
}

func migrate(db *gorm.DB) error { return db.AutoMigrate(&Item{}, &Invoice{}) }
