import express, { Request, Response } from 'express';
import Fastify, { FastifyInstance, FastifyReply } from 'fastify';
import got from 'got';
import pMap from 'p-map';

interface ThumbnailBody {
  keys: string[];
}

interface Thumbnail {
  key: string;
  bytes: number;
}

const sizes = ['small', 'large'] as const;

async function render(key: string): Promise<Thumbnail> {
  const { rawBody } = await got.post(`https://images.example.com/${key}`, { timeout: { request: 4000 } });
  return { key, bytes: rawBody.length };
}

const fastify: FastifyInstance = Fastify();

fastify.post<{ Body: ThumbnailBody }>('/thumbnails', async (request, reply: FastifyReply) => {
  const thumbnails: Thumbnail[] = await Promise.all(request.body.keys.map((key) => render(key))); // want unbounded-fanout "of what the request sends"
  return reply.send(thumbnails);
});

fastify.post<{ Body: ThumbnailBody }>('/thumbnails/mapped', async (request) => {
  return pMap(request.body.keys, (key: string) => render(key)); // want unbounded-fanout "of what the request sends"
});

// As many at once as are told.
fastify.post<{ Body: ThumbnailBody }>('/thumbnails/politely', async (request) => {
  return pMap(request.body.keys, (key: string) => render(key), { concurrency: 4 });
});

// The elements are a few constants.
fastify.get<{ Params: { key: string } }>('/thumbnails/:key', async (request) => {
  return Promise.all(sizes.map((size) => render(`${request.params.key}-${size}`)));
});

const app = express();
app.use(express.json());

app.post('/covers', async (req, res) => {
  const keys = req.body.keys as string[];
  res.json(await Promise.allSettled(keys.map(render))); // want unbounded-fanout "of what the request sends"
});

app.post('/covers/typed', async (req: Request<object, Thumbnail[], ThumbnailBody>, res: Response<Thumbnail[]>) => {
  const { keys } = req.body;
  res.json(await Promise.all(keys.map((key) => render(key)))); // want unbounded-fanout "of what the request sends" as warning
});
