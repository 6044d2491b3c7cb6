"""A ledger: schemas say which headers a request must bring, and middleware checks them."""

from aiohttp import web
from aiohttp_apispec import headers_schema, request_schema, validation_middleware
from marshmallow import Schema, fields


class TokenHeader(Schema):
    authorization = fields.String(required=True)


class KeyHeader(Schema):
    key = fields.String(required=True, data_key="X-Api-Key")


class MaybeTokenHeader(Schema):
    authorization = fields.String(required=False, load_default=None)


class TraceHeader(Schema):
    trace = fields.String(required=True, data_key="X-Trace-Id")


class EntrySchema(Schema):
    amount = fields.Integer(required=True)


@headers_schema(TokenHeader, put_into="token")
@request_schema(EntrySchema)
async def add_entry(request):
    return web.json_response({})


@headers_schema(KeyHeader())
async def export(request):
    return web.json_response([])


@headers_schema(MaybeTokenHeader)
async def entries(request):
    return web.json_response([])


@headers_schema(TraceHeader)
async def rates(request):
    return web.json_response({})


def make_app():
    app = web.Application(middlewares=[validation_middleware])
    app.router.add_post("/entries", add_entry)  # $ endpoint="POST /entries" auth=required
    app.router.add_get("/entries", entries)  # $ endpoint="GET /entries" auth=none
    app.router.add_get("/export", export)  # $ endpoint="GET /export" auth=required
    app.router.add_get("/rates", rates)  # $ endpoint="GET /rates" auth=none
    # Nothing checks the schema here.
    plain = web.Application()
    plain.router.add_post("/drafts", add_entry)  # $ endpoint="POST /drafts" auth=none
    return app, plain
