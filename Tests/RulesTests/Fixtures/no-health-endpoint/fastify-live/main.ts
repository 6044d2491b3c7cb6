import Fastify, { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

const probes: FastifyPluginAsync = async (app: FastifyInstance) => {
  app.get('/livez', async (request: FastifyRequest, reply: FastifyReply) => reply.send({ ok: true }));
};

const rooms: FastifyPluginAsync = async (app: FastifyInstance) => {
  app.get<{ Params: { id: string } }>('/:id', async (request) => ({ id: request.params.id }));
};

const app = Fastify();
app.register(probes, { prefix: '/internal' });
app.register(rooms, { prefix: '/rooms' });

const start = async (): Promise<void> => {
  await app.listen({ port: 3000, host: '0.0.0.0' });
};

void start();
