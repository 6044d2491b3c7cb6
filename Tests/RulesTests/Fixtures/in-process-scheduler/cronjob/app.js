const express = require("express");
const { CronJob } = require("cron");
const nodemailer = require("nodemailer");

const app = express();
const transporter = nodemailer.createTransport({ host: "mail" });

async function sendReminders() {
  await transporter.sendMail({ to: "all@example.com", text: "pay" });
}

async function sendInvoices() {
  await transporter.sendMail({ to: "all@example.com", text: "invoice" });
}

async function sendOffers() {
  await transporter.sendMail({ to: "all@example.com", text: "offer" });
}

new CronJob("0 3 * * *", sendReminders, null, true, "Europe/Berlin"); // want in-process-scheduler "sendReminders runs in every process"

const invoices = new CronJob("0 4 * * *", sendInvoices); // want in-process-scheduler "sendInvoices runs in every process"
invoices.start();

// Nobody starts it.
const offers = new CronJob("0 5 * * *", sendOffers);

app.get("/health", (req, res) => res.json({ running: offers.running }));

app.listen(3000);
