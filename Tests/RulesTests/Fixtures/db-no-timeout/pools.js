const express = require("express");
const { Pool } = require("pg");
const config = require("./config");

const app = express();
const pool = new Pool({ connectionString: process.env.DATABASE_URL }); // want db-no-timeout "connecting and each statement may wait for ever for PostgreSQL"
app.get("/orders", (req, res) => res.json([]));

exports.limited = new Pool({ connectionTimeoutMillis: 2000, query_timeout: 2000 });
exports.unseen = new Pool(config.database);
exports.spread = new Pool({ ...config.database, max: 5 });
exports.pool = pool;
