const express = require("express");
const knex = require("knex");

const app = express();
// It may be a file of the process's own.
const db = knex({ client: process.env.DB_CLIENT, connection: { host: process.env.DB_HOST } }); // want db-no-timeout "may wait for ever for the database" note

app.get("/orders", async (req, res) => res.json(await db("orders").limit(10)));
app.listen(3000);
