#!/usr/bin/env python3
"""Checks that the time of a review grows with the size of the code, and no faster.

    Benchmarks/growth.py FOLDER [FOLDER...] [--mainstay BINARY] [--copies 2,4] [--runs 3]

Two ways, each without the cache: the first folder in N copies side by side, which should take N times as long as one;
and all folders side by side, which should take as long as each by itself taken together. Bytes are what the binary
counts as reviewed source. The budget is 10 % above linear. Exit status: 0 within it, 1 not.
"""

import argparse
import os
import shutil
import statistics
import tempfile

import common
from run import bench_parse, checked, run

BUDGET = 1.10
MB = 1_000_000


def main():
    options = parse_arguments()
    within = True
    with tempfile.TemporaryDirectory() as work:
        single = [measure(options, side_by_side(work, f"one-{i}", [folder])) for i, folder in enumerate(options.folders)]
        rows = [[os.path.basename(os.path.normpath(f)), f"{s[0] / MB:.1f}", f"{s[1]:.3f}", "", ""]
                for f, s in zip(options.folders, single)]
        for count in options.copies:
            together = measure(options, side_by_side(work, f"copies-{count}", [options.folders[0]] * count))
            within &= add(rows, f"{count} copies of the first", together, [single[0]] * count)
        if len(options.folders) > 1:
            together = measure(options, side_by_side(work, "all", options.folders))
            within &= add(rows, "all side by side", together, single)
    common.table(["what", "MB", "seconds", "linear", "share"], rows)
    print(f"\nbudget: {BUDGET:.2f} of linear")
    raise SystemExit(0 if within else 1)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--mainstay", default=".build/release/mainstay", metavar="BINARY")
    parser.add_argument("--copies", type=lambda text: [int(n) for n in text.split(",")], default=[2, 4])
    parser.add_argument("--runs", type=int, default=3, help="repetitions of each measurement, of which the median counts")
    return parser.parse_args()


def side_by_side(work, name, folders):
    """A folder with copies of some folders."""
    root = os.path.join(work, name)
    for index, folder in enumerate(folders):
        shutil.copytree(folder, os.path.join(root, f"part{index}"), symlinks=True, ignore=shutil.ignore_patterns(".git"))
    return root


def measure(options, folder):
    """Bytes of source, and seconds of a review."""
    review = [options.mainstay, "review", folder, "--format", "json", "--no-cache"]
    seconds = statistics.median(checked(run(review), review).seconds for _ in range(options.runs))
    size = bench_parse(options.mainstay, folder)["bytes"]
    shutil.rmtree(folder)
    return size, seconds


def add(rows, name, together, parts):
    """Adds a row that compares what took some time together with what its parts take; whether it is within budget."""
    # By the bytes, should discovery have left some of them out (a copy may count as vendored).
    linear = sum(p[1] for p in parts) * together[0] / sum(p[0] for p in parts)
    share = together[1] / linear
    rows.append([name, f"{together[0] / MB:.1f}", f"{together[1]:.3f}", f"{linear:.3f}", f"{share:.2f}"])
    return share <= BUDGET


if __name__ == "__main__":
    main()
