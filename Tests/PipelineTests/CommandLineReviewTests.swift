import Testing

@Suite struct CommandLineReviewTests {
  let app = CommandLineResultTests.app

  @Test func theThresholdSetsTheExitStatus() throws {
    let folder = try TemporaryFolder(app)
    let plain = try Program.run("review", folder.path)
    #expect(plain.status == 1)
    #expect(plain.output.contains("missing-timeout"))
    #expect(plain.output.contains("GET /rates"))
    #expect(try Program.run("review", folder.path, "--fail-on", "never").status == 0)
    #expect(try Program.run("review", folder.path, "--rule", "R01").status == 1)
    try folder.write("mainstay.yml", "rules:\n  missing-timeout: note\n")
    #expect(try Program.run("review", folder.path).status == 0)
    #expect(try Program.run("review", folder.path, "--fail-on", "note").status == 1)
    try folder.write("mainstay.yml", "rules:\n  R01: off\n")
    let off = try Program.run("review", folder.path, "--fail-on", "note", "--format", "json")
    #expect(!off.output.contains("missing-timeout"))
  }

  @Test func anAcceptedFindingIsNotReportedAgain() throws {
    let folder = try TemporaryFolder(app)
    let file = folder.path + "/known.json"
    #expect(try Program.run("review", folder.path, "--write-baseline", file).status == 1)
    #expect(folder.text("known.json").contains("missing-timeout"))
    #expect(try Program.run("review", folder.path, "--baseline", file).status == 0)
    let missing = try Program.run("review", folder.path, "--baseline", file + "x")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("--write-baseline makes one"))
    try folder.write("known.json", "[")
    #expect(try Program.run("review", folder.path, "--baseline", file).status == 2)
  }

  @Test(arguments: [
    ("json", "\"rule\":\"missing-timeout\""), ("sarif", "\"version\": \"2.1.0\""), ("html", "<!doctype html>"),
    ("markdown", "## Mainstay: 1 error"), ("terminal", "Exit status 1"),
  ])
  func everyFormatReportsTheFinding(_ format: String, _ mark: String) throws {
    let folder = try TemporaryFolder(app)
    let run = try Program.run("review", folder.path, "--format", format)
    #expect(run.status == 1)
    #expect(run.errors.isEmpty)
    #expect(run.output.lowercased().contains(mark.lowercased()), "\(run.output.prefix(300))")
    #expect(run.output.contains("missing-timeout"))
    #expect(!run.output.contains(folder.path))
    #expect(try Program.run("review", folder.path, "--format", format, "--workers", "1").status == 1)
  }

  @Test func aWrongConfigurationIsTheExitStatus() throws {
    let folder = try TemporaryFolder(app)
    try folder.write("mainstay.yml", "ruls: {}\n")
    let run = try Program.run("review", folder.path)
    #expect(run.status == 2)
    #expect(run.output.contains("Exit status 2 (the configuration has errors)"))
    #expect(run.output.contains("missing-timeout"))
  }

  @Test func testCodeIsLeftOutUnlessAskedFor() throws {
    let folder = try TemporaryFolder(["tests/test_app.py": app["app.py"] ?? ""])
    #expect(try Program.run("review", folder.path).status == 0)
  }
}
