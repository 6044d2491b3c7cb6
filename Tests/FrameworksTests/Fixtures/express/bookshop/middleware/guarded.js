'use strict';

exports.guarded = function (inner) {
  return async function (req, res, next) {
    try {
      await inner(req, res, next);
    } catch (error) {
      next(error);
    }
  };
};
