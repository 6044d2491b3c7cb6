import express from 'express';

const app = express();
app.get('/orders', (_req, res) => res.json([]));
const server = app.listen(3000);

const signals: NodeJS.Signals[] = ['SIGTERM', 'SIGINT'];
signals.forEach((signal) => process.once(signal, () => server.close(() => process.exit(0))));
