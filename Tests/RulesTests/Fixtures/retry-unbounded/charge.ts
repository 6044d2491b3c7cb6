import axios from "axios";
import express from "express";
import retry from "async-retry";

const app = express();
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function load(id: string) {
  while (true) { // want retry-unbounded "until it works"
    try {
      return await axios.get(`https://billing.example/invoices/${id}`);
    } catch (error) {
      await sleep(1000 * Math.random());
    }
  }
}

async function loadBriefly(id: string) {
  for (let attempt = 1; attempt <= 3; attempt++) {
    try {
      return await axios.get(`https://billing.example/invoices/${id}`);
    } catch (error) {
      await sleep(2 ** attempt * 100);
    }
  }
  throw new Error("billing is away");
}

app.get("/invoices/:id", async (req, res) => {
  const invoice = await load(req.params.id);
  const other = await loadBriefly(req.params.id);
  res.json([invoice.data, other.data]);
});

app.get("/invoices/:id/stubborn", async (req, res) => {
  const answer = await retry(() => axios.get("https://billing.example/invoices"), { forever: true }); // want retry-unbounded "until it works"
  res.json(answer.data);
});
