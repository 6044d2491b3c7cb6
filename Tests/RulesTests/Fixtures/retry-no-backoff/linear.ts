import { setTimeout as wait } from 'node:timers/promises';
import { setTimeout as later } from 'timers/promises';
import { promisify } from 'node:util';
import axios from 'axios';
import express from 'express';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const nap = promisify(setTimeout);

async function pauseFor(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

// Each wait is longer than the one before it.
export async function linear(url: string): Promise<unknown> {
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch {
      await sleep(attempt * 200);
    }
  }
  return null;
}

export async function linearByCounter(url: string): Promise<unknown> {
  let tries = 0;
  while (tries < 5) {
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch {
      tries++;
      await new Promise((resolve) => setTimeout(resolve, 200 * tries));
    }
  }
  return null;
}

// Once more, and that is all.
export async function twice(url: string): Promise<unknown> {
  for (let i = 0; i < 2; i++) {
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch {
      await sleep(100);
    }
  }
  return null;
}

const ROUNDS = 2;

export async function twiceByName(url: string): Promise<unknown> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch (error) {
      console.error('once more', error);
    }
  }
  return null;
}

export async function thrice(url: string): Promise<unknown> {
  for (let i = 0; i <= 2; i++) { // want retry-no-backoff "at once"
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch (error) {
      console.error('again', error);
    }
  }
  return null;
}

// The timer has another name.
export async function renamed(url: string): Promise<unknown> {
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch {
      await wait(2 ** attempt * 100);
    }
  }
  return null;
}

export async function promised(url: string): Promise<unknown> {
  let ms = 100;
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch {
      await nap(ms);
      ms *= 2;
    }
  }
  return null;
}

export async function own(url: string): Promise<unknown> {
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch {
      await pauseFor(attempt * attempt * 100);
    }
  }
  return null;
}

export async function steady(url: string): Promise<unknown> {
  for (let attempt = 1; attempt <= 4; attempt += 1) { // want retry-no-backoff "at a constant pace"
    try {
      return (await axios.get(url, { timeout: 500 })).data;
    } catch {
      await later(300);
    }
  }
  return null;
}

const app = express();
app.get('/tariffs/:from', async (req, res) => {
  const from = `https://tariffs.example.com/${encodeURIComponent(req.params.from)}`;
  res.json([
    await linear(from), await linearByCounter(from), await twice(from), await twiceByName(from), await thrice(from),
    await renamed(from), await promised(from), await own(from), await steady(from),
  ]);
});
