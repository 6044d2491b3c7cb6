"""Every error becomes an answer in JSON: what failed for a while says so and when to try again, what is unexpected
says no more than that, and is logged."""

import logging
import socket

from circuitbreaker import CircuitBreakerError
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.clients.upstream import Rejected, Unavailable

logger = logging.getLogger(__name__)

# SQLSTATE classes that pass: connection, transaction rollback, resources, lock or state, operator intervention.
TRANSIENT = ("08", "40", "53", "55", "57")


def answer(status: int, detail: object, retry_after: int | None = None) -> JSONResponse:
    headers = {"Retry-After": str(retry_after)} if retry_after else None
    return JSONResponse({"detail": detail}, status, headers=headers)


async def invalid_request(_: Request, error: RequestValidationError) -> JSONResponse:
    def printable(value: object) -> str:
        return str(value).encode("utf-8", "replace").decode()

    problems = [
        {"loc": [printable(part) for part in problem["loc"]], "msg": printable(problem["msg"]), "type": problem["type"]}
        for problem in error.errors()
    ]
    return answer(422, problems)


async def conflict(_: Request, error: IntegrityError) -> JSONResponse:
    logger.warning("the database refused a row: %s", getattr(error.orig, "sqlstate", None))
    return answer(409, "this contradicts what is stored")


async def database_error(request: Request, error: DBAPIError) -> JSONResponse:
    sqlstate = getattr(error.orig, "sqlstate", None)
    if sqlstate is None or sqlstate.startswith(TRANSIENT):
        return await unavailable(request, error)
    return await unexpected(request, error)


async def unavailable(_: Request, error: Exception) -> JSONResponse:
    logger.warning("unavailable: %s: %s", type(error).__name__, error)
    return answer(503, "temporarily unavailable", retry_after=2)


async def rejected(_: Request, error: Rejected) -> JSONResponse:
    logger.error("a service that we depend on does not accept our requests: %s", error)
    return answer(502, "a service that we depend on failed")


async def unexpected(request: Request, error: Exception) -> JSONResponse:
    logger.error("unexpected error at %s %s", request.method, request.url.path, exc_info=error)
    return answer(500, "internal error")


def add_error_handlers(app: FastAPI) -> None:
    app.add_exception_handler(RequestValidationError, invalid_request)
    app.add_exception_handler(IntegrityError, conflict)
    app.add_exception_handler(DBAPIError, database_error)
    for kind in (PoolTimeout, ConnectionError, TimeoutError, socket.gaierror, Unavailable, CircuitBreakerError):
        app.add_exception_handler(kind, unavailable)
    app.add_exception_handler(Rejected, rejected)
    app.add_exception_handler(Exception, unexpected)
