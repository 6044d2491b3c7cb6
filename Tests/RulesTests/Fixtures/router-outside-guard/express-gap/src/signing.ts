import { Request } from 'express';
import Stripe from 'stripe';

const client = new Stripe(process.env.STRIPE_KEY as string);

export function isSigned(req: Request): boolean {
  const header = req.headers['stripe-signature'] as string;
  return Boolean(client.webhooks.constructEvent(req.body, header, process.env.STRIPE_HOOK as string));
}
