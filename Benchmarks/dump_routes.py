#!/usr/bin/env python3
"""Prints the routes that a running Python framework really serves, as a start for a truth file.

Run it with the interpreter of the application's own environment, from the folder it is started from:

    dump_routes.py fastapi app.main:app          Starlette and FastAPI applications (call a factory as `app.main:make()`)
    dump_routes.py flask   service:create_app()
    dump_routes.py django  project.settings
    dump_routes.py aiohttp service:make_app()

The result is a JSON list of {method, path, handler, file, line, marks}. `marks` names what stands between the request
and the handler (dependencies, decorators, permission classes): the material from which a reader decides what
authenticates. It decides nothing itself. This script imports and so executes the application: only for code you trust.
"""

import asyncio
import functools
import importlib
import inspect
import json
import os
import re
import sys

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in READERS:
        print(__doc__, file=sys.stderr)
        raise SystemExit(2)
    sys.path.insert(0, os.getcwd())
    real, sys.stdout = sys.stdout, sys.stderr  # an application's own prints do not belong to the result
    routes = READERS[sys.argv[1]](sys.argv[2])
    json.dump(sorted(routes, key=lambda r: (r["path"], r["method"])), real, indent=1)


def load(target):
    module, _, attribute = target.partition(":")
    value = eval(attribute, dict(vars(importlib.import_module(module))))  # the caller's own command line
    return asyncio.run(value) if inspect.iscoroutine(value) else value


def route(method, path, handler, marks, name="", owner=None):
    inner = owner or handler  # a class view is where its class is, though a base class has the method
    while isinstance(inner, functools.partial) or hasattr(inner, "__wrapped__"):
        inner = inner.func if isinstance(inner, functools.partial) else inner.__wrapped__
    file, line = "", 0
    try:
        file = os.path.relpath(inspect.getsourcefile(inner) or "")
        line = inspect.getsourcelines(inner)[1]
    except (TypeError, OSError, ValueError):
        pass
    return {"method": method, "path": path, "handler": name or named(inner), "file": file, "line": line,
            "marks": list(dict.fromkeys(marks))}


def named(value):
    if isinstance(value, functools.partial):
        return named(value.func)
    if not hasattr(value, "__qualname__"):
        return f"{type(value).__module__}.{type(value).__qualname__}()"
    return f"{value.__module__}.{value.__qualname__}"


def wrappers(function, depth=0):
    """The names of the functions wrapped around a handler: a decorator's inner function keeps its own code name."""
    names, code = [], getattr(function, "__code__", None)
    if code is not None and depth:
        names.append(f"{function.__globals__.get('__name__')}.{getattr(code, 'co_qualname', code.co_name)}")
    if depth > 12:
        return names
    if hasattr(function, "__wrapped__"):
        if not depth:
            names += [f"{function.__globals__.get('__name__')}.{getattr(code, 'co_qualname', '')}"] if code else []
        return names + closure_values(function) + wrappers(function.__wrapped__, depth + 1)
    for cell in getattr(function, "__closure__", None) or ():
        try:
            value = cell.cell_contents
        except ValueError:
            continue
        if inspect.isfunction(value):
            names += wrappers(value, depth + 1)
    return names


def closure_values(function):
    """What a decorator was called with: simple values in its closure."""
    simple = []
    for name, cell in zip(getattr(getattr(function, "__code__", None), "co_freevars", ()), function.__closure__ or ()):
        try:
            value = cell.cell_contents
        except ValueError:
            continue
        if isinstance(value, (str, bool, int, tuple, list)) and len(str(value)) < 120:
            simple.append(f"{name}={value}")
        elif inspect.isclass(value):
            simple.append(f"{name}={named(value)}")
    return simple


# -- Starlette and FastAPI --------------------------------------------------------------------------------------------
def asgi(target):
    return list(asgi_routes(load(target).routes, ""))


def asgi_routes(routes, prefix):
    for entry in routes:
        kind, path = type(entry).__name__, prefix + getattr(entry, "path", "")
        children = getattr(entry, "routes", None)
        if hasattr(entry, "effective_route_contexts"):  # FastAPI from 0.138: included routers stay a tree
            for context in entry.effective_route_contexts():
                original = context.starlette_route or context.original_route
                yield from asgi_routes([context if context.endpoint is not None and context.path else original], prefix)
        elif kind in ("Mount", "Host"):
            if children:
                yield from asgi_routes(children, path)
            else:
                yield route("ANY", path + "/{path}", entry.app, ["mount"])
        elif "WebSocket" in kind or "WebSocket" in type(getattr(entry, "original_route", None)).__name__:
            yield route("WS", path, entry.endpoint, list(dependencies(getattr(entry, "dependant", None))))
        elif hasattr(entry, "endpoint"):
            for method in sorted(entry.methods or class_methods(entry.endpoint)):
                if method != "HEAD" or "GET" not in (entry.methods or ()):
                    yield route(method, path, entry.endpoint, list(dependencies(getattr(entry, "dependant", None))))


