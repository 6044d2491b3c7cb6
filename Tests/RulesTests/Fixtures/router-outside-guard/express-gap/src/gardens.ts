import { Request, Response, Router } from 'express';
import { prisma } from './db';

export const gardens: Router = Router();

gardens.get('/', async (req: Request, res: Response): Promise<void> => {
  res.json(await prisma.garden.findMany({ take: 50 }));
});

gardens.get('/:id', async (req: Request<{ id: string }>, res: Response): Promise<void> => {
  res.json(await prisma.garden.findUnique({ where: { id: req.params.id } }));
});

gardens.post('/', async (req: Request<{}, unknown, { name: string }>, res: Response): Promise<void> => {
  res.status(201).json(await prisma.garden.create({ data: { name: req.body.name } }));
});

gardens.delete('/:id', async (req: Request<{ id: string }>, res: Response): Promise<void> => {
  await prisma.garden.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});
