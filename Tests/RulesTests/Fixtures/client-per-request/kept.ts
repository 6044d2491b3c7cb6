import express from 'express';
import { MongoClient } from 'mongodb';
import { Pool } from 'pg';

const app = express();
const url = process.env.MONGO_URL ?? '';

let pool: Pool | undefined;
let cached: MongoClient | null = null;
let client: MongoClient | undefined;
let opening: Promise<MongoClient> | undefined;
const byTenant = new Map<string, Pool>();

function poolOnce(): Pool {
  pool ??= new Pool();
  return pool;
}

function returned(): Pool {
  return (pool ??= new Pool());
}

async function cachedClient(): Promise<MongoClient> {
  cached = cached || new MongoClient(url);
  return cached;
}

async function connected(): Promise<MongoClient> {
  if (!client) client = await new MongoClient(url).connect();
  return client;
}

async function once(): Promise<MongoClient> {
  if (!opening) {
    opening = MongoClient.connect(url);
  }
  return opening;
}

function poolOf(tenant: string): Pool {
  let known = byTenant.get(tenant);
  if (!known) {
    known = new Pool({ database: tenant });
    byTenant.set(tenant, known);
  }
  return known;
}

// Made in a variable first, and then kept.
async function localFirst(): Promise<MongoClient> {
  if (cached) return cached;
  const made = new MongoClient(url);
  await made.connect();
  cached = made;
  return made;
}

app.get('/once', async (_req, res) => {
  res.json((await poolOnce().query('SELECT count(*) FROM orders')).rows);
});
app.get('/returned', async (_req, res) => {
  res.json((await returned().query('SELECT count(*) FROM orders')).rows);
});
app.get('/cached', async (_req, res) => {
  res.json(await (await cachedClient()).db().collection('orders').countDocuments());
});
app.get('/connected', async (_req, res) => {
  res.json(await (await connected()).db().collection('orders').countDocuments());
});
app.get('/opening', async (_req, res) => {
  res.json(await (await once()).db().collection('orders').countDocuments());
});
app.get('/tenants/:tenant', async (req, res) => {
  res.json((await poolOf(req.params.tenant).query('SELECT count(*) FROM orders')).rows);
});
app.get('/local', async (_req, res) => {
  res.json(await (await localFirst()).db().collection('orders').countDocuments());
});

app.get('/each', async (_req, res) => {
  const own = await new MongoClient(url).connect(); // want client-per-request "for each request"
  res.json(await own.db().collection('orders').countDocuments());
});
