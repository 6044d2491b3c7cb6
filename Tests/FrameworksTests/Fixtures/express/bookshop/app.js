'use strict';

const express = require('express');
const session = require('express-session');

const middleware = require('./middleware');
const routes = require('./routes');

async function start() {
  const app = express();
  app.use(session({ secret: process.env.SESSION_SECRET }));
  await routes(app, middleware);
  app.listen(8080);
}

start();
