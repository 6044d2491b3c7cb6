#!/usr/bin/env python3
"""Measures `mainstay context` against the functional test suite of owasp-noir/noir.

    git clone https://github.com/owasp-noir/noir /tmp/noir
    Benchmarks/noir_suite.py --noir /tmp/noir --mainstay .build/release/mainstay [--framework flask] [--verbose] [--json]

The suite has a fixture folder per case and says which endpoints must be found in it; method and path are compared.
"extra" counts endpoints nobody expected, only in fixtures whose spec asserts the total number of endpoints.
Expectations that are wrong by the framework's own rules are in `QUESTIONABLE` below and are reported apart.
Exit status: 0 at or above --goal percent, 1 below, 2 when something could not be run or read.
"""

import argparse
import json
import os
import re
import sys
from dataclasses import dataclass, field

import common
import crystal_specs

FRAMEWORKS = {  # tester file prefix -> framework reported
    "fastapi": "FastAPI/Starlette", "starlette": "FastAPI/Starlette", "flask": "Flask", "django": "Django",
    "aiohttp": "aiohttp", "express": "Express", "fastify": "Fastify", "nestjs": "NestJS", "koa": "Koa", "hapi": "Hapi",
    "gin": "Gin", "http": "net/http", "chi": "chi", "echo": "Echo", "mux": "gorilla/mux", "httprouter": "httprouter",
    "fiber": "Fiber", "spring": "Spring", "jaxrs": "JAX-RS", "quarkus": "JAX-RS", "dropwizard": "JAX-RS",
    "helidon_mp": "JAX-RS",
    # Not `aspnet_mvc`, the framework before ASP.NET Core.
    "aspnet_core": "ASP.NET Core", "carter": "Carter", "fastendpoints": "FastEndpoints", "lexer": "ASP.NET Core",
}
GOAL = 97.0  # percent of the expected endpoints that must be found

# Expectations that are noir's choice rather than the framework's behaviour: (fixture, methods, path, reason, instead).
# `instead` is what a reader of the framework's documentation would report; it is accepted, never counted as extra.
ANY7 = "GET POST PUT DELETE PATCH HEAD OPTIONS"
QUESTIONABLE = [
    ("javascript/express_neutral_names", "GET", "/d",
     "app.use('/z', filter, processor, handler) mounts every router it is given, so handler's route is under /z",
     ["GET /z/d"]),
    ("javascript/express_prefix_issues", "GET", "/admin",
     "the factory is exported but never called, so no router with this route exists", []),
    ("javascript/express_spaced_methods", "POST", "/spaced-post",
     "Express has no method `Post` with a capital letter; the call throws", []),
    ("javascript/express_hono_foreign", "GET", "/hono-items", "Hono is not one of the frameworks measured", []),
    ("javascript/express_hono_foreign", "POST", "/hono-items", "Hono is not one of the frameworks measured", []),
    ("javascript/nestjs", "GET", "/v2/admin/versioned",
     "main.ts never calls enableVersioning(), so Nest ignores @Version", ["GET /admin/versioned"]),
    ("typescript/nestjs", "GET", "/v1/tasks",
     "main.ts never calls enableVersioning(), so Nest ignores `version`", ["GET /tasks"]),
    ("typescript/nestjs", "POST", "/v1/tasks",
     "main.ts never calls enableVersioning(), so Nest ignores `version`", ["POST /tasks"]),
    ("typescript/nestjs", "POST", "/v1/webhooks/:provider",
     "main.ts never calls enableVersioning(), so Nest ignores `version`", ["POST /webhooks/:provider"]),
    ("javascript/koa", "GET", "/simple", "a Koa application has no method `get`; the call throws", []),
    ("javascript/koa", ANY7, "/everything", "a Koa application has no method `all`; the call throws",
     ["ANY /everything"]),
    ("javascript/koa", "GET", "/named/status", "the router with this route is never handed to app.use", []),
    ("javascript/koa", "GET", "/app_prefix/info", "app.use of Koa takes no path; the call throws", ["GET /info"]),
    ("javascript/koa", "GET", "/api/v1/status", "app.use of Koa takes no path; the call throws", ["GET /status"]),
    ("python/django_ninja", "GET", "/api/",
     "the spec's own comment: a fallback because noir cannot resolve api.urls; Ninja serves nothing there", []),
    ("python/django_multi_base", "GET", "/a.txt", "no setting and no route serves the folder `static`", []),
    ("python/django_multi_base", "GET", "/b.txt", "no setting and no route serves the folder `static`", []),
    ("go/echo", "GET", "/public/coffee.txt",
     "the code names the machine's folder /public3; the project's public3 is another one", ["GET /public/*"]),
    ("go/fiber", "GET", "/secret.html",
     "the code names the machine's folder /public; the project's public is another one", ["GET /*"]),
    ("java/spring", "GET", "/api/catalog/{id}",
     "the class has its own @RequestMapping, and Spring takes the nearest one only", ["GET /api/{id}"]),
    ("java/spring", "POST", "/api/catalog",
     "the class has its own @RequestMapping, and Spring takes the nearest one only", ["POST /api"]),
    ("java/spring", "DELETE", "/external/reports/{id}",
     "without @AliasFor, `value` of the composed annotation is not handed on", ["DELETE /external"]),
    ("java/spring", "POST", "/internal/submit",
     "without @AliasFor, `value` of the composed annotation is not handed on", ["POST /internal"]),
    ("java/spring", "POST", "/items/multiple/methods2",
     "`method = [GET, POST]` is a list of Kotlin; Java's parser gives up behind its first element",
     ["GET /items/multiple/methods2"]),
    ("java/spring", "PATCH", "/api/v2/items/{id}/stock", "a client of another service (@FeignClient)", []),
    ("java/spring", "GET POST", "/api/v2/items", "a client of another service (@FeignClient)", []),
    ("java/spring", "DELETE", "/api/v2/items/{id}", "a client of another service (@FeignClient)", []),
    ("java/spring", "GET", "/api/v3/items/{id}/availability", "a client of another service (@HttpExchange)", []),
    ("java/spring", "POST", "/api/v3/items/bulk", "a client of another service (@HttpExchange)", []),
    ("java/jaxrs", "GET", "/services/api/catalog/{id}",
     "the class has its own @Path, which replaces that of the interface", ["GET /services/api/{id}"]),
    ("java/jaxrs", "POST", "/services/api/catalog",
     "the class has its own @Path, which replaces that of the interface", ["POST /services/api"]),
    ("java/quarkus", "GET", "/platform/configured-rest/configured",
     "an application class's @ApplicationPath is for every resource; quarkus.rest.path is for none then",
     ["GET /platform/q/configured"]),
]


