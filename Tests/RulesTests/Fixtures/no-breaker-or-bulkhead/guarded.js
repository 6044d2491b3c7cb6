const express = require("express");
const axios = require("axios");
const CircuitBreaker = require("opossum");

const app = express();
const breaker = new CircuitBreaker(() => axios.get("https://carrier.example/rates"), { timeout: 1000 });

app.get("/quote", async (req, res) => res.json((await breaker.fire()).data));
app.post("/orders", async (req, res) => {
  await axios.get("https://carrier.example/rates", { timeout: 1000 });
  res.json((await breaker.fire()).data);
});
