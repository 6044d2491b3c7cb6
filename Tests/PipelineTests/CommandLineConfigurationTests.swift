import Findings
import Pipeline
import Source
import Testing

@Suite struct CommandLineConfigurationTests {
  private func parse(_ text: String) -> (configuration: Configuration, diagnostics: [Diagnostic]) {
    ConfigurationLoader.parse(Array(text.utf8), file: "mainstay.yml")
  }

  @Test func everyKeyIsRead() {
    let (configuration, diagnostics) = parse(
      """
      budgets:
        response: 0.3 s
        query: 50ms
        errors: 1 %
        throughput: 1,200/s
        availability: 99.95 %
        recovery: 90 s
      exclude: [legacy/, "**/generated/**"]
      rules:
        missing-timeout: off
      guards:
        - require_login
      public: [GET /health]
      facts: facts/
      service: {start: run it, url: "http://127.0.0.1:8000", ready: /health, environment: {PORT: 8000}}
      database: {start: pg}
      """)
    #expect(diagnostics.isEmpty)
    #expect(configuration.budgets.responseMilliseconds == 300)
    #expect(configuration.budgets.queryMilliseconds == 50)
    #expect(configuration.budgets.errorPercent == 1)
    #expect(configuration.budgets.requestsPerSecond == 1_200)
    #expect(configuration.budgets.availabilityPercent == 99.95)
    #expect(configuration.budgets.recoveryMinutes == 1.5)
    #expect(configuration.exclude == ["legacy/", "**/generated/**"])
    #expect(configuration.rules == ["missing-timeout": .off])
    #expect(configuration.guards == ["require_login"])
    #expect(configuration.publicEndpoints == ["GET /health"])
    #expect(configuration.facts == ["facts/"])
    #expect(configuration.service.start == "run it")
    #expect(configuration.service.environment == [.init(name: "PORT", value: "8000")])
    #expect(configuration.database.start == "pg")
  }

  @Test(arguments: [
    ("exlude: [a]", 1, "there is no key 'exlude'; it was left out; did you mean exclude?"),
    ("a: 1\n", 1, "known keys are budgets, exclude"),
    ("budgets:\n  respnse: 1 s", 2, "there is no key 'respnse' in budgets; it was left out; did you mean response?"),
    ("budgets:\n  response: fast", 2, "'fast' is not a duration such as 200 ms"),
    ("budgets:\n  errors: 0.1", 2, "'0.1' is not a share such as 99.9 %"),
    ("budgets: 3", 1, "budgets is no mapping of keys"),
    (
      "rules:\n\n  missing-timeut: off", 3,
      "there is no rule 'missing-timeut'; it was left out; did you mean missing-timeout?"
    ),
    ("rules:\n  R01: loud", 2, "'loud' is none of off, note, warning, error"),
    ("exclude: {a: b}", 1, "'exclude' is a list of texts"),
    ("facts: [ok/, ../../etc]", 1, "'../../etc' lies outside the project"),
    ("facts: /etc/passwd", 1, "'/etc/passwd' lies outside the project"),
    ("guards: [a]\nguards: [b]", 2, "given twice"),
    ("- a", 1, "the file is no mapping of keys"),
  ])
  func whatIsWrongIsNamedWithItsLine(_ text: String, _ line: Int, _ message: String) {
    let diagnostics = parse(text).diagnostics
    #expect(
      diagnostics.contains { $0.severity == .error && $0.line == line && $0.message.contains(message) },
      "\(diagnostics)")
  }

  @Test func oneWrongKeyCostsNothingElse() {
    let (configuration, diagnostics) = parse("exlude: [a]\nguards: [g]\n")
    #expect(diagnostics.count == 1)
    #expect(configuration.guards == ["g"])
  }

  @Test(arguments: ["", "# nothing\n", "budgets:\nrules:\nexclude:\n"])
  func anEmptyFileAsksForNothing(_ text: String) {
    let (configuration, diagnostics) = parse(text)
    #expect(configuration == Configuration())
    #expect(diagnostics.isEmpty)
  }

  @Test func theWrittenFileHoldsEveryKeyAndTheDefaults() {
    #expect(parse(ConfigurationTemplate.text).configuration == Configuration())
    let lines = ConfigurationTemplate.text.split(separator: "\n", omittingEmptySubsequences: false)
    // Keys are commented out with "# " and have no capital letter after it; prose has.
    let keys = lines.filter { line in
      line.hasPrefix("#   ")
        || (line.hasPrefix("# ") && line.contains(":") && line.dropFirst(2).first?.isLowercase == true)
    }
    let (configuration, diagnostics) = parse(keys.map { String($0.dropFirst(2)) }.joined(separator: "\n"))
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(configuration.budgets == Budgets())
    #expect(configuration.exclude == ["legacy/", "**/generated/**"])
    #expect(configuration.rules == ["missing-timeout": .level(.warning)])
    #expect(configuration.publicEndpoints.count == 2)
    #expect(configuration.database.url == "postgresql://127.0.0.1/shop")
  }

  @Test func initWritesOnceAndNeverOverwrites() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run("init", folder.path).status == 0)
    #expect(folder.text("mainstay.yml") == ConfigurationTemplate.text)
    try folder.write("mainstay.yml", "guards: [mine]\n")
    let again = try Program.run("init", folder.path)
    #expect(again.status == 2)
    #expect(again.errors.contains("there already"))
    #expect(folder.text("mainstay.yml") == "guards: [mine]\n")
  }

  @Test func aWrongFileStillGivesAResultAndStatus2() throws {
    let folder = try TemporaryFolder(["app.py": "x = 1\n", "mainstay.yml": "exlude: []\n"])
    let run = try Program.run("context", folder.path, "--json")
    #expect(run.status == 2)
    #expect(run.output.contains("did you mean exclude?"))
    #expect(run.errors.contains("mainstay.yml:1: error: there is no key 'exlude'"))
    let missing = try Program.run("context", folder.path, "--config", folder.path + "/other.yml")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("there is no such file"))
  }
}
