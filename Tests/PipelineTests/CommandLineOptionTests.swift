import Testing

@Suite struct CommandLineOptionTests {
  @Test func helpListsEveryVerbThatWorksAndNoOther() throws {
    let help = try Program.run("help")
    #expect(help.status == 0)
    for verb in ["context", "review", "rules", "explain", "init", "completions", "help", "version"] {
      #expect(help.output.contains("\n  \(verb)"))
    }
    for verb in ["prove", "design", "activate", "mcp", "install", "dump", "bench-parse"] {
      #expect(!help.output.contains(verb))
    }
    #expect(try Program.run("--help").output == help.output)
  }

  @Test(arguments: ["context", "review", "rules", "explain", "init", "completions", "help"])
  func everyVerbHasHelpWithExamples(_ verb: String) throws {
    let help = try Program.run("help", verb)
    #expect(help.status == 0)
    #expect(help.output.hasPrefix("usage: mainstay \(verb)"))
    #expect(help.output.contains("examples\n  mainstay \(verb)"))
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("  mainstay ") })
    #expect(try Program.run(verb, "-h").output == help.output)
  }

  @Test func theVersionIsPrinted() throws {
    let version = try Program.run("--version")
    #expect(version.status == 0)
    #expect(version.output.hasPrefix("mainstay 0."))
    #expect(try Program.run("version").output == version.output)
  }

  @Test func withoutAVerbHelpGoesToStandardError() throws {
    let run = try Program.run()
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("usage: mainstay VERB"))
  }

  @Test(arguments: [
    (["review", "--fromat", "json"], "unknown option '--fromat'; did you mean --format?"),
    (["reviw"], "unknown verb 'reviw'; did you mean review?"),
    (["review", "--format", "jsno"], "did you mean json?"),
    (["review", "--format"], "--format needs a value"),
    (["review", "--all=yes"], "--all takes no value"),
    (["review", "--tokens", "5"], "--tokens is no option of review"),
    (["context", "--tokens", "none"], "--tokens is a number above 0, not 'none'"),
    (["context", "--format", "sarif"], "--format is one of markdown, json, not 'sarif'"),
    (["context", "one", "two"], "context does not take 'two'"),
    (["explain"], "explain needs RULE"),
    (["explain", "missing-timout"], "unknown rule 'missing-timout'; did you mean missing-timeout?"),
    (["review", "--rule", "missing-timout", "."], "did you mean missing-timeout?"),
    (["completions", "tcsh"], "completions are for bash, zsh, fish, not 'tcsh'"),
    (["help", "contxt"], "did you mean context?"),
    (["prove"], "prove is not there yet"),
    (["mcp", "--json"], "--json is no option of mcp"),
    (["context", "/no/such/folder"], "/no/such/folder"),
    (["-x"], "unknown option '-x'"),
  ])
  func wrongUsageIsExplainedOnStandardErrorWithStatus2(_ arguments: [String], _ message: String) throws {
    let run = try Program.run(Program.path, arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test func optionsStandAnywhereAndTakeValuesEitherWay() throws {
    let folder = try TemporaryFolder(["app.py": "x = 1\n"])
    let usual = try Program.run("context", folder.path, "--format", "json")
    #expect(usual.status == 0)
    #expect(usual.output.contains("\"schemaVersion\": 1"))
    for arguments in [
      ["--format=json", "context", folder.path], ["context", "-f", "json", "--", folder.path],
      ["context", "--json", folder.path],
    ] {
      #expect(try Program.run(Program.path, arguments).output == usual.output)
    }
  }

  @Test func aFileOperandMayBeginWithADash() throws {
    let run = try Program.run("context", "--", "--no-such-folder")
    #expect(run.status == 2)
    #expect(run.errors.contains("--no-such-folder"))
    #expect(!run.errors.contains("unknown option"))
  }
}
