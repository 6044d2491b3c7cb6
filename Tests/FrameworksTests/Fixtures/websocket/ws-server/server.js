import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const server = createServer();
const feed = new WebSocketServer({ server, path: "/feed" }); // $ endpoint="GET /feed" auth=none protocol=websocket
feed.on("connection", (socket) => {
  socket.on("message", (data) => socket.send(data));
});

const rooms = new WebSocketServer({ noServer: true }); // $ endpoint="GET /rooms" auth=unknown protocol=websocket
server.on("upgrade", (request, socket, head) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/rooms") {
    rooms.handleUpgrade(request, socket, head, (ws) => rooms.emit("connection", ws, request));
  } else {
    socket.destroy();
  }
});

const guarded = new WebSocketServer({ port: 9000, verifyClient: (info, done) => done(known(info.req)) }); // $ endpoint="GET /" auth=unknown protocol=websocket
guarded.on("connection", (socket) => socket.send("hello"));
server.listen(8080);
