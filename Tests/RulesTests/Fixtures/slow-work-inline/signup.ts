import express, { Request, Response } from 'express';
import { createTransport } from 'nodemailer';

const app = express();
const transport = createTransport({ host: 'smtp.example.com', port: 587 });

async function welcome(to: string): Promise<void> {
  await transport.sendMail({ to, subject: 'Welcome', text: 'Hello' });
}

app.post('/signups', async (req: Request, res: Response) => {
  // Nobody waits for it, and the code says so.
  void welcome(req.body.email);
  res.sendStatus(201);
});

app.post('/invitations', async (req: Request, res: Response) => {
  await welcome(req.body.email); // want slow-work-inline "an e-mail goes out"
  res.sendStatus(201);
});
