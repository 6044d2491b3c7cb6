const express = require("express");
const axios = require("axios");
const nodemailer = require("nodemailer");

const router = express.Router();
const transport = nodemailer.createTransport({ host: "mail.example" });

router.post("/newsletter", async (req, res) => {
  try {
    await transport.sendMail(req.body);
  } catch (error) {} // eslint-disable-line no-empty, want swallowed-error "catches every error of nodemailer.Trans"
  res.json({ ok: true });
});

router.post("/newsletter/sync", async (req, res) => {
  axios.post("https://crm.example/contacts", req.body).catch(() => {}); // eslint-disable-line no-empty, want swallowed-error "of axios.post"
  await axios.post("https://stats.example/events", req.body).catch(() => null);
  res.json({ ok: true });
});

router.post("/newsletter/logged", async (req, res, next) => {
  axios.post("https://crm.example/contacts", req.body).catch((error) => console.error("not synced", error));
  axios.post("https://crm.example/contacts", req.body).catch(next);
  const answer = await axios.post("https://crm.example/contacts", req.body).catch(() => null);
  try {
    await transport.sendMail(req.body);
  } catch (error) {
    next(error);
  }
  res.json({ ok: answer !== null });
});

router.post("/newsletter/optional", async (req, res) => {
  try {
    await axios.post("https://stats.example/events", req.body);
  } catch {
    // Statistics are nice to have: a lost event costs nothing.
  }
  try {
    JSON.parse(req.body);
  } catch (error) {}
  res.json({ ok: true });
});

module.exports = router;
