import Glibc
import Testing

@Suite struct CommandLineResultTests {
  static let app = [
    "app.py": """
    import requests
    from fastapi import FastAPI

    app = FastAPI()

    @app.get("/rates")
    def rates():
        return requests.get("https://rates.example.com/today").json()
    """
  ]

  @Test func colourIsForTerminalsUnlessAskedFor() throws {
    #expect(!(try Program.run("explain", "R01").output.contains("\u{1B}[")))
    #expect(try Program.run("explain", "R01", "--color", "always").output.contains("\u{1B}[1m"))
    let never = try Program.run("explain", "R01", "--color=never", environment: ["TERM": "xterm"])
    #expect(!never.output.contains("\u{1B}["))
  }

  @Test func aResultGoesIntoAFileWhenAsked() throws {
    let folder = try TemporaryFolder(Self.app)
    let run = try Program.run("context", folder.path, "-o", folder.path + "/out.md")
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(folder.text("out.md").contains("`GET /rates`"))
    let denied = try Program.run("context", folder.path, "--output", "/no/such/folder/out.md")
    #expect(denied.status == 2)
    #expect(denied.errors.contains("can't be written"))
  }

  @Test func aReaderThatGoesAwayIsNoTrouble() throws {
    // head ends after one line, long before the text does.
    let run = try Program.run(
      "/bin/sh", ["-c", "{ \"$0\" completions bash; echo \"status $?\" >&2; } | head -n 1", Program.path])
    #expect(run.output.hasPrefix("# Completions"))
    #expect(run.errors == "status 0\n")
  }

  @Test func contextNamesNothingOfThisMachine() throws {
    let folder = try TemporaryFolder(Self.app)
    for format in ["json", "markdown"] {
      let run = try Program.run("context", folder.path, "--format", format)
      #expect(run.status == 0)
      #expect(!run.output.contains(folder.path))
      #expect(run.output.contains("/rates"))
      #expect(run.errors.isEmpty)
    }
  }

  @Test func tokensBoundTheMarkdown() throws {
    let folder = try TemporaryFolder(Self.app)
    for tokens in [1, 20, 60, 200] {
      let run = try Program.run("context", folder.path, "--tokens", String(tokens))
      #expect(run.status == 0)
      #expect(run.output.utf8.count <= tokens * 4)
    }
  }

  @Test func timingGoesToStandardError() throws {
    let folder = try TemporaryFolder(Self.app)
    let plain = try Program.run("context", folder.path)
    let timed = try Program.run("context", folder.path, "--timing")
    #expect(timed.output == plain.output)
    #expect(timed.errors.contains("total"))
  }

  @Test func makersSeeBareParsingAndSyntax() throws {
    let folder = try TemporaryFolder(Self.app)
    let bench = try Program.run("bench-parse", folder.path, "--json")
    #expect(bench.status == 0)
    #expect(bench.output.contains("\"files\": 1"))
    #expect(bench.output.contains("\"bytes\": \(Self.app["app.py"]?.utf8.count ?? 0)"))
    let dump = try Program.run("dump", folder.path, "app.py")
    #expect(dump.status == 0)
    #expect(dump.output.contains("rates"))
    let missing = try Program.run("dump", folder.path, "ap.py")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("did you mean app.py?"))
  }

  @Test func rulesAreListedForPeopleAndPrograms() throws {
    let list = try Program.run("rules")
    #expect(list.status == 0)
    #expect(list.output.hasPrefix("RELIABILITY\n"))
    #expect(list.output.contains("  R01 missing-timeout"))
    let json = try Program.run("rules", "--format", "json")
    #expect(json.output.contains("\"name\":\"missing-timeout\""))
    #expect(json.output.contains("\"alias\":\"R01\""))
    let markdown = try Program.run("rules", "--format", "markdown")
    #expect(markdown.output.contains("### missing-timeout"))
    #expect(try Program.run("explain", "R01", "-f", "markdown").output.hasPrefix("# missing-timeout\n"))
    #expect(try Program.run("explain", "r01").output == (try Program.run("explain", "missing-timeout").output))
  }

  @Test func aPipeInThePlaceOfAConfigurationIsNotWaitedFor() throws {
    let folder = try TemporaryFolder(Self.app)
    #expect(mkfifo(folder.path + "/mainstay.yml", 0o600) == 0)
    let run = try Program.run("context", folder.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("mainstay.yml: error: can't be read: it is no ordinary file"))
    #expect(run.output.contains("/rates"))
  }
}
