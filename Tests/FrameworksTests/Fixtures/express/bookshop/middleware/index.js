'use strict';

const answers = require('../answers');

const middleware = module.exports;

middleware.signedIn = (req, res, next) => {
  if (!req.session.userId) {
    return answers.refuse(req, res);
  }

  setImmediate(next);
};

middleware.log = (req, res, next) => {
  console.log(req.method);
  next();
};

Object.assign(middleware, {
  staff: require('./staff'),
});
require('./members')(middleware);
