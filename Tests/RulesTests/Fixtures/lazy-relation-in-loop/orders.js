const express = require("express");
const { Sequelize, DataTypes } = require("sequelize");

const app = express();
const sequelize = new Sequelize(process.env.DATABASE_URL);
const Order = sequelize.define("Order", { total: DataTypes.DECIMAL });
const Item = sequelize.define("Item", { title: DataTypes.STRING });
Order.hasMany(Item);

app.get("/orders", async (req, res) => {
  const orders = await Order.findAll({ limit: 50 });
  const answer = [];
  for (const order of orders) {
    answer.push({ id: order.id, items: await order.getItems() }); // want lazy-relation-in-loop "order.items is loaded anew for each row"
  }
  res.json(answer);
});

app.get("/items", async (req, res) => {
  const orders = await Order.findAll({ limit: 50 });
  const items = await Promise.all(orders.map((order) => order.getItems())); // want lazy-relation-in-loop "order.items is loaded anew for each row"
  res.json(items);
});

// The project's own method, whatever it does.
Order.prototype.getSummary = async function getSummary() {
  return `${this.id}`;
};

app.get("/orders/summaries", async (req, res) => {
  const orders = await Order.findAll({ limit: 50 });
  res.json(await Promise.all(orders.map((order) => order.getSummary())));
});

// The query loads it along.
app.get("/orders/whole", async (req, res) => {
  const orders = await Order.findAll({ limit: 50, include: Item });
  res.json(orders.map((order) => ({ id: order.id, items: order.Items })));
});

// The rows are those of one object that is read once.
app.get("/orders/:id", async (req, res) => {
  const order = await Order.findByPk(req.params.id);
  res.json({ id: order.id, items: await order.getItems() });
});
