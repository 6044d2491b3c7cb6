"""What the endpoint benchmarks share: running the binary, one form for paths, and matching two lists of endpoints."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field

TIMEOUT = 300  # seconds for one run of the binary on one repository
ALL_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
IMPLICIT_METHODS = ("HEAD", "OPTIONS")  # frameworks answer these by themselves; they count only where truth lists them


class BinaryFailed(Exception):
    """The binary could not be run, ran too long, or did not print the contract's JSON."""


@dataclass(frozen=True)
class Endpoint:
    """One endpoint in comparable form; `path` is normalised, `shown` is as written."""
    method: str
    path: str
    shown: str = field(compare=False, default="")
    auth: str = field(compare=False, default="unknown")
    websocket: bool = field(compare=False, default=False)
    where: str = field(compare=False, default="")
    files: bool = field(compare=False, default=False)  # a folder that is served as it is

    def __str__(self):
        return f"{self.method} {self.shown or self.path}"


def context(binary, folder):
    """Runs `BINARY context FOLDER --format json` and returns the parsed document."""
    try:
        run = subprocess.run([binary, "context", folder, "--format", "json"], capture_output=True, timeout=TIMEOUT)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BinaryFailed(str(error)) from error
    if run.returncode != 0:
        raise BinaryFailed(f"exit status {run.returncode}: {run.stderr.decode(errors='replace').strip()[-400:]}")
    try:
        return json.loads(run.stdout)
    except ValueError as error:
        raise BinaryFailed(f"not JSON: {error}") from error


WEB = ("http", "https", "ws", "wss", "websocket", "sse")  # what truth files speak of unless they say otherwise


def endpoints_of(document, protocols=WEB):
    """The endpoints of a `context` document that speak one of some protocols."""
    found = []
    for entry in document.get("endpoints", []):
        protocol = entry.get("protocol", "http")
        if protocol not in protocols:
            continue
        found += [Endpoint("GET", normalise(path), path, files=True) for path in entry.get("files", [])]
        auth = entry.get("auth") or {}
        place = entry.get("registered") or entry.get("handler") or {}
        found.append(Endpoint(entry["method"].upper().replace("*", "ANY"), normalise(entry["path"]), entry["path"],
                              auth.get("requirement", "unknown"), protocol in ("ws", "wss", "websocket"),
                              f"{place.get('file', '')}:{place.get('line', '')}", entry.get("kind") == "files"))
    return found


# `<int:id>`, `{id}`, `{id:path}`, `:id(\\d+)?`, `*name` and `(.*)` are all one parameter.
PARAMETER = re.compile(r"<[^<>/]+>|\{[^{}/]*(?:\{[^{}]*\}[^{}/]*)*\}|(?<=[/.\-_]):\w+(?:\([^()]*\))?[?+*]?|\*\w*|\(\.\*\)")


def normalise(path):
    """A path with every parameter as `{}`, one slash between segments, and none at the end."""
    path = re.sub(r"\{/(:?\w+)\}", r"/\1", path)  # Express 5 optional segment
    path = PARAMETER.sub("{}", "/" + path.strip())
    path = re.sub(r"/+", "/", path.replace("\\", ""))
    return path.rstrip("/") or "/"


def variants(path):
    """The forms a path with an optional last parameter may be reported in (`/a/:b?` is `/a/{}` and `/a`)."""
    forms = {normalise(path)}
    if re.search(r"/:\w+(?:\([^()]*\))?\?$|\{/:?\w+\}$|/\{\w+\?\}$", path):
        forms.add(normalise(path.rsplit("/", 1)[0].rstrip("{")))
    return forms


def answers(found, method):
    """Whether a reported endpoint answers requests of this method."""
    if method == "WS":
        return found.websocket or found.method in ("WS", "GET", "ANY")
    return found.method in (method, "ANY") or (found.websocket and method == "GET")


@dataclass
class Match:
    """Which expected endpoints were reported, and which reported ones nobody expected."""
    pairs: list  # (expected, found)
    missing: list
    extra: list


def match(expected, found, strict_any=True):
    """Compares lists of Endpoint. `ANY` answers each method; with `strict_any`, it is itself false where only
    certain methods were expected."""
    expected, found = list(dict.fromkeys(expected)), list(dict.fromkeys(found))
    by_path = {}
    for entry in found:
        by_path.setdefault(entry.path, []).append(entry)
    pairs, missing, used = [], [], set()
    for wanted in expected:
        there = [f for form in variants(wanted.shown or wanted.path) | {wanted.path} for f in by_path.get(form, [])]
        if wanted.method == "ANY":
            hits = [f for f in there if f.method == "ANY"]
            if not hits and set(ALL_METHODS) <= {f.method for f in there}:
                hits = there
        else:
            exact = [f for f in there if f.method == wanted.method]
            hits = exact or [f for f in there if answers(f, wanted.method)]
        if hits:
            pairs.append((wanted, hits[0]))
            used.update(h for h in hits if wanted.method == "ANY" or h.method != "ANY" or not strict_any)
            if wanted.method == "ANY":
                used.update(there)
        else:
            missing.append(wanted)
    listed = {(e.method, e.path) for e in expected}
    used.update(f for f in found if f.method == "ANY" and all((m, f.path) in listed for m in ALL_METHODS))
    extra = [f for f in found if f not in used and not (f.method in IMPLICIT_METHODS and (f.method, f.path) not in listed)]
    return Match(pairs, missing, extra)


def percent(part, whole):
    return 100.0 * part / whole if whole else 100.0


def table(header, rows):
    """Prints columns aligned: the first to the left, figures to the right."""
    cells = [[str(c) for c in row] for row in [header, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    for row in cells:
        print("  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))).rstrip())


def fail(message):
    print(message, file=sys.stderr)
    raise SystemExit(2)
