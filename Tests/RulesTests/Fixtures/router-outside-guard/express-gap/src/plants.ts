import { Request, Response, Router } from 'express';
import { prisma } from './db';

export const plants: Router = Router();

plants.get('/', async (req: Request, res: Response): Promise<void> => {
  res.json(await prisma.plant.findMany({ take: 50 }));
});

plants.get('/:id', async (req: Request<{ id: string }>, res: Response): Promise<void> => {
  res.json(await prisma.plant.findUnique({ where: { id: req.params.id } }));
});

plants.post('/', async (req: Request<{}, unknown, { name: string }>, res: Response): Promise<void> => {
  res.status(201).json(await prisma.plant.create({ data: { name: req.body.name } }));
});

plants.delete('/:id', async (req: Request<{ id: string }>, res: Response): Promise<void> => {
  await prisma.plant.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});
