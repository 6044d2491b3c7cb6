const express = require("express");
const axios = require("axios");
const retry = require("async-retry");

const app = express();
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

app.get("/rates", async (req, res) => {
  for (let attempt = 0; attempt < 5; attempt++) { // want retry-no-backoff "at a constant pace"
    try {
      const rates = await axios.get("https://carrier.example/rates", { timeout: 1000 });
      return res.json(rates.data);
    } catch (error) {
      await sleep(200);
    }
  }
  res.sendStatus(503);
});

app.get("/rates/kind", async (req, res) => {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const rates = await axios.get("https://carrier.example/rates", { timeout: 1000 });
      return res.json(rates.data);
    } catch (error) {
      await sleep(2 ** attempt * 100 * Math.random());
    }
  }
  res.sendStatus(503);
});

app.get("/rates/library", async (req, res) => {
  const rates = await retry(() => axios.get("https://carrier.example/rates", { timeout: 1000 }), { retries: 4 });
  res.json(rates.data);
});

app.get("/rates/steady", async (req, res) => {
  const rates = await retry(() => axios.get("https://carrier.example/rates"), { retries: 4, factor: 1 }); // want retry-no-backoff "at a constant pace"
  res.json(rates.data);
});

const delays = [0, 500, 2000];

app.get("/rates/table", async (req, res) => {
  for (let attempt = 0; attempt < delays.length; attempt++) {
    try {
      const rates = await axios.get("https://carrier.example/rates", { timeout: 1000 });
      return res.json(rates.data);
    } catch (error) {
      await sleep(delays[attempt]);
    }
  }
  res.sendStatus(503);
});

app.post("/hook", async (req, res) => {
  let sent = false;
  for (let attempt = 0; !sent && attempt < 5; attempt++) { // want retry-no-backoff "at a constant pace"
    try {
      await axios.post("https://hooks.example/orders", req.body, { timeout: 1000 });
      sent = true;
    } catch (error) {
      await sleep(200);
    }
  }
  res.sendStatus(sent ? 204 : 503);
});
