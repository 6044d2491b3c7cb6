import Findings
import FoundationEssentials
import Model
import Reports
import Source
import Testing

/// What the reviewed code says must stay text in every format.
@Suite struct HostileTests {
  private static let markup = "\"'><script>alert(1)</script><img src=x onerror=alert(1)></code></pre></details>"

  @Test func htmlStaysText() {
    let text = HTMLReport.text(Bookshop.hostile(Self.markup))
    #expect(!text.contains("<script>alert"))
    #expect(!text.contains("<img"))
    #expect(text.split(separator: "<script").count == 2)
    #expect(text.contains("&quot;&#39;&gt;&lt;script&gt;alert(1)"))
    #expect(text.contains("default-src 'none'; style-src 'sha256-"))
  }

  @Test func htmlNestsAsItShould() {
    for review in [Bookshop.hostile(Self.markup), Bookshop.crowded, Bookshop.silent] {
      let text = HTMLReport.text(review)
      for tag in ["details", "summary", "section", "pre", "dl", "table", "ul", "span", "code"] {
        let opened = text.split(separator: "<\(tag)", omittingEmptySubsequences: false)
          .dropFirst().count { $0.first == ">" || $0.first == " " }
        let closed = text.split(separator: "</\(tag)>", omittingEmptySubsequences: false).count - 1
        #expect(opened == closed, "\(tag)")
      }
    }
  }

  @Test func markdownStaysText() {
    let text = MarkdownReport.text(
      Bookshop.hostile(Self.markup + "[x](javascript:alert(1)) @everyone #12 **bold** | cell"))
    // Outside of code, which shows everything as it is.
    let parts = text.split(separator: "```", omittingEmptySubsequences: false)
    let prose = parts.enumerated().filter { $0.offset % 2 == 0 }.flatMap { $0.element.split(separator: "\n") }
    for line in prose {
      let words = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 0 }.map { $0.element }.joined()
      #expect(!words.contains("<script") && !words.contains("<img"), "\(line)")
      // Inside these elements there is no Markdown, and a <code> mentions nobody.
      guard !line.hasPrefix("<details><summary>") else { continue }
      #expect(!words.contains("@everyone") && !words.contains("#12") && !words.contains("**bold**"), "\(line)")
      #expect(!words.contains("[x]("), "\(line)")
    }
    #expect(prose.count > 10)
  }

  @Test func markdownFencesHold() {
    var review = Bookshop.review([Bookshop.hangs])
    review.source = SourceExcerpts { _, _ in "x = \"````\"" }
    #expect(MarkdownReport.text(review).contains("`````\n31  x = \"````\"\n`````\n"))
  }

  @Test(arguments: [Self.markup, "\u{1B}[2J\u{202E}\0", "{0} [a](b)", "a/b c%20/ü?#.py"])
  func jsonAndSARIFAreWellFormed(_ evil: String) throws {
    let review = Bookshop.hostile(evil)
    let json = try JSONDecoder().decode(JSONReview.self, from: Data(JSONReport.text(review).utf8))
    #expect(json.findings.map(\.message) == [evil, evil])
    #expect(json.findings.map(\.location.file) == ["a\(evil).py", "a\(evil).py"])
    let sarif = try JSONDecoder().decode(SARIF.self, from: Data(SARIFReport.text(review).utf8))
    let results = try #require(sarif.runs.first).results
    let uri = try #require(results.first?.locations.first).physicalLocation.artifactLocation.uri
    #expect(uri.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._~/%".contains($0)) })
    #expect(decoded(uri) == "a\(evil).py")
  }

  private func decoded(_ uri: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(uri.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      bytes.append(byte == UInt8(ascii: "%") ? UInt8(digits, radix: 16) ?? 0 : byte)
      if byte == UInt8(ascii: "%") { rest = rest.dropFirst(2) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func codeIsNoLinkInSARIF() {
    var finding = Bookshop.hangs
    finding.scenario = "calls handlers[name](request)"
    #expect(SARIFReport.text(Bookshop.review([finding])).contains(#"handlers\\[name\\](request)"#))
  }

  @Test func noFormatPrintsASecret() {
    var all = TerminalOptions()
    all.showsAll = true
    let review = Bookshop.full
    let texts = [
      TerminalReport.text(review, all), MarkdownReport.text(review, showsAll: true), JSONReport.text(review),
      SARIFReport.text(review), HTMLReport.text(review).split(separator: "<wbr>").joined(),
    ]
    for text in texts {
      #expect(!text.contains("hunter2"))
      #expect(text.contains("app/settings.py"))
    }
  }

  private struct JSONReview: Decodable {
    struct Finding: Decodable {
      let message: String
      let location: Place
    }
    struct Place: Decodable { let file: String }
    let findings: [Finding]
  }

  private struct SARIF: Decodable {
    struct Run: Decodable { let results: [Result] }
    struct Result: Decodable { let locations: [Place] }
    struct Place: Decodable { let physicalLocation: Physical }
    struct Physical: Decodable { let artifactLocation: Artifact }
    struct Artifact: Decodable { let uri: String }
    let runs: [Run]
  }
}

@Suite struct TreeExcerptsTests {
  @Test func linesOfCodeAndDocumentsAreFound() {
    let code = SourceFile(
      id: FileID(index: 0), path: "a.py", language: .python, purpose: .production, bytes: Array("x = 1\r\n\ny = 2".utf8)
    )
    let document = SourceFile(
      id: FileID(index: 1), path: "b.yml", language: nil, purpose: .production, bytes: [0x61, 0xFF, 0x0A])
    let excerpts = SourceExcerpts(SourceTree(files: [code], documents: [document], services: [], diagnostics: []))
    #expect(excerpts.line("a.py", 1) == "x = 1")
    #expect(excerpts.line("a.py", 3) == "y = 2")
    #expect(excerpts.line("b.yml", 1) == "a\u{FFFD}")
    #expect(excerpts.line("a.py", 0) == nil)
    #expect(excerpts.line("a.py", 4) == nil)
    #expect(excerpts.line("c.py", 1) == nil)
  }
}
