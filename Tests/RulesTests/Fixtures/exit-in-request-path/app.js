const express = require("express");

const app = express();

if (!process.env.KEY) {
  process.exit(1);
}

function requireLicense(key) {
  if (!key) {
    process.exit(1); // want exit-in-request-path "requireLicense ends the process with process.exit"
  }
}

app.get("/report", (req, res) => {
  requireLicense(req.query.key);
  res.json({});
});

process.on("SIGTERM", () => server.close(() => process.exit(0)));
const server = app.listen(3000);

app.get("/listen", (req, res) => {
  process.once("uncaughtException", () => process.exit(1));
  res.json({});
});
