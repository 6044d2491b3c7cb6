import express from 'express';
import * as fastq from 'fastq';
import type { queueAsPromised } from 'fastq';
import PQueue from 'p-queue';

async function render(page: string): Promise<string> {
  return `<p>${page}</p>`;
}

const app = express();
const awaited = new PQueue({ concurrency: 2 });
const returned: queueAsPromised<string, string> = fastq.promise(render, 2);
const refusing = new PQueue({ concurrency: 2 });
const watched: queueAsPromised<string, string> = fastq.promise(render, 2);
const open = new PQueue({ concurrency: 2 }); // want unbounded-queue-or-pool "p-queue takes whatever requests put in"
const MOST_WAITING = 100;

// The request waits for what it put in: as much waits as there are requests.
app.get('/pages/:name', async (req, res) => {
  res.send(await awaited.add(() => render(req.params.name)));
});

function queued(page: string): Promise<string> {
  return returned.push(page);
}

app.get('/sheets/:name', async (req, res) => {
  res.send(await queued(req.params.name));
});

// What does not fit is refused.
app.post('/pages/:name', (req, res) => {
  if (refusing.size >= MOST_WAITING) {
    res.sendStatus(503);
    return;
  }
  void refusing.add(() => render(req.params.name));
  res.sendStatus(202);
});

app.post('/sheets/:name', (req, res) => {
  if (watched.length() > 500) return res.sendStatus(429);
  watched.push(req.params.name).catch(console.error);
  return res.sendStatus(202);
});

app.post('/later/:name', (req, res) => {
  void open.add(() => render(req.params.name));
  res.sendStatus(202);
});
