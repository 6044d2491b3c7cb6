"""The table of planted defects names files, places and tests that exist."""

import re

import harness
import pytest

ROWS = [
    [cell.strip() for cell in line.strip("|\n").split(" | ")]
    for line in (harness.EXAMPLES / "README.md").read_text().splitlines()
    if re.match(r"\| [RSPDC]\d\d ", line)
]
TESTS = "".join(path.read_text() for path in (harness.EXAMPLES / "planted").glob("test_*.py"))


def source(example, name):
    name = name.strip("`")
    inside = name if name.startswith("bookshop") else f"{example}/app/{name}"
    return (harness.EXAMPLES / inside).read_text()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[3]}")
def test_row(row):
    _, _, file, place, _, observe, done_right = row
    assert place.strip("`") in source("bookshop", file)
    assert source("bookshop-fixed", done_right)
    for test in re.findall(r"`(test_\w+)`", observe):
        assert f"def {test}(" in TESTS


def test_every_observation_is_in_the_table():
    named = set(re.findall(r"`(test_\w+)`", str(ROWS)))
    defined = set(re.findall(r"def (test_[rspdc]\d\d_\w+)", TESTS))
    assert defined - named == set()
