const express = require("express");
const nodemailer = require("nodemailer");
const Queue = require("bull");

const app = express();
const transporter = nodemailer.createTransport({ host: "mail" });
const mails = new Queue("mails", process.env.REDIS_URL);

async function sendMail(to, text) {
  await transporter.sendMail({ to, text });
}

app.post("/orders", async (req, res) => {
  sendMail(req.body.email, "thank you"); // want durable-work-in-process "sendMail of POST /orders"
  res.json({ ok: true });
});

app.post("/remind", async (req, res) => {
  setImmediate(() => transporter.sendMail({ to: req.body.email, text: "hello" })); // want durable-work-in-process "an e-mail"
  res.json({ ok: true });
});

// The request waits for it.
app.post("/verify", async (req, res) => {
  await sendMail(req.body.email, "your code");
  res.json({ ok: true });
});

// A broker keeps it.
app.post("/newsletter", async (req, res) => {
  await mails.add({ to: req.body.email });
  res.json({ ok: true });
});

mails.process(async (job) => {
  await sendMail(job.data.to, "news");
});
