const express = require("express"); // want no-health-endpoint "none of 1 endpoints"

const app = express();
app.get("/orders", (req, res) => res.json([]));
app.listen(3000);
