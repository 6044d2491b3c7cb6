import express, { NextFunction, Request, Response, Router } from 'express';
import Fastify, { FastifyReply, FastifyRequest } from 'fastify';

interface UserParams {
  id: string;
}

const router: Router = Router();

router.get('/:id', (req: Request<UserParams>, res: Response): void => {
  res.json({ id: req.params.id });
});

router.get('/me', (req: Request, res: Response): void => { // want shadowed-route "GET /users/me never runs"
  res.json({ id: 'me' });
});

// The parameter takes digits only.
const teams: Router = Router();

teams.get('/:id(\\d+)', (req: Request<UserParams>, res: Response): void => {
  res.json({ id: Number(req.params.id) });
});

teams.get('/mine', (req: Request, res: Response, next: NextFunction): void => {
  res.json([]);
});

const app = express();
app.use('/users', router);
app.use('/teams', teams);
app.listen(3000);

// Fastify sorts its routes.
const fastify = Fastify();

fastify.get<{ Params: UserParams }>('/plans/:id', async (request: FastifyRequest<{ Params: UserParams }>, reply: FastifyReply) => {
  return reply.send({ id: request.params.id });
});

fastify.get('/plans/current', async () => ({ id: 'current' }));
