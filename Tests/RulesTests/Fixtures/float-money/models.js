const { Sequelize, DataTypes } = require('sequelize')

const sequelize = new Sequelize('postgres://localhost/shop')

sequelize.define('Book', {
  title: DataTypes.STRING,
  price: DataTypes.FLOAT, // want float-money "price of Book is binary floating point"
  rating: DataTypes.FLOAT,
  marketPrice: DataTypes.FLOAT,
})

sequelize.define('Order', {
  total: DataTypes.DECIMAL(12, 2),
  amountInCents: { type: DataTypes.INTEGER, allowNull: false },
})
