"""Tests of the benchmark scripts themselves: python3 -m unittest discover Benchmarks"""

import json
import os
import unittest

import common
import crystal_specs
import endpoints
import noir_suite

SPEC = '''
require "../../func_spec.cr"
# Endpoint.new("/commented", "GET"),
shared = [Param.new("q", "", "query")]
expected = [
  Endpoint.new("/items", "GET", shared),
  Endpoint.new("/items/<int:id>", "DELETE").tap do |ep|
    ep.push_callee(Callee.new("db.find", line: 4))
  end,
]
verbs = ["GET", "POST"]
expected.concat(verbs.map { |verb| Endpoint.new("/any", verb) })
FunctionalTester.new("fixtures/python/flask/", {
  :techs     => 1,
  :endpoints => expected.size,
}, expected, {
  "base" => YAML::Any.new([YAML::Any.new("./fixtures/python/flask/a")]),
}).perform_tests

describe "guards" do
  fixture_path = "fixtures/python/flask_auth/"
  it "finds the profile" do
    names.map(&.kind).should contain("x")
    profile = app.endpoints.find! { |ep| ep.method == "GET" && ep.url == "/profile" }.ai_context
  end
end
'''


def endpoint(line, **fields):
    method, path = line.split()
    return common.Endpoint(method, common.normalise(path), path, **fields)


class CrystalSpecs(unittest.TestCase):
    def test_reads_lists_loops_counts_bases_and_lookups(self):
        spec = crystal_specs.read_spec(SPEC)
        whole, lookup = spec.testers
        self.assertEqual([(e.method, e.url) for e in whole.endpoints],
                         [("GET", "/items"), ("DELETE", "/items/<int:id>"), ("GET", "/any"), ("POST", "/any")])
        self.assertEqual((whole.fixture, whole.count, whole.bases),
                         ("fixtures/python/flask/", 4, ["./fixtures/python/flask/a"]))
        self.assertEqual((lookup.fixture, lookup.endpoints[0].url), ("fixtures/python/flask_auth/", "/profile"))
        self.assertEqual(spec.unread, 0)

    def test_says_when_an_expectation_was_not_understood(self):
        spec = crystal_specs.read_spec('list = [Endpoint.new("/a", "GET")]\nother(<-Endpoint.new("/b", "GET"))\n')
        self.assertEqual(spec.unread, 1)


class Paths(unittest.TestCase):
    def test_every_way_to_write_a_parameter_is_one(self):
        for path in ("/a/{id}", "/a/:id", "/a/<id>", "/a/<int:id>/", "a/{id:path}", "/a/:id(\\d+)", "/a//*", "/a/(.*)"):
            self.assertEqual(common.normalise(path), "/a/{}", path)

    def test_a_colon_inside_a_segment_is_no_parameter(self):
        self.assertEqual(common.normalise("/items:batch"), "/items:batch")

    def test_optional_last_parameter(self):
        self.assertEqual(common.variants("/a/:b?"), {"/a/{}", "/a"})
        self.assertEqual(common.variants("/a/{b?}"), {"/a/{}", "/a"})


class Matching(unittest.TestCase):
    def test_missing_and_false(self):
        result = common.match([endpoint("GET /a"), endpoint("GET /b")], [endpoint("GET /a/"), endpoint("POST /a")])
        self.assertEqual([str(e) for e in result.missing], ["GET /b"])
        self.assertEqual([str(e) for e in result.extra], ["POST /a"])

    def test_any_is_false_where_only_one_method_is_served(self):
        found = [endpoint("ANY /a")]
        self.assertEqual(len(common.match([endpoint("GET /a")], found).extra), 1)
        self.assertEqual(common.match([endpoint("GET /a")], found, strict_any=False).extra, [])
        self.assertEqual(common.match([endpoint("ANY /a")], found).missing, [])

    def test_head_and_options_are_implied(self):
        self.assertEqual(common.match([endpoint("GET /a")], [endpoint("GET /a"), endpoint("HEAD /a")]).extra, [])

    def test_authentication_figures(self):
        truth = endpoints.Truth("x", "", ["flask"], "", ["/docs/*"], "", [
            endpoint("GET /a", auth="required"), endpoint("GET /b", auth="none|optional"),
            endpoint("GET /c", auth="none"), endpoint("GET /d", auth="none"), endpoint("GET /e", auth="")])
        result = endpoints.compare(truth, [
            endpoint("GET /a", auth="required"), endpoint("GET /b", auth="optional"),
            endpoint("GET /c", auth="required"), endpoint("GET /d", auth="unknown"),
            endpoint("GET /e", auth="required"), endpoint("GET /docs/x", auth="none")])
        self.assertEqual((result.labelled, result.right, result.unknown, result.wrongly_required), (4, 2, 1, 1))
        self.assertEqual(result.match.extra, [])


    def test_served_folders_need_not_be_listed(self):
        document = {"endpoints": [{"method": "GET", "path": "/static/{path}", "kind": "files"},
                                  {"method": "GET", "path": "/a"}]}
        truth = endpoints.Truth("x", "", ["flask"], "", [], "", [endpoint("GET /a")])
        self.assertEqual(endpoints.compare(truth, common.endpoints_of(document)).match.extra, [])


class CommittedTruth(unittest.TestCase):
    def test_every_file_is_well_formed_and_in_the_corpus(self):
        with open(os.path.join(endpoints.HERE, "corpus.json"), encoding="utf-8") as file:
            corpus = {entry["name"]: entry for entry in json.load(file)}
        truths = endpoints.read_truths(os.path.join(endpoints.HERE, "truth"), None)
        self.assertGreater(len(truths), 40)
        for truth in truths:
            self.assertEqual(truth.revision, corpus[truth.folder or truth.name]["revision"], truth.name)
            self.assertTrue(truth.endpoints, truth.name)
            keys = [(e.method, e.path) for e in truth.endpoints]
            self.assertEqual(len(keys), len(set(keys)), f"{truth.name}: an endpoint is listed twice")
            for entry in truth.endpoints:
                answers = {"required", "optional", "none", "unknown"}
                self.assertTrue(not entry.auth or set(entry.auth.split("|")) <= answers, f"{truth.name} {entry}")
                self.assertNotEqual(entry.auth, "unknown", f"{truth.name} {entry}")
                self.assertRegex(entry.method, "^[A-Z]+$")


class Exceptions(unittest.TestCase):
    def test_every_questionable_expectation_has_a_reason(self):
        for _, methods, path, reason, instead in noir_suite.QUESTIONABLE:
            self.assertTrue(reason and path.startswith("/") and methods)
            for line in instead:
                self.assertEqual(len(line.split()), 2)


if __name__ == "__main__":
    unittest.main()
