import express from 'express';
import Redis from 'ioredis';

const url = process.env.REDIS_URL ?? 'redis://cache:6379';

export const bare = new Redis(url); // want db-no-timeout "each command may wait for ever for Redis"
export const limited = new Redis({ host: 'cache', commandTimeout: 500, connectTimeout: 1000 });

const app = express();
app.get('/orders/:id', async (req, res) => {
  res.json([await bare.get(req.params.id), await limited.get(req.params.id)]);
});