@dataclass
class Case:
    """One fixture folder with everything that any tester expects of it."""
    framework: str
    fixture: str
    expected: list = field(default_factory=list)
    count: int | None = None
    bases: list = field(default_factory=list)

    @property
    def complete(self):
        """Whether the list is all there is to find, so that anything else reported is false."""
        return self.count is not None and self.count == len(set(self.expected))


@dataclass
class Result:
    case: Case
    match: common.Match
    questionable: list = field(default_factory=list)  # (Endpoint, reason, outcome)
    failure: str = ""

    @property
    def extra(self):
        return self.match.extra if self.case.complete else []


def main():
    options = parse_arguments()
    functional = os.path.join(options.noir, "spec", "functional_test")
    if not os.path.isdir(functional):
        common.fail(f"{functional}: no such folder; --noir must name a checkout of owasp-noir/noir")
    cases = read_cases(functional, options.framework)
    results = [run_case(case, functional, options.mainstay) for case in cases]
    if options.json:
        print(json.dumps(as_json(results), indent=1))
    else:
        report(results, options.verbose)
    if any(result.failure for result in results):
        raise SystemExit(2)
    found, expected, _ = totals(results)
    raise SystemExit(0 if common.percent(found, expected) >= options.goal else 1)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--noir", required=True, metavar="DIR", help="a checkout of owasp-noir/noir")
    parser.add_argument("--mainstay", required=True, metavar="BINARY")
    parser.add_argument("--framework", metavar="X", help="only testers whose framework contains X, e.g. flask")
    parser.add_argument("--verbose", action="store_true", help="list every fixture, and every extra endpoint")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--goal", type=float, default=GOAL, metavar="PERCENT")
    return parser.parse_args()


def read_cases(functional, only):
    """All cases of the frameworks measured, in the order of their fixtures."""
    cases, unread = {}, []
    testers = os.path.join(functional, "testers")
    for language in ("python", "javascript", "typescript", "go", "java", "csharp"):
        for name in sorted(os.listdir(os.path.join(testers, language))):
            prefix = re.match(r"helidon_mp|aspnet_core|[a-z0-9]*", name).group()
            framework = FRAMEWORKS.get(prefix) if language == "go" or prefix != "http" else None
            if not framework or not name.endswith("_spec.cr") or (only and only.lower() not in framework.lower()):
                continue
            with open(os.path.join(testers, language, name), encoding="utf-8") as file:
                spec = crystal_specs.read_spec(file.read())
            if spec.unread > 0:
                unread.append(f"{language}/{name}: {spec.unread} expectations not understood")
            for tester in spec.testers:
                add(cases, framework, tester)
    if unread:
        common.fail("\n".join(unread))
    return [cases[key] for key in sorted(cases)]


def add(cases, framework, tester):
    fixture = tester.fixture.strip("/").removeprefix("fixtures/")
    case = cases.setdefault(fixture, Case(framework, fixture))
    case.expected += [common.Endpoint(e.method, common.normalise(e.url), e.url) for e in tester.endpoints]
    case.count = tester.count if case.count is None else case.count
    case.bases = case.bases or [base.split("fixtures/", 1)[1] for base in tester.bases]


