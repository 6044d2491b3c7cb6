#!/usr/bin/env python3
"""Checks that a review with the cache of an earlier run prints what one without prints, and how much faster it is.

    Benchmarks/warm.py FOLDER... [--mainstay BINARY] [--files 8] [--file PATH...] [--runs 5]

Each folder is copied. The first run starts with an empty cache (median of --runs, each with a cache of its own). Then
one file at a time is changed, in each of these ways: a comment at its top (every line moves), a new function at its end
that calls what the project has, its second half cut off. After each change the review runs with the cache and with
--no-cache, and the outputs are compared as bytes (`summary.seconds` aside). --files are taken evenly from the project's
code; --file adds some by name. A file that much of the project imports costs more than a leaf.
Exit status: 0 all identical and the median under 15 % of the first run, 1 not.
"""

import argparse
import os
import re
import shutil
import statistics
import tempfile

import common
from run import checked, run

BUDGET = 15.0  # per cent of the first run's time
SECONDS = re.compile(rb'("seconds"\s*:\s*)[0-9.eE+-]+')
CODE = (".py", ".js", ".ts", ".tsx", ".jsx", ".mjs", ".cjs")
SKIPPED = {".git", "node_modules", "dist", "build", "vendor", "static"}


def main():
    options = parse_arguments()
    results = [measure(folder, options) for folder in options.folders]
    raise SystemExit(0 if all(results) else 1)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--mainstay", default=".build/release/mainstay", metavar="BINARY")
    parser.add_argument("--files", type=int, default=8, help="how many files are changed, one after the other")
    parser.add_argument("--file", action="append", default=[], metavar="PATH", help="a further file to change")
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


def measure(folder, options):
    with tempfile.TemporaryDirectory() as work:
        copy = os.path.join(work, os.path.basename(os.path.normpath(folder)))
        shutil.copytree(folder, copy, symlinks=True)
        review = [options.mainstay, "review", copy, "--format", "json"]
        first = statistics.median(first_run(review, work, number) for number in range(options.runs))
        environment = {**os.environ, "XDG_CACHE_HOME": os.path.join(work, "cache-0")}
        shares, different = [], 0
        for path in sample(copy, options.files) + options.file:
            for name, change in CHANGES.items():
                seconds, same = changed(copy, path, change, review, environment)
                shares.append((100 * seconds / first, f"{path}, {name}"))
                if not same:
                    different += 1
                    print(f"{folder}: differs after a change of {path}: {name}")
        worst = max(shares)
        within = sum(s < BUDGET for s, _ in shares)
        print(f"{folder}: first run {first:.3f} s; warm, one file changed: median "
              f"{statistics.median(s for s, _ in shares):.1f} %, {within} of {len(shares)} under {BUDGET} %, "
              f"worst {worst[0]:.1f} % ({worst[1]}); {len(shares) - different} of {len(shares)} outputs identical")
        return different == 0 and statistics.median(s for s, _ in shares) < BUDGET


def first_run(review, work, number):
    environment = {**os.environ, "XDG_CACHE_HOME": os.path.join(work, f"cache-{number}")}
    return checked(run(review, environment), review).seconds


def changed(copy, path, change, review, environment):
    """Seconds of the warm run after a change, and whether it printed what a run without cache prints."""
    whole = os.path.join(copy, path)
    with open(whole, "rb") as file:
        before = file.read()
    with open(whole, "wb") as file:
        file.write(change(before, path))
    warm = checked(run(review, environment), review)
    plain = checked(run([*review, "--no-cache"]), review)
    with open(whole, "wb") as file:
        file.write(before)
    return warm.seconds, SECONDS.sub(rb"\1", warm.output) == SECONDS.sub(rb"\1", plain.output)


def commented(text, path):
    return (b"# changed\n" if path.endswith(".py") else b"// changed\n") + text


def extended(text, path):
    if path.endswith(".py"):
        return text + b"\n\ndef added_later(request, session):\n    rows = session.query(request)\n    save(rows)\n    return rows.get(1)\n"
    return text + b"\nexport async function addedLater(req, res) {\n  const rows = await find(req.query.id);\n  return save(rows);\n}\n"


def halved(text, path):
    lines = text.split(b"\n")
    return b"\n".join(lines[:len(lines) // 2]) + b"\n"


CHANGES = {"a comment": commented, "a function": extended, "half of it gone": halved}


def sample(folder, count):
    """Evenly from all code files, in path order."""
    paths = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in SKIPPED)
        paths += [os.path.relpath(os.path.join(root, f), folder) for f in sorted(files) if f.endswith(CODE)]
    if not paths:
        common.fail(f"{folder}: no code")
    return [paths[(2 * i + 1) * len(paths) // (2 * count)] for i in range(min(count, len(paths)))]


if __name__ == "__main__":
    main()
