import Fastify from "fastify";
import websocket from "@fastify/websocket";

const app = Fastify();
await app.register(websocket);
app.register(async (scope) => {
  scope.get("/ws", { websocket: true }, (socket, request) => { // $ endpoint="GET /ws" auth=none protocol=websocket
    socket.on("message", (data) => socket.send(data));
  });
});
app.get("/stream", (request, reply) => { // $ endpoint="GET /stream" auth=none protocol=sse
  reply.raw.setHeader("Content-Type", "text/event-stream");
  reply.raw.write("data: 1\n\n");
});
app.listen({ port: 3000 });
