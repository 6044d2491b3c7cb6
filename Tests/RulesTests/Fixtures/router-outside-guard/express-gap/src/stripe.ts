import { Request, Response, Router } from 'express';
import { prisma } from './db';
import { isSigned } from './signing';

export const stripe: Router = Router();

// Stripe calls it, and signs what it sends.
stripe.post('/paid', async (req: Request<{}, unknown, { garden: string }>, res: Response): Promise<void> => {
  if (!isSigned(req)) {
    res.sendStatus(400);
    return;
  }
  await prisma.garden.update({ where: { id: req.body.garden }, data: { isPaid: true } });
  res.sendStatus(204);
});
