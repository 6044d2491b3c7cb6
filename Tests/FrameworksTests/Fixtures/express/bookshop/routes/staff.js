'use strict';

const helpers = require('./helpers');

module.exports = function (router, place) {
  helpers.page(router, `/${place}`, (req, res) => res.render('staff'));
  helpers.page(router, `/${place}/reports/:year`, (req, res) => res.render('report'));
};
