const express = require("express");
const axios = require("axios");
const retry = require("async-retry");

const app = express();

app.post("/orders/:id/pay", async (req, res) => {
  const answer = await retry(() =>
    axios.post("https://billing.example/charges", req.body, { timeout: 2000 })); // want retry-unsafe-write "https://billing.example/charges more than once"
  res.json(answer.data);
});

app.post("/orders/:id/pay-once", async (req, res) => {
  const headers = { "Idempotency-Key": req.params.id };
  const answer = await retry(() => axios.post("https://billing.example/charges", req.body, { headers }));
  res.json(answer.data);
});

app.get("/orders/:id/charge", async (req, res) => {
  const answer = await retry(() => axios.get("https://billing.example/charges/1", { timeout: 2000 }));
  res.json(answer.data);
});
