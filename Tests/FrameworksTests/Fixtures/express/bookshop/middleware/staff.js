'use strict';

const answers = require('../answers');
const { guarded } = require('./guarded');

const staff = module.exports;

staff.only = guarded(async (req, res, next) => {
  if (req.session.userId <= 0) {
    return answers.refuse(req, res);
  }
  next();
});
