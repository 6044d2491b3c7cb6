const express = require("express");

const app = express();
app.get("/orders", (req, res) => res.json([]));
app.listen(3000); // want no-graceful-shutdown "nothing stops this server in order"
