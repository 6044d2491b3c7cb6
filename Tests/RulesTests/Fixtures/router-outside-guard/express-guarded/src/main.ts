import express, { Express, Router } from 'express';
import { gardens } from './gardens';
import { plants } from './plants';
import { requireUser } from './session';
import { tools } from './tools';

const app: Express = express();
const inside: Router = Router();

app.use(express.json());
inside.use(requireUser);
inside.use('/gardens', gardens);
inside.use('/plants', plants);

// Beside the group, with the same guard.
app.use('/tools', requireUser, tools);
app.use('/api', inside);

app.listen(3000);
