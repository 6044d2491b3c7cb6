import { PrismaClient, Track } from '@prisma/client';
import express, { Request, Response } from 'express';
import { z } from 'zod';

interface Paging {
  limit?: string;
  offset?: string;
}

const prisma = new PrismaClient();
const app = express();
const LARGEST = 200;
const Page = z.object({ limit: z.coerce.number().int().min(1).default(20) });

app.get('/tracks', async (req: Request<{}, Track[], {}, Paging>, res: Response<Track[]>) => {
  const take = Number(req.query.limit ?? 20);
  res.json(await prisma.track.findMany({ take, skip: Number(req.query.offset ?? 0) })); // want page-size-unbounded "query string of the request decides"
});

app.get('/tracks/clamped', async (req: Request<{}, Track[], {}, Paging>, res: Response<Track[]>) => {
  const take = Math.min(Number(req.query.limit ?? 20), LARGEST);
  res.json(await prisma.track.findMany({ take }));
});

app.get('/tracks/compared', async (req: Request<{}, Track[], {}, Paging>, res: Response) => {
  const take = parseInt(req.query.limit as string, 10);
  if (take > 200) {
    res.status(400).json({ error: 'too many' });
    return;
  }
  res.json(await prisma.track.findMany({ take }));
});

// The schema has no largest value.
app.get('/tracks/parsed', async (req: Request, res: Response) => {
  const page = Page.safeParse(req.query);
  if (!page.success) {
    res.status(400).json(page.error.issues);
    return;
  }
  res.json(await prisma.track.findMany({ take: page.data.limit })); // want page-size-unbounded "decides how many rows"
});
