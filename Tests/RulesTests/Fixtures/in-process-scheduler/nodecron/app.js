const express = require("express");
const cron = require("node-cron");
const nodemailer = require("nodemailer");

const app = express();
const transporter = nodemailer.createTransport({ host: "mail" });

async function sendReminders() {
  await transporter.sendMail({ to: "all@example.com", text: "pay" });
}

cron.schedule("0 3 * * *", sendReminders); // want in-process-scheduler "sendReminders runs in every process"

// Nothing that the job does lasts.
let beats = 0;
cron.schedule("* * * * *", () => {
  beats = beats + 1;
});

app.get("/health", (req, res) => res.json({ beats }));

app.listen(3000);
