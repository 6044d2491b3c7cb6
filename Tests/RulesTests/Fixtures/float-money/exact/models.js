const { Sequelize, DataTypes } = require('sequelize')

const sequelize = new Sequelize('postgres://localhost/folio')

sequelize.define('Order', {
  fee: DataTypes.FLOAT, // want float-money "fee of Order is binary floating point" note
})
