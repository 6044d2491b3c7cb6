import { Injectable, NestMiddleware, UnauthorizedException } from '@nestjs/common';

@Injectable()
export class TicketMiddleware implements NestMiddleware {
  use(req: any, res: any, next: () => void) {
    if (!req.headers['x-ticket']) throw new UnauthorizedException();
    next();
  }
}
