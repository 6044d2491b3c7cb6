module.exports = (io, socket) => {
  const create = (order) => io.emit("created", order);

  socket.on("order:create", create); // $ endpoint="MESSAGE /socket.io#order:create" auth=none protocol=websocket
};
