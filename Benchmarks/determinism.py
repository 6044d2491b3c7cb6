#!/usr/bin/env python3
"""Checks that a review prints the same bytes every time, on any number of cores.

    Benchmarks/determinism.py FOLDER... [--mainstay BINARY] [--runs 5] [--cores 1,2,4] [--workers 1,3,8]

Each folder is reviewed --runs times on all cores, once per entry of --cores (with taskset) and once per entry of
--workers (threads, which may be more than cores), with and without --no-cache; its context is printed as often. Only `summary.seconds` may differ: it is blanked before the outputs are
compared as bytes. Exit status: 0 identical, 1 different (the first difference is printed), 2 could not be run.
"""

import argparse
import os
import re
import shutil
import subprocess

import common

SECONDS = re.compile(rb'("seconds"\s*:\s*)[0-9.eE+-]+')
TIMEOUT = 600


def main():
    options = parse_arguments()
    same = True
    for folder in options.folders:
        for verb, extra in (("review", ["--no-cache"]), ("review", []), ("context", [])):
            same &= check([options.mainstay, verb, folder, "--format", "json", *extra], options)
    raise SystemExit(0 if same else 1)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--mainstay", default=".build/release/mainstay", metavar="BINARY")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cores", default=",".join(str(n) for n in (1, 2, 4, 8) if n <= (os.cpu_count() or 1)),
                        help="core counts to try besides all of them, e.g. 1,2,4")
    parser.add_argument("--workers", default="1,3,8", help="thread counts to try")
    return parser.parse_args()


def check(command, options):
    """Runs a command in every way asked for and compares each output with the first."""
    first, same = None, True
    for label, prefix, suffix in ways(options):
        output = printed(prefix + command + suffix)
        if first is None:
            first = output
        elif output != first:
            same = False
            print(f"{' '.join(command)}: differs {label}: {difference(first, output)}")
    if same:
        print(f"{' '.join(command)}: {len(first)} bytes, identical in {len(list(ways(options)))} runs")
    return same


def ways(options):
    for number in range(options.runs):
        yield f"in run {number + 1}", [], []
    if shutil.which("taskset"):
        for cores in (int(c) for c in options.cores.split(",") if c):
            yield f"on {cores} core(s)", ["taskset", "-c", f"0-{cores - 1}"], []
    for workers in (w for w in options.workers.split(",") if w):
        yield f"with {workers} worker(s)", [], ["--workers", workers]


def printed(command):
    try:
        result = subprocess.run(command, capture_output=True, timeout=TIMEOUT)
    except (OSError, subprocess.TimeoutExpired) as error:
        common.fail(str(error))
    if result.returncode not in (0, 1):
        common.fail(f"{' '.join(command)}: exit status {result.returncode}: {result.stderr.decode(errors='replace')[-300:]}")
    return SECONDS.sub(rb"\g<1>0", result.stdout)


def difference(one, other):
    at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    window = slice(max(0, at - 40), at + 40)
    return f"at byte {at}: {one[window]!r} and {other[window]!r}"


if __name__ == "__main__":
    main()