def class_methods(view):
    return [m for m in METHODS if hasattr(view, m.lower())] or ["ANY"]


def dependencies(dependant):
    """Every dependency of a route, outermost first; security schemes with whether they reject by themselves."""
    if dependant is None:
        return
    for child in dependant.dependencies:
        call = child.call
        if call is not None:
            error = f" auto_error={call.auto_error}" if hasattr(call, "auto_error") else ""
            state = closure_values(call) if inspect.isfunction(call) else []
            if not inspect.isroutine(call) and not inspect.isclass(call):
                state = [f"{k}={v}" for k, v in vars(call).items() if len(str(v)) < 80] if hasattr(call, "__dict__") else []
            yield named(call) + error + (f" [{', '.join(map(str, state))}]" if state else "")
        yield from dependencies(child)


# -- Flask ------------------------------------------------------------------------------------------------------------
def flask(target):
    app = load(target)
    app = getattr(app, "app", app) if not hasattr(app, "url_map") else app
    for rule in app.url_map.iter_rules():
        view = app.view_functions.get(rule.endpoint)
        path = re.sub(r"<(?:[^:<>]*:)?([^<>]+)>", r"{\1}", rule.rule)
        blueprint = rule.endpoint.rpartition(".")[0]
        hooks = [f"before_request {named(f)}" for name in (None, blueprint)
                 for f in app.before_request_funcs.get(name, [])]
        for method in sorted(set(rule.methods or ()) - {"HEAD", "OPTIONS"}):
            yield flask_route(method, path, view, hooks, rule.endpoint)


def flask_route(method, path, view, hooks, endpoint):
    marks = hooks + wrappers(view)
    cls = getattr(view, "view_class", None) or getattr(view, "cls", None)
    if cls is None:
        return route(method, path, view, marks)
    handler = getattr(cls, method.lower(), None) or getattr(cls, "dispatch_request", view)
    for attribute in ("decorators", "method_decorators", "permission", "permissions"):
        value = getattr(cls, attribute, None)
        for decorator in (value.get(method.lower(), []) if isinstance(value, dict) else value or []):
            marks.append(f"{attribute} {named(decorator)} {' '.join(closure_values(decorator)) if inspect.isfunction(decorator) else ''}".strip())
    return route(method, path, handler, marks + wrappers(handler), f"{named(cls)}.{method.lower()}", cls)


# -- Django -----------------------------------------------------------------------------------------------------------
def django(settings):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    importlib.import_module("django").setup()
    resolver = importlib.import_module("django.urls").get_resolver()
    return list(django_patterns(resolver.url_patterns, ""))


def django_patterns(patterns, prefix):
    for entry in patterns:
        path = prefix + template(entry.pattern if hasattr(entry, "pattern") else entry.regex.pattern)  # before 2.0: regex
        if hasattr(entry, "url_patterns"):
            yield from django_patterns(entry.url_patterns, path)
        else:
            yield from django_view(re.sub(r"/+", "/", "/" + path), entry.callback)


def template(pattern):
    """A URL pattern with `{name}` for its parameters; an optional group or slash at the end is left out."""
    text = str(pattern)
    if type(pattern).__name__ == "RoutePattern":
        return re.sub(r"<(?:[^:<>]*:)?([^<>]+)>", r"{\1}", text)
    if type(pattern).__name__ == "LocalePrefixPattern":
        return "{language}/"
    text, out, at, unnamed = text.lstrip("^"), "", 0, 0
    while at < len(text):
        if text[at] == "(":
            end, depth, inside = at + 1, 1, False
            while depth:
                inside = (text[end] == "[" or inside) and text[end] != "]"
                depth += 0 if inside or text[end - 1] == "\\" else {"(": 1, ")": -1}.get(text[end], 0)
                end += 1
            name = re.match(r"\(\?P<(\w+)>", text[at:])
            if name:
                out += "{%s}" % name.group(1)
            elif text.startswith("(?:", at):
                out += "" if text[end:end + 1] == "?" else template(text[at + 3:end - 1])
            elif not text.startswith("(?", at):
                unnamed += 1
                out += "{arg%d}" % unnamed
            at = end
        elif text[at] == "\\" and at + 1 < len(text):
            out += "" if text[at + 1] in "ZAb" else text[at + 1]
            at += 2
        else:
            out += "" if text[at] in "^$?" else text[at]
            at += 1
    return out


