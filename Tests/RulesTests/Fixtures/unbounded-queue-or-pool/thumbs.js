const express = require("express");
const fastq = require("fastq");

const app = express();
const thumbs = fastq(makeThumb, 2); // want unbounded-queue-or-pool "fastq takes whatever requests put in"

function makeThumb(job, done) {
  done(null, job.id);
}

app.post("/photos", (req, res) => {
  thumbs.push({ id: req.body.id });
  res.json({ ok: true });
});

// It lives as long as one request.
app.get("/photos/check", (req, res) => {
  const checks = fastq(makeThumb, 2);
  checks.push({ id: 1 });
  res.json({ ok: true });
});
