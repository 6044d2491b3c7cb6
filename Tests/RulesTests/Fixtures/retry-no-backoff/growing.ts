import axios from 'axios';
import express from 'express';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const sleep = pause;

export async function doubled(url: string): Promise<unknown> {
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch {
      await sleep(2 ** attempt * 100);
    }
  }
  return null;
}

export async function stretched(url: string): Promise<unknown> {
  let wait = 100;
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch {
      await sleep(wait);
      wait *= 2;
    }
  }
  return null;
}

export async function steady(url: string): Promise<unknown> {
  const wait = 100;
  for (let attempt = 1; attempt <= 5; attempt += 1) { // want retry-no-backoff "at a constant pace"
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch {
      await sleep(wait);
    }
  }
  return null;
}

const app = express();
app.get('/rates/:from', async (req, res) => {
  const from = `https://rates.example.com/${encodeURIComponent(req.params.from)}`;
  res.json([await doubled(from), await stretched(from), await steady(from)]);
});