def django_view(path, callback):
    ninja = ninja_view(callback)
    if ninja is not None:
        for operation in ninja.operations:
            for method in operation.methods:
                auth = [f"auth {named(a)}" for a in operation.auth_callbacks or []]
                yield route(method, path, operation.view_func, auth + wrappers(operation.view_func))
        return
    cls = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
    marks = wrappers(callback)
    if cls is None:
        allowed = allowed_methods(callback)
        for method in allowed or ["ANY"]:
            yield route(method, path, callback, marks)
        return
    kwargs = {**(getattr(callback, "view_initkwargs", None) or {}), **(getattr(callback, "initkwargs", None) or {})}
    actions = getattr(callback, "actions", None) or closed_over(callback, "actions")  # before DRF 3.8: a closure
    names = [n for n in kwargs.get("http_method_names", cls.http_method_names) if n not in ("head", "options", "trace")]
    for verb in names:
        handler = getattr(cls, actions.get(verb, "") if actions else verb, None)
        if handler is not None:
            yield route(verb.upper(), path, handler, marks + class_marks(cls, kwargs) + wrappers(handler),
                        f"{named(cls)}.{handler.__name__}", cls)


def class_marks(cls, kwargs):
    marks = [f"base {base.__name__}" for base in cls.__mro__ if re.search(r"Mixin$|Permission|Auth|Login|Staff", base.__name__)]
    for attribute in ("authentication_classes", "permission_classes", "permission_required"):
        value = kwargs.get(attribute, getattr(cls, attribute, None))
        if value is not None:
            marks.append(f"{attribute}={[getattr(v, '__name__', str(v)) for v in value] if not isinstance(value, str) else value}")
    marks += [f"overrides {n}" for n in ("get_permissions", "get_authenticators", "check_permissions", "dispatch")
              if any(n in vars(b) for b in cls.__mro__ if not b.__module__.startswith(("rest_framework.", "django.views")))]
    return marks


def allowed_methods(function):
    """The list given to `require_http_methods`, found in the decorator's closure."""
    allowed = closed_over(function, "request_method_list")
    return [m for m in allowed if m not in ("HEAD", "OPTIONS")] if allowed else None


def closed_over(function, wanted):
    """The value of a variable that a function, or one it wraps, was closed over."""
    while function is not None:
        for name, cell in zip(getattr(getattr(function, "__code__", None), "co_freevars", ()),
                              getattr(function, "__closure__", None) or ()):
            if name == wanted:
                return cell.cell_contents
        function = getattr(function, "__wrapped__", None)
    return None


def ninja_view(callback):
    for cell in getattr(callback, "__closure__", None) or ():
        if type(getattr(cell, "cell_contents", None)).__name__ == "PathView":
            return cell.cell_contents
    bound = getattr(callback, "__self__", None)
    return bound if type(bound).__name__ == "PathView" else None


# -- aiohttp ----------------------------------------------------------------------------------------------------------
def aiohttp(target):
    app = load(target)
    middleware = [f"middleware {named(m)}" for m in app.middlewares]
    for resource in app.router.resources():
        yield from aiohttp_resource(resource, middleware)


def aiohttp_resource(resource, marks):
    sub = getattr(resource, "_app", None)
    if sub is not None:
        for child in sub.router.resources():
            yield from aiohttp_resource(child, marks + [f"middleware {named(m)}" for m in sub.middlewares])
        return
    path = re.sub(r"\{(\w+):[^/]*\}", r"{\1}", resource.canonical)
    if type(resource).__name__ == "StaticResource":
        yield route("GET", path + "/{filename}", type(resource), marks)
        return
    for entry in resource:
        handler = entry.handler
        methods = [entry.method] if entry.method != "*" else (
            [m for m in METHODS if hasattr(handler, m.lower())] if inspect.isclass(handler) else ["ANY"])
        for method in methods:
            if method not in ("HEAD",):
                target = getattr(handler, method.lower(), handler) if inspect.isclass(handler) else handler
                yield route(method, path, target, marks + wrappers(target))


READERS = {"fastapi": asgi, "starlette": asgi, "flask": lambda t: list(flask(t)), "django": django,
           "aiohttp": lambda t: list(aiohttp(t))}

if __name__ == "__main__":
    main()
