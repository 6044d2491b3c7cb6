#!/usr/bin/env python3
"""Measures the speed and memory of a review, against bare parsing and, where installed, against semgrep.

    Benchmarks/run.py FOLDER... [--mainstay BINARY] [--runs 5] [--semgrep-config FILE] [--json]

Printed per folder, all in one run of this script and so on the same machine in the same state:
  files, MB       what the binary itself counts as reviewed source (`mainstay bench-parse`)
  parse           seconds for tree-sitter alone: parse every file and walk every node, on the same cores
  cold            seconds for `mainstay review FOLDER --format json --no-cache`, file cache of the system dropped if possible
  review          the same with the system's file cache warm; median of --runs
  ratio           review / parse; the budget is 2.0
  warm            seconds with the cache of an earlier run and nothing changed (`warm.py` measures with one file changed)
  peak MB         maximum resident memory of the review (wait4 of the child); the budget is 60 MB + 8 x the source bytes
  semgrep, times  seconds for semgrep with --semgrep-config on the same folder, once, and how many times longer that is
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

import common

RATIO_BUDGET, PEAK_BASE_MB, PEAK_FACTOR, SEMGREP_BUDGET = 2.0, 60, 8, 30.0
TIMEOUT = 1800  # seconds for one run
MB = 1_000_000


@dataclass
class Run:
    """One run of a command: wall-clock seconds, peak resident bytes, exit status, and what it printed."""
    seconds: float
    peak: int
    status: int
    output: bytes


@dataclass
class Figures:
    folder: str
    files: int
    bytes: int
    parse: float
    cold: float
    review: float
    warm: float
    peak: int
    semgrep: float | None = None

    @property
    def ratio(self):
        return self.review / self.parse if self.parse else float("inf")

    @property
    def peak_budget(self):
        return PEAK_BASE_MB * MB + PEAK_FACTOR * self.bytes


def main():
    options = parse_arguments()
    measured = [measure(folder, options) for folder in options.folders]
    if options.json:
        print(json.dumps([as_json(f) for f in measured], indent=1))
    else:
        report(measured)
    raise SystemExit(0 if all(within_budget(f) for f in measured) else 1)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--mainstay", default=".build/release/mainstay", metavar="BINARY")
    parser.add_argument("--runs", type=int, default=5, help="repetitions of each measurement, of which the median counts")
    parser.add_argument("--semgrep-config", metavar="FILE", help="a local rule file or folder; semgrep runs offline with it")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def measure(folder, options):
    if not os.path.isdir(folder):
        common.fail(f"{folder}: no such folder")
    bare = [bench_parse(options.mainstay, folder) for _ in range(options.runs)]
    review = [options.mainstay, "review", folder, "--format", "json"]
    dropped = drop_file_cache()
    cold = checked(run([*review, "--no-cache"]), review)
    print(f"{folder}: cold {cold.seconds:.2f} s{'' if dropped else ' (the file cache could not be dropped)'}", file=sys.stderr)
    repeated = [checked(run([*review, "--no-cache"]), review) for _ in range(options.runs)]
    with tempfile.TemporaryDirectory() as home:  # the cache of this measurement, and of nobody else
        environment = {**os.environ, "XDG_CACHE_HOME": home}
        checked(run(review, environment), review)
        warm = [checked(run(review, environment), review) for _ in range(options.runs)]
    return Figures(folder, bare[0]["files"], bare[0]["bytes"], statistics.median(b["seconds"] for b in bare),
                   cold.seconds, statistics.median(r.seconds for r in repeated), statistics.median(r.seconds for r in warm),
                   max(r.peak for r in [cold, *repeated]), semgrep(folder, options.semgrep_config))


def bench_parse(binary, folder):
    result = checked(run([binary, "bench-parse", folder, "--json"]), [binary, "bench-parse"])
    try:
        return json.loads(result.output)
    except ValueError as error:
        common.fail(f"{binary} bench-parse {folder}: not JSON: {error}")


def run(command, environment=None):
    """Runs a command to its end, its output into a file so that a full pipe never slows it, and asks the kernel for
    the child's own peak memory."""
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, env=environment)
        deadline = begin + TIMEOUT
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.perf_counter() > deadline:
                child.kill()
                os.wait4(child.pid, 0)
                common.fail(f"{' '.join(command)}: still running after {TIMEOUT} s")
            time.sleep(0.001)
        seconds = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        # ru_maxrss is in KiB on Linux and in bytes on macOS.
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return Run(seconds, peak, child.returncode, output.read())


def checked(result, command):
    if result.status not in (0, 1):  # 1: findings at or above the threshold
        common.fail(f"{' '.join(command)}: exit status {result.status}")
    return result


def drop_file_cache():
    """Makes the next run read from the disk; only root may. Returns whether it worked."""
    try:
        os.sync()
        with open("/proc/sys/vm/drop_caches", "w", encoding="ascii") as file:
            file.write("3")
        return True
    except OSError:
        return False


def semgrep(folder, configuration):
    """Seconds of one semgrep run with local rules and no network, or None."""
    if not configuration or not shutil.which("semgrep"):
        return None
    command = ["semgrep", "scan", "--config", configuration, "--metrics", "off", "--disable-version-check", "--quiet",
               "--json", folder]
    result = run(command)
    if result.status not in (0, 1):
        common.fail(f"{' '.join(command)}: exit status {result.status}")
    return result.seconds


def within_budget(figures):
    slow = figures.semgrep is not None and figures.semgrep < SEMGREP_BUDGET * figures.review
    return figures.ratio <= RATIO_BUDGET and figures.peak <= figures.peak_budget and not slow


def report(measured):
    with_semgrep = any(f.semgrep is not None for f in measured)
    header = ["folder", "files", "MB", "parse s", "cold s", "review s", "ratio", "warm s", "peak MB", "budget MB"]
    rows = []
    for f in measured:
        row = [os.path.basename(os.path.normpath(f.folder)), f.files, f"{f.bytes / MB:.1f}", f"{f.parse:.3f}",
               f"{f.cold:.3f}", f"{f.review:.3f}", f"{f.ratio:.2f}", f"{f.warm:.3f}", f"{f.peak / MB:.0f}",
               f"{f.peak_budget / MB:.0f}"]
        if with_semgrep:
            row += [f"{f.semgrep:.1f}", f"{f.semgrep / f.review:.0f}"] if f.semgrep is not None else ["-", "-"]
        rows.append(row)
    common.table(header + (["semgrep s", "times"] if with_semgrep else []), rows)
    print(f"\n{os.cpu_count()} cores; budgets: ratio {RATIO_BUDGET}, peak {PEAK_BASE_MB} MB + {PEAK_FACTOR} x source"
          + (f", semgrep {SEMGREP_BUDGET:.0f} times" if with_semgrep else ""))
    for f in measured:
        if not within_budget(f):
            print(f"over budget: {f.folder}")


def as_json(figures):
    return {"folder": figures.folder, "files": figures.files, "bytes": figures.bytes, "parseSeconds": figures.parse,
            "coldSeconds": figures.cold, "reviewSeconds": figures.review, "ratio": round(figures.ratio, 3),
            "warmSeconds": figures.warm, "peakBytes": figures.peak, "peakBudgetBytes": figures.peak_budget,
            "semgrepSeconds": figures.semgrep, "cores": os.cpu_count(), "withinBudget": within_budget(figures)}


if __name__ == "__main__":
    main()
