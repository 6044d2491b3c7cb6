'use strict';

const middleware = require('../middleware');

const helpers = module.exports;

// router, path, guards (may be left out), handler
helpers.page = function (...args) {
  const [router, path] = args;
  let guards = args.length > 3 ? args[args.length - 2] : [];
  const handler = args[args.length - 1];

  guards = [middleware.log, ...guards];

  router.get(path, guards, helpers.attempt(handler)); // $ endpoint="GET /" auth=none endpoint="GET /sign-in" auth=none endpoint="GET /basket" auth=required endpoint="GET /shelf" auth=none endpoint="GET /shelf/{shelf}" auth=required endpoint="GET /orders" auth=required endpoint="GET /orders/{order}" auth=required endpoint="GET /staff" auth=required endpoint="GET /staff/reports/{year}" auth=required
  router.get(`/api${path}`, guards, helpers.attempt(handler)); // $ endpoint="GET /api" auth=none endpoint="GET /api/sign-in" auth=none endpoint="GET /api/basket" auth=required endpoint="GET /api/shelf" auth=none endpoint="GET /api/shelf/{shelf}" auth=required endpoint="GET /api/orders" auth=required endpoint="GET /api/orders/{order}" auth=required endpoint="GET /api/staff" auth=required endpoint="GET /api/staff/reports/{year}" auth=required
};

// router, verb, path, handler
helpers.call = function (router, verb, path, ...rest) {
  router[verb](path, middleware.log, helpers.attempt(rest[rest.length - 1])); // $ endpoint="POST /api/v1/notes" auth=none endpoint="DELETE /api/v1/notes/{note}" auth=none
};

helpers.attempt = function (handler, failed) {
  return async function (req, res, next) {
    try {
      await handler(req, res, next);
    } catch (error) {
      if (failed) {
        return failed(error, res);
      }
      next(error);
    }
  };
};
