"""Decorators as projects write them."""

import functools

from flask import abort, g, request, session


def signed_in(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        if session.get("user_id") is None:
            abort(401)
        return view(*args, **kwargs)

    return wrapper


def optional_user(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        token = request.headers.get("Authorization")
        if token:
            if not token.startswith("Bearer "):
                abort(401)
            g.user = token
        return view(*args, **kwargs)

    return wrapper


class Requires:
    def __init__(self, role):
        self.role = role

    def __call__(self, view):
        @functools.wraps(view)
        def wrapper(*args, **kwargs):
            if g.user and g.user.role == self.role:
                return view(*args, **kwargs)
            return {"message": "no"}, 403

        return wrapper


def admin_only(view):
    return Requires("admin")(view)


def validated(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        if not request.is_json:
            abort(400)
        return view(*args, **kwargs)

    return wrapper
