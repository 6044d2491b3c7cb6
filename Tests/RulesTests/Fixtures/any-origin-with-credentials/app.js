const express = require("express");
const cors = require("cors");
const app = express();
app.use("/a", cors({ origin: true, credentials: true })); // want any-origin-with-credentials "any origin"
app.use("/b", cors({ origin: "https://shop.example", credentials: true }));
app.use("/c", cors({ origin: "*", credentials: true }));
app.use("/d", cors());
