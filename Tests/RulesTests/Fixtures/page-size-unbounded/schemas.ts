import { PrismaClient } from '@prisma/client';
import express, { Request, Response } from 'express';
import Joi from 'joi';
import * as yup from 'yup';
import { z } from 'zod';

const prisma = new PrismaClient();
const app = express();
const LARGEST = 200;

const pageSize = z.coerce.number().int().positive().max(LARGEST);
const Page = z.object({ limit: z.coerce.number().int().min(1).max(100).default(20), genre: z.string().optional() });
const Named = Page.extend({ size: pageSize.default(20) });
const OpenPage = z.object({ limit: z.coerce.number().int().min(1).default(20), name: z.string().max(40) });
const yupPage = yup.object({ limit: yup.number().integer().min(1).max(LARGEST).default(20) });
const joiPage = Joi.object({ limit: Joi.number().integer().min(1).max(100).default(20) });

app.get('/songs', async (req: Request, res: Response) => {
  const { limit } = Page.parse(req.query);
  res.json(await prisma.song.findMany({ take: limit }));
});

app.get('/songs/safe', async (req, res) => {
  const page = Page.safeParse(req.query);
  if (!page.success) return res.status(400).json(page.error.issues);
  return res.json(await prisma.song.findMany({ take: page.data.limit }));
});

app.get('/songs/named', async (req, res) => {
  const page = Named.parse(req.query);
  res.json(await prisma.song.findMany({ take: page.size }));
});

app.get('/songs/yup', async (req, res) => {
  const page = await yupPage.validate(req.query);
  res.json(await prisma.song.findMany({ take: page.limit }));
});

app.get('/songs/joi', async (req, res) => {
  const { error, value } = joiPage.validate(req.query);
  if (error) return res.status(400).json(error.details);
  return res.json(await prisma.song.findMany({ take: value.limit }));
});

app.get('/songs/attempt', async (req, res) => {
  const page = Joi.attempt(req.query, joiPage);
  res.json(await prisma.song.findMany({ take: page.limit }));
});

// A constant is the most.
app.get('/songs/compared', async (req, res) => {
  const limit = Number(req.query.limit ?? 20);
  if (limit > LARGEST) return res.sendStatus(400);
  return res.json(await prisma.song.findMany({ take: limit }));
});

app.get('/songs/chosen', async (req, res) => {
  const asked = Number(req.query.limit ?? 20);
  res.json(await prisma.song.findMany({ take: asked > LARGEST ? LARGEST : asked }));
});

// Another field has a largest value.
app.get('/songs/open', async (req, res) => {
  const { limit } = OpenPage.parse(req.query);
  res.json(await prisma.song.findMany({ take: limit })); // want page-size-unbounded "decides how many rows"
});
