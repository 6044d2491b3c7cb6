package main

import (
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Order struct {
	gorm.Model
	CustomerID uint
}

type Customer struct {
	gorm.Model
	Name string
}

type API struct {
	orm *gorm.DB
	db  *sql.DB
}

func (a *API) orders(c *gin.Context) {
	var orders []Order
	if err := a.orm.Limit(50).Find(&orders).Error; err != nil {
		c.Status(500)
		return
	}
	names := []string{}
	for _, order := range orders {
		var customer Customer
		if err := a.orm.First(&customer, order.CustomerID).Error; err == nil { // want query-in-loop "select Customer runs once for each element of a loop"
			names = append(names, customer.Name)
		}
	}
	c.JSON(http.StatusOK, names)
}

func (a *API) names(c *gin.Context) {
	rows, err := a.db.Query("SELECT customer_id FROM orders LIMIT 50")
	if err != nil {
		c.Status(500)
		return
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return
		}
		_ = a.db.QueryRow("SELECT name FROM customers WHERE id = $1", id).Scan(&id) // want query-in-loop "select customers runs once for each element of a loop"
	}
}

// Loaded with one query.
func (a *API) together(c *gin.Context) {
	var customers []Customer
	if err := a.orm.Where("id IN ?", c.QueryArray("id")).Limit(50).Find(&customers).Error; err == nil {
		c.JSON(http.StatusOK, customers)
	}
}

// The first mirror that answers is taken.
func (a *API) first(c *gin.Context) {
	for _, name := range []string{"a", "b"} {
		if err := a.orm.Where("name = ?", name).First(&Customer{}).Error; err == nil {
			break
		}
	}
}

func main() {
	api := &API{}
	router := gin.Default()
	router.GET("/orders", api.orders)
	router.GET("/names", api.names)
	router.GET("/together", api.together)
	router.GET("/first", api.first)
	router.Run(":8080")
}
