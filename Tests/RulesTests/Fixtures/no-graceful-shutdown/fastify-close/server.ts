import Fastify, { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

interface TicketParams {
  id: string;
}

export class TicketServer {
  private readonly app: FastifyInstance = Fastify({ logger: true });

  constructor(private readonly port: number) {
    this.app.get('/tickets/:id', this.show);
  }

  private show = async (request: FastifyRequest<{ Params: TicketParams }>, reply: FastifyReply) => {
    return reply.send({ id: request.params.id });
  };

  private async stop(): Promise<void> {
    await this.app.close();
    process.exit(0);
  }

  async start(): Promise<void> {
    process.once('SIGTERM', () => void this.stop());
    process.once('SIGINT', () => void this.stop());
    await this.app.listen({ port: this.port, host: '0.0.0.0' });
  }
}

void new TicketServer(3000).start();
