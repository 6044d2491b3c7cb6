import Findings
import Model
import Reports
import Source
import Testing

@Suite struct TerminalTests {
  private func lines(_ review: Review, width: Int = 80, all: Bool = false) -> [Substring] {
    var options = TerminalOptions()
    options.width = width
    options.showsAll = all
    return TerminalReport.text(review, options).split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test(arguments: [80, 100, 500])
  func linesStayWithinTheWidth(_ width: Int) {
    for review in [Bookshop.full, Bookshop.crowded, Bookshop.silent] {
      for line in lines(review, width: width) { #expect(line.count <= min(width, 100), "\(line)") }
    }
  }

  @Test func longPathsAreNotBroken() {
    var finding = Bookshop.hangs
    let path = String(repeating: "services/payments/", count: 6) + "client.py"
    finding.location = Bookshop.location(path, 31)
    #expect(lines(Bookshop.review([finding])).contains { $0.hasSuffix("\(path):31") })
  }

  @Test func lastLineSaysCountsAndExitStatus() {
    #expect(lines(Bookshop.full).dropLast().last == "4 errors, 1 warning, 1 note. Exit status 1 (--fail-on error).")
    var review = Bookshop.full
    review.failOn = nil
    #expect(lines(review).dropLast().last == "4 errors, 1 warning, 1 note. Exit status 0.")
  }

  @Test func pillarsWithoutARuleAreNotCalledSilent() {
    var review = Bookshop.silent
    review.result.rules = [Bookshop.timeout]
    let text = TerminalReport.text(review)
    #expect(text.contains("Nothing seen in reliability. Not checked: security, performance, data integrity"))
    #expect(MarkdownReport.text(review).contains("Not checked: security"))
    #expect(HTMLReport.text(review).contains("<b>Security</b><span class=\"none\">not checked</span>"))
  }

  @Test func noColourUnlessAskedFor() {
    #expect(!TerminalReport.text(Bookshop.full).contains("\u{1B}"))
  }

  @Test func hostileTextIsHarmless() {
    let evil = "\u{1B}[2J\u{1B}]0;owned\u{07}\u{202E}gnp\u{200B}.\u{9B}31m\r\n"
    let text = TerminalReport.text(Bookshop.hostile(evil), all)
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(![.control, .format, .lineSeparator].contains(scalar.properties.generalCategory), "U+\(scalar.value)")
    }
    #expect(text.contains("␛[2J"))
    #expect(text.contains("<U+202E>"))
  }

  private var all: TerminalOptions {
    var options = TerminalOptions()
    options.showsAll = true
    return options
  }

  @Test func hugeLinesAreCutAroundTheFinding() {
    var review = Bookshop.review([Bookshop.hangs])
    let line = String(repeating: "x", count: 300_000) + "HERE" + String(repeating: "y", count: 300_000)
    review.source = SourceExcerpts { _, _ in line }
    review.result.findings[0].location = Bookshop.location("a.js", 1, 300_001, 300_005)
    let text = TerminalReport.text(review)
    #expect(text.utf8.count < 10_000)
  }

  @Test func wideCharactersAreCountedTwice() {
    var finding = Bookshop.list(20, "book")
    finding.message = String(repeating: "日本語 ", count: 30)
    for line in lines(Bookshop.review([finding])) where line.contains("日本語") {
      #expect(line.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 2 : 1) } <= 80)
    }
  }
}

@Suite struct SecretMaskTests {
  private func shown(_ line: String, file: String = "a.py", secret: Bool = true) -> String {
    let location = Location(file: file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 9)
    var finding = Bookshop.hangs
    finding.location = location
    var backend = Bookshop.backend
    backend.secrets =
      secret ? [HardcodedSecret(location: location, kind: "password", name: "k", isProviderFormat: false)] : []
    var review = Bookshop.review([finding], backend: backend)
    review.source = SourceExcerpts { $0 == file && $1 == 1 ? line : nil }
    return TerminalReport.text(review)
  }

  @Test(arguments: [
    ("KEY = 'hunter2'", "a.py", "KEY = '•••'"), ("KEY = \"it's hunter2\"", "a.py", "KEY = \"•••\""),
    ("KEY = \"a\\\"hunter2\"", "a.py", "KEY = \"•••\""), ("KEY = 'hunter2", "a.py", "KEY = '•••"),
    ("const k = `hunter2`;", "a.ts", "const k = `•••`;"), ("KEY=hunter2", ".env", "KEY= •••"),
    ("key: \"x\" # hunter2", "a.yml", "key: •••"), ("hunter2", "key.pem", "•••"), ("hunter2", "a.py", "•••"),
    ("a('x', f('hunter2'))", "a.py", "a('•••', f('•••'))"),
  ])
  func linesWithASecretAreMasked(_ line: String, _ file: String, _ masked: String) {
    let text = shown(line, file: file)
    #expect(!text.contains("hunter2"))
    #expect(text.contains("│ \(masked)\n"), "\(text)")
  }

  @Test func linesInsideASecretAreMaskedWhole() {
    let location = Location(file: "a.py", startLine: 1, startColumn: 1, endLine: 3, endColumn: 9)
    var finding = Bookshop.leaked
    finding.location = location
    var review = Bookshop.review([finding])
    review.backend.secrets = []
    review.source = SourceExcerpts { _, line in line == 1 ? "KEY = '''BEGIN" : "hunter2' + x + 'hunter2" }
    let text = TerminalReport.text(review)
    #expect(!text.contains("hunter2") && !text.contains("BEGIN"))
  }

  @Test(arguments: [
    "db = connect(password=\"hunter2\")", "{\"api_key\": \"hunter2\"}", "token = 'hunter2'",
    "connect('pg://u:hunter2@db')",
    "conf[\"SECRET_KEY\"] = \"hunter2\"",
  ])
  func secretsNobodyReportedAreMaskedToo(_ line: String) {
    #expect(!shown(line, secret: false).contains("hunter2"))
  }

  @Test(arguments: [
    "db.execute(f\"SELECT 1 FROM t WHERE token = '{q}'\")", "password = form['password']",
    "raise ValueError(\"token has expired\")", "requests.get('https://api.example.com/v1')",
  ])
  func evidenceIsNotMasked(_ line: String) {
    #expect(shown(line, secret: false).contains("│ \(line)\n"))
  }
}
