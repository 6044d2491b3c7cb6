'use strict';

const Shelves = module.exports = {};

Shelves.list = async (req, res) => {
  res.json([]);
};

Shelves.show = async (req, res) => {
  res.json({ id: req.params.shelf });
};
