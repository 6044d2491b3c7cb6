'use strict';

const { Router } = require('express');
const { call } = require('./helpers');

const router = Router();

function withKey(req, res, next) {
  if (!req.headers.hasOwnProperty('authorization')) {
    return res.sendStatus(401);
  }
  next();
}

function maybeWithKey(req, res, next) {
  if ('authorization' in req.headers) {
    req.key = req.headers.authorization;
  }
  if (!res.headersSent) {
    next();
  }
}

module.exports = function (app) {
  call(router, 'post', '/notes', (req, res) => res.json({}));
  call(router, 'delete', '/notes/:note', (req, res) => res.sendStatus(204));
  router.get('/notes', withKey, (req, res) => res.json([])); // $ endpoint="GET /api/v1/notes" auth=required
  router.get('/notes/:note', maybeWithKey, (req, res) => res.json({ key: req.key })); // $ endpoint="GET /api/v1/notes/{note}" auth=none
  app.use('/api/v1', router);
};
