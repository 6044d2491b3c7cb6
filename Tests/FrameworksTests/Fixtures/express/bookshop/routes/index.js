'use strict';

const express = require('express');

const hooks = require('../hooks');
const shelves = require('../shelves');
const helpers = require('./helpers');

const { page } = helpers;

const desks = {
  staff: require('./staff'),
  orders: require('./orders'),
};

desks.front = (router, middleware) => {
  page(router, '/', (req, res) => res.render('front'));
  page(router, '/sign-in', [], (req, res) => res.render('sign-in'));
  page(router, '/basket', [middleware.signedIn], (req, res) => res.render('basket'));
};

desks.shelf = (router, place, middleware) => {
  page(router, `/${place}`, shelves.list);
  page(router, `/${place}/:shelf`, [middleware.memberOnly], shelves.show);
};

module.exports = async function (app, middleware) {
  const router = express.Router();

  // Plugins may move these elsewhere.
  const movable = ['staff', 'orders', 'shelf'];
  const { places } = await hooks.run('filter:places', {
    places: movable.reduce((all, place) => {
      all[place] = place;
      return all;
    }, {}),
  });

  router.all('(/+staff|/+staff/*?)', middleware.signedIn, middleware.staff.only);
  router.all('/api/staff*', middleware.staff.only);

  desks.front(router, middleware);
  Object.keys(places).forEach((place) => {
    const original = place;
    place = places[original];
    desks[original](router, place, middleware);
  });

  require('./notes')(router);
  app.use('/', router);
};
