import express from 'express';

const app = express();
app.get('/orders', (_req, res) => res.json([]));
const server = app.listen(3000); // want no-graceful-shutdown "nothing stops this server in order"

// What is pressed at a keyboard is no SIGTERM.
const atKeyboard: NodeJS.Signals[] = ['SIGINT', 'SIGHUP'];
atKeyboard.forEach((signal) => process.once(signal, () => server.close()));
