const express = require("express");
const { Sequelize } = require("sequelize");

const app = express();
const sequelize = new Sequelize("postgres://db/shop");

app.post("/moves", async (req, res) => {
  const transaction = await sequelize.transaction(); // MISSING: want tx-not-closed "leaves its transaction open on some way out"
  await sequelize.query("UPDATE stock SET amount = amount - 1", { transaction });
  await transaction.commit();
  res.sendStatus(204);
});

app.post("/returns", async (req, res) => {
  await sequelize.transaction(async (transaction) => {
    await sequelize.query("UPDATE stock SET amount = amount + 1", { transaction });
  });
  res.sendStatus(204);
});

app.listen(3000);