def as_noir_names(found):
    """Messages of STOMP by their destinations alone: noir lists `MESSAGE /socket#/app/x` as SEND or SUBSCRIBE `/app/x`.
    Which of the two it is the suite says; the other one is not counted as extra, so they are marked like files."""
    for entry in found:
        if entry.method != "MESSAGE" or "#/" not in entry.shown:
            yield entry
            continue
        path = entry.shown.split("#", 1)[1]
        yield from (common.Endpoint(verb, common.normalise(path), path, files=True) for verb in ("SEND", "SUBSCRIBE"))


def run_case(case, functional, binary):
    found, failure = [], ""
    for folder in case.bases or [case.fixture]:
        try:
            document = common.context(binary, os.path.join(functional, "fixtures", folder))
            found += as_noir_names(common.endpoints_of(document))
        except common.BinaryFailed as error:
            failure = f"{folder}: {error}"
    doubtful = {(method, common.normalise(path)): (reason, instead)
                for fixture, methods, path, reason, instead in QUESTIONABLE if fixture == case.fixture
                for method in methods.split()}
    certain = [e for e in case.expected if (e.method, e.path) not in doubtful]
    everything = common.match(case.expected, found, strict_any=False)
    result = Result(case, common.match(certain, found, strict_any=False), failure=failure)
    # Folders that are served as they are, and the files in them, may be reported without being expected.
    result.match.extra = [f for f in everything.extra
                          if not f.files and not any(named(f, i) for _, i in doubtful.values())]
    for expected in dict.fromkeys(case.expected):
        if (expected.method, expected.path) in doubtful:
            reason, instead = doubtful[expected.method, expected.path]
            result.questionable.append((expected, reason, outcome(expected, found, instead)))
    return result


def named(found, instead):
    """Whether an endpoint is one of those accepted in place of an expectation."""
    return any(common.answers(found, line.split()[0]) and found.path == common.normalise(line.split()[1])
               for line in instead)


def outcome(expected, found, instead):
    if any(f.path in common.variants(expected.shown) and common.answers(f, expected.method) for f in found):
        return "as noir expects"
    return "as the framework does" if any(named(f, instead) for f in found) else "not reported"


def totals(results):
    found = sum(len(r.match.pairs) for r in results)
    return found, found + sum(len(r.match.missing) for r in results), sum(len(r.extra) for r in results)


def report(results, verbose):
    rows = []
    for framework in dict.fromkeys(FRAMEWORKS.values()):
        of_it = [r for r in results if r.case.framework == framework]
        if of_it:
            rows.append(row(framework, of_it))
    common.table(("framework", "fixtures", "expected", "found", "missing", "extra", "found %", "as noir expects %"),
                 [*rows, row("total", results)])
    misses = [f"  {r.case.fixture}: {e}" for r in results for e in r.match.missing]
    section("missing", misses)
    if verbose:
        section("extra (fixtures with a complete list only)",
                [f"  {r.case.fixture}: {e}  {e.where}" for r in results for e in r.extra])
        section("fixtures", [f"  {r.case.fixture}: {len(r.match.pairs)} of {len(r.match.pairs) + len(r.match.missing)}"
                             f"{'' if r.case.complete else ', list not complete'}" for r in results])
    doubtful = [(r, *q) for r in results for q in r.questionable]
    section("questionable expectations, not counted above",
            [f"  {r.case.fixture}: {e}: {state}\n      {reason}" for r, e, reason, state in doubtful])
    found, expected = as_noir_expects(results)
    print(f"\nwith the questionable ones counted as noir expects them: {found} of {expected}, "
          f"{common.percent(found, expected):.1f} %")
    section("could not be run", [f"  {r.failure}" for r in results if r.failure])


def row(name, results):
    found, expected, extra = totals(results)
    return (name, len(results), expected, found, expected - found, extra, f"{common.percent(found, expected):.1f}",
            f"{common.percent(*as_noir_expects(results)):.1f}")


def as_noir_expects(results):
    """Found and expected with nothing set apart."""
    found, expected, _ = totals(results)
    doubtful = [state for r in results for *_, state in r.questionable]
    return found + sum(state == "as noir expects" for state in doubtful), expected + len(doubtful)


def section(title, lines):
    if lines:
        print(f"\n{title}:")
        print("\n".join(lines))


def as_json(results):
    found, expected, extra = totals(results)
    return {"expected": expected, "found": found, "extra": extra, "percent": round(common.percent(found, expected), 2),
            "fixtures": [{"fixture": r.case.fixture, "framework": r.case.framework, "complete": r.case.complete,
                          "found": [str(e) for e, _ in r.match.pairs], "missing": [str(e) for e in r.match.missing],
                          "extra": [str(e) for e in r.extra], "failure": r.failure,
                          "questionable": [{"endpoint": str(e), "reason": reason, "outcome": state}
                                           for e, reason, state in r.questionable]} for r in results]}


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main()
