import { Request, Response, Router } from 'express';
import { prisma } from './db';

export const tools: Router = Router();

tools.get('/', async (req: Request, res: Response): Promise<void> => {
  res.json(await prisma.tool.findMany({ take: 50 }));
});

tools.get('/:id', async (req: Request<{ id: string }>, res: Response): Promise<void> => {
  res.json(await prisma.tool.findUnique({ where: { id: req.params.id } }));
});

tools.post('/', async (req: Request<{}, unknown, { name: string }>, res: Response): Promise<void> => {
  res.status(201).json(await prisma.tool.create({ data: { name: req.body.name } }));
});

tools.delete('/:id', async (req: Request<{ id: string }>, res: Response): Promise<void> => {
  await prisma.tool.delete({ where: { id: req.params.id } });
  res.sendStatus(204);
});
