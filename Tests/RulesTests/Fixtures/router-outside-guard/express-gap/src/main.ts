import express, { Express, Router } from 'express';
import { gardens } from './gardens';
import { plants } from './plants';
import { requireUser } from './session';
import { stripe } from './stripe';
import { tools } from './tools';

const app: Express = express();
const inside: Router = Router();

app.use(express.json());
inside.use(requireUser);
inside.use('/gardens', gardens);
inside.use('/plants', plants);

app.use('/hooks/stripe', stripe);
// Reported at the first endpoint of tools.ts.
app.use('/tools', tools);
app.use('/api', inside);

app.listen(3000);
