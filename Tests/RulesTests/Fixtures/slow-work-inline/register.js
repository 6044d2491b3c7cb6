const express = require("express");
const nodemailer = require("nodemailer");
const Queue = require("bull");

const app = express();
const transporter = nodemailer.createTransport({ host: "mail" });
const mails = new Queue("mails", process.env.REDIS_URL);

app.post("/register", async (req, res) => {
  await transporter.sendMail({ to: req.body.email, text: "welcome" }); // want slow-work-inline "POST /register answers only when an e-mail goes out"
  res.json({ ok: true });
});

// A broker does it.
app.post("/register-later", async (req, res) => {
  await mails.add({ to: req.body.email });
  res.json({ ok: true });
});

// No request waits for it.
app.post("/remind", async (req, res) => {
  setImmediate(() => transporter.sendMail({ to: req.body.email, text: "remember" }));
  res.json({ ok: true });
});
