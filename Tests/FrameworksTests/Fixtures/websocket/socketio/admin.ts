import { Server } from "socket.io";
import { verify } from "jsonwebtoken";

export function attach(server) {
  const io = new Server(server, { path: "/live" });
  const admin = io.of("/admin");
  admin.use((socket, next) => {
    if (!socket.handshake.auth.token) {
      return next(new Error("unauthorized"));
    }
    verify(socket.handshake.auth.token, process.env.KEY);
    next();
  });
  admin.on("connection", (socket) => { // $ endpoint="GET /live/admin" auth=required protocol=websocket
    socket.on("stop", () => process.emit("stop")); // $ endpoint="MESSAGE /live/admin#stop" auth=required protocol=websocket
  });
}
