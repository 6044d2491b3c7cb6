'use strict';

const helpers = require('./helpers');

module.exports = function (router, place, middleware) {
  const guards = [middleware.signedIn];
  const own = [...guards, middleware.memberOnly];

  helpers.page(router, `/${place}`, guards, (req, res) => res.render('orders'));
  helpers.page(router, `/${place}/:order`, own, (req, res) => res.render('order'));
};
