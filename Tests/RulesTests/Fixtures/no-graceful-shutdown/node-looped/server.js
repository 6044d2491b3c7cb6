const express = require("express");

const app = express();
app.get("/orders", (req, res) => res.json([]));
const server = app.listen(3000);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => server.close(() => process.exit(0)));
}
