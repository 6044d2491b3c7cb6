const express = require("express");
const axios = require("axios");
const pLimit = require("p-limit");

const app = express();

async function fetchFeed(url) {
  const answer = await axios.get(url, { timeout: 5000 });
  return answer.data;
}

app.post("/import", async (req, res) => {
  const feeds = await Promise.all(req.body.feeds.map((url) => fetchFeed(url))); // want unbounded-fanout "of what the request sends"
  res.json(feeds);
});

app.post("/import-later", async (req, res) => {
  const { feeds } = req.body;
  const started = feeds.map((url) => fetchFeed(url));
  res.json(await Promise.all(started)); // want unbounded-fanout "of what the request sends"
});

// A limiter bounds how many run at once.
app.post("/import-politely", async (req, res) => {
  const limit = pLimit(10);
  res.json(await Promise.all(req.body.feeds.map((url) => limit(() => fetchFeed(url)))));
});

// The elements are a few constants.
app.get("/status", async (req, res) => {
  res.json(await Promise.all(["https://a.example.com", "https://b.example.com"].map((url) => fetchFeed(url))));
});

// Nothing leaves the process for them.
app.post("/lengths", async (req, res) => {
  res.json(await Promise.all(req.body.feeds.map(async (url) => url.length)));
});
