'use strict';

const { Router } = require('express');
const { call } = require('./helpers');

const router = Router();

module.exports = function (app) {
  call(router, 'post', '/notes', (req, res) => res.json({}));
  call(router, 'delete', '/notes/:note', (req, res) => res.sendStatus(204));
  app.use('/api/v1', router);
};
