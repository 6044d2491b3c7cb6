#!/usr/bin/env python3
"""Measures `mainstay context` against the true endpoints of public backends.

    Benchmarks/endpoints.py --repos DIR --mainstay BINARY [--name X] [--verbose] [--json]

DIR holds one checkout per truth file, `DIR/<name>`, or `DIR/<folder>` where the file says so (see corpus.json for the
repositories and revisions). Printed per
application: endpoints expected, found, missing and false, and how many of the endpoints found have their auth right,
unknown, or wrongly required. `-` where nothing is labelled. Exit status: 0 measured, 2 when nothing could be measured.
"""

import argparse
import dataclasses
import json
import os
from dataclasses import dataclass, field

import common

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass
class Truth:
    """One file of truth/: what an application really serves."""
    name: str
    root: str
    frameworks: list
    revision: str
    ignore: list
    below: str  # a prefix that reported paths may have, where the caller decides the mount point
    endpoints: list
    folder: str = ""  # of the checkout
    protocols: tuple = common.WEB  # which of the reported endpoints it speaks of

    @property
    def family(self):
        return self.frameworks[0]


@dataclass
class Result:
    truth: Truth
    match: common.Match
    labelled: int = 0
    right: int = 0
    unknown: int = 0
    wrongly_required: int = 0
    open: int = 0  # unknown, where the label says that the code cannot tell
    wrong: list = field(default_factory=list)  # (expected, found)

    def figures(self):
        found, expected = len(self.match.pairs), len(self.match.pairs) + len(self.match.missing)
        return [expected, found, len(self.match.missing), len(self.match.extra), self.labelled, self.right,
                self.unknown, self.wrongly_required, self.open]


def main():
    options = parse_arguments()
    results, skipped = [], []
    for truth in read_truths(options.truth, options.name):
        folder = os.path.join(options.repos, truth.folder, truth.root)
        if not os.path.isdir(folder):
            skipped.append(f"{truth.name}: no folder {folder}")
            continue
        try:
            found = common.endpoints_of(common.context(options.mainstay, folder), truth.protocols)
            results.append(compare(truth, found))
        except common.BinaryFailed as error:
            skipped.append(f"{truth.name}: {error}")
    if options.json:
        print(json.dumps([as_json(r) for r in results], indent=1))
    else:
        report(results, options.verbose)
    for line in skipped:
        print(f"not measured: {line}")
    raise SystemExit(0 if results else 2)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--repos", required=True, metavar="DIR")
    parser.add_argument("--mainstay", required=True, metavar="BINARY")
    parser.add_argument("--truth", default=os.path.join(HERE, "truth"), metavar="DIR")
    parser.add_argument("--name", metavar="X", help="only truths whose name or framework contains X")
    parser.add_argument("--verbose", action="store_true", help="list what is missing, false, and wrong in auth")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def read_truths(folder, only):
    truths = []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".json"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            document = json.load(file)
        if only and only.lower() not in " ".join([document["name"], *document["frameworks"]]).lower():
            continue
        truths.append(Truth(document["name"], document["root"], document["frameworks"], document["revision"],
                            [rule["path"] for rule in document["ignore"]], document.get("mayBeBelow", ""),
                            [common.Endpoint(e["method"], common.normalise(e["path"]), e["path"], e.get("auth", ""))
                             for e in document["endpoints"]], document.get("folder", document["name"]),
                            tuple(document.get("protocols", common.WEB))))
    return sorted(truths, key=lambda t: (t.family, t.name))


def compare(truth, found):
    if truth.below:
        found = [dataclasses.replace(e, path=e.path.removeprefix(truth.below) or "/") for e in found]
    result = Result(truth, common.match(truth.endpoints, found))
    # Served folders are reported, and no truth has to list them; nor sockets, unless it lists some.
    sockets = truth.protocols != common.WEB or any(e.method == "WS" for e in truth.endpoints)
    result.match.extra = [e for e in result.match.extra
                          if not e.files and (sockets or not e.websocket) and not any(covers(rule, e.path) for rule in truth.ignore)]
    for wanted, got in result.match.pairs:
        if not wanted.auth:
            continue
        accepted = wanted.auth.split("|")  # "none|optional": the code allows either reading
        # Settings decide, so nobody could tell from the code: no answer is no mistake, but nothing right either.
        if got.auth == "unknown" and "unknown" in accepted:
            result.open += 1
            continue
        result.labelled += 1
        if got.auth in accepted:
            result.right += 1
            continue
        result.wrong.append((wanted, got))
        result.unknown += got.auth == "unknown"
        result.wrongly_required += got.auth == "required"
    return result


def covers(rule, path):
    """Whether an ignore rule (a path, or a prefix ending in `/*`) covers a normalised path."""
    if rule.endswith("/*"):
        prefix = common.normalise(rule[:-2])
        return path == prefix or path.startswith(prefix + "/")
    return path == common.normalise(rule)


def report(results, verbose):
    header = ("application", "expected", "found", "missing", "false", "recall %", "false %",
              "labelled", "auth right %", "unknown %", "wrongly required %", "left open")
    rows = [line(r.truth.name, r.figures()) for r in results]
    rows.append([""] * len(header))
    for family in dict.fromkeys(r.truth.family for r in results):
        rows.append(line(f"all {family}", added(r for r in results if r.truth.family == family)))
    rows.append(line("total", added(results)))
    common.table(header, rows)
    if verbose:
        for result in results:
            show(result)


def added(results):
    return [sum(column) for column in zip(*(r.figures() for r in results))] or [0] * 9


def line(name, figures):
    expected, found, missing, false, labelled, right, unknown, wrongly, left_open = figures
    auth = [f"{common.percent(n, labelled):.1f}" if labelled else "-" for n in (right, unknown, wrongly)]
    return [name, expected, found, missing, false, f"{common.percent(found, expected):.1f}",
            f"{100.0 * false / max(found + false, 1):.1f}", labelled, *auth, left_open]


def show(result):
    lines = [f"  missing  {e}" for e in result.match.missing]
    lines += [f"  false    {e}  {e.where}" for e in result.match.extra]
    lines += [f"  auth     {w}: {w.auth} expected, {g.auth} reported  {g.where}" for w, g in result.wrong]
    if lines:
        print(f"\n{result.truth.name}:")
        print("\n".join(lines))


def as_json(result):
    expected, found, missing, false, labelled, right, unknown, wrongly, left_open = result.figures()
    return {"name": result.truth.name, "frameworks": result.truth.frameworks, "revision": result.truth.revision,
            "expected": expected, "found": found, "labelled": labelled, "authRight": right, "authUnknown": unknown,
            "wronglyRequired": wrongly, "leftOpen": left_open, "missing": [str(e) for e in result.match.missing],
            "false": [{"endpoint": str(e), "where": e.where} for e in result.match.extra],
            "auth": [{"endpoint": str(w), "expected": w.auth, "reported": g.auth, "where": g.where}
                     for w, g in result.wrong]}


if __name__ == "__main__":
    main()
