const express = require("express");
const axios = require("axios");

const app = express();
const rate = (country) => axios.get("https://carrier.example/rates", { timeout: 1000 }); // want no-breaker-or-bulkhead "2 endpoints wait for other services"

app.get("/quote", async (req, res) => res.json((await rate("de")).data));
app.post("/orders", async (req, res) => res.json((await rate("de")).data));
