'use strict';

const answers = require('../answers');

module.exports = function (middleware) {
  middleware.memberOnly = (req, res, next) => {
    if (!req.session.userId || !req.session.member) {
      return answers.refuse(req, res);
    }
    return next();
  };
};
