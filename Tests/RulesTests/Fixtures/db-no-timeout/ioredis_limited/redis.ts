import express from 'express';
import Redis, { Cluster } from 'ioredis';

const url = process.env.REDIS_URL ?? 'redis://cache:6379';
const limits = { commandTimeout: 500, connectTimeout: 1000 };

export const named = new Redis({ host: 'cache', commandTimeout: 500, connectTimeout: 1000 });
export const addressed = new Redis(url, { commandTimeout: 500, connectTimeout: 1000 });
export const ported = new Redis(6379, { commandTimeout: 500 });
export const positioned = new Redis(6379, 'cache', { commandTimeout: 500 });
export const shared = new Redis(url, limits);
export const cluster = new Cluster([{ host: 'cache', port: 6379 }], { redisOptions: { commandTimeout: 500 } });

const app = express();
app.get('/orders/:id', async (req, res) => {
  const key = req.params.id;
  res.json([await named.get(key), await addressed.get(key), await ported.get(key), await positioned.get(key)]);
});
app.get('/carts/:id', async (req, res) => {
  res.json([await shared.get(req.params.id), await cluster.get(req.params.id)]);
});
