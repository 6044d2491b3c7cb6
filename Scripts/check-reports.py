#!/usr/bin/env python3
"""Holds a SARIF file and an HTML report against what they must be.

usage: check-reports.py --schema SCHEMA REPORT…

SCHEMA is the published sarif-schema-2.1.0.json (docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/).
Needs the Python package jsonschema. Files that end in .html are checked as HTML, all others as SARIF.
"""
import argparse
import base64
import hashlib
import json
import re
import sys
from html.parser import HTMLParser
from urllib.parse import unquote


def sarif_problems(document, schema):
    import jsonschema

    validator = jsonschema.Draft7Validator(schema)
    for error in validator.iter_errors(document):
        yield f"schema: {error.json_path}: {error.message[:200]}"
    for run in document.get("runs", []):
        yield from run_problems(run)


def run_problems(run):
    """What the schema cannot say: indexes point at what they name, regions run forwards."""
    rules = run["tool"]["driver"]["rules"]
    artifacts = run["artifacts"]
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        if rule["id"] != result["ruleId"]:
            yield f"ruleIndex of {result['ruleId']} points at {rule['id']}"
        if not result["partialFingerprints"]:
            yield f"{result['ruleId']} has no fingerprint"
    for place in physical_locations(run):
        location = place["artifactLocation"]
        uri = location["uri"]
        if uri != artifacts[location["index"]]["location"]["uri"]:
            yield f"artifact index of {uri} points elsewhere"
        if not re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri) or uri.startswith("/") or "%" in unquote(uri, errors="strict") and "%25" not in uri:
            yield f"{uri} is no relative, percent-encoded reference"
        region = place.get("region", {"startLine": 1})
        start = (region["startLine"], region.get("startColumn", 1))
        if (region.get("endLine", start[0]), region.get("endColumn", 1 << 30)) < start:
            yield f"a region of {uri} ends before it begins"


def physical_locations(value):
    if isinstance(value, dict):
        if "artifactLocation" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from physical_locations(item)


class Page(HTMLParser):
    """Collects what an HTML report loads, runs and nests."""

    VOID = {"meta", "link", "br", "input", "wbr", "img", "hr"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.problems, self.open, self.policy, self.ids, self.targets = [], [], "", set(), set()
        self.blocks = {"style": [], "script": []}

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in self.VOID:
            self.open.append(tag)
        for name in attributes:
            if name.startswith("on") or name == "style":
                self.problems.append(f"<{tag}> has the attribute {name}")
        for name in ("src", "srcset", "data", "action"):
            if name in attributes:
                self.problems.append(f"<{tag}> loads {attributes[name]}")
        target = attributes.get("href", "")
        if target.startswith("#"):
            self.targets.add(target[1:])
        elif "href" in attributes and not (tag == "a" and target.startswith("https://")):
            self.problems.append(f"<{tag}> points at {target}")
        if "id" in attributes:
            if attributes["id"] in self.ids:
                self.problems.append(f"the id {attributes['id']} is there twice")
            self.ids.add(attributes["id"])
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if self.open and self.open[-1] in self.blocks:
            self.blocks[self.open[-1]].append(data)


def html_problems(text):
    page = Page()
    page.feed(text)
    page.close()
    yield from page.problems
    if page.open:
        yield f"left open: {page.open}"
    if not page.policy.startswith("default-src 'none'; "):
        yield "the policy does not start with default-src 'none'"
    for kind, blocks in page.blocks.items():
        digest = base64.b64encode(hashlib.sha256("".join(blocks).encode()).digest()).decode()
        if f"{kind}-src 'sha256-{digest}'" not in page.policy:
            yield f"the policy does not hold the hash of the {kind}"
    for target in page.targets - page.ids:
        yield f"nothing has the id {target}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schema", required=True)
    parser.add_argument("reports", nargs="+")
    arguments = parser.parse_args()
    with open(arguments.schema, encoding="utf-8") as file:
        schema = json.load(file)
    failed = False
    for path in arguments.reports:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        problems = list(html_problems(text) if path.endswith(".html") else sarif_problems(json.loads(text), schema))
        for problem in problems:
            print(f"{path}: {problem}", file=sys.stderr)
        failed = failed or bool(problems)
        print(f"{path}: {'not ' if problems else ''}as it must be")
    sys.exit(1 if failed else 0)


main()
