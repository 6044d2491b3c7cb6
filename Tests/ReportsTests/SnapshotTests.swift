import FoundationEssentials
import Reports
import Testing

/// Every report that is held against a file: each case is rendered, and each file belongs to a case.
enum Snapshot: String, CaseIterable {
  case terminal = "terminal.txt"
  case terminalAll = "terminal-all.txt"
  case terminalColor = "terminal-color.txt"
  case terminalCrowded = "terminal-crowded.txt"
  case terminalSilent = "terminal-silent.txt"
  case json = "review.json"
  case sarif = "review.sarif"
  case markdown = "review.md"
  case markdownCrowded = "review-crowded.md"
  case html = "review.html"
  case htmlSilent = "review-silent.html"
  case rules = "rules.txt"
  case rulesMarkdown = "rules.md"
  case rulesJSON = "rules.json"
  case explanation = "explanation.txt"

  func render() -> String {
    var options = TerminalOptions()
    switch self {
    case .terminal: return TerminalReport.text(Bookshop.full)
    case .terminalAll:
      options.showsAll = true
      return TerminalReport.text(Bookshop.full, options)
    case .terminalColor:
      options.isColored = true
      return TerminalReport.text(Bookshop.full, options)
    case .terminalCrowded: return TerminalReport.text(Bookshop.crowded)
    case .terminalSilent: return TerminalReport.text(Bookshop.silent)
    case .json: return JSONReport.text(Bookshop.full)
    case .sarif: return SARIFReport.text(Bookshop.full)
    case .markdown: return MarkdownReport.text(Bookshop.full)
    case .markdownCrowded: return MarkdownReport.text(Bookshop.crowded)
    case .html: return HTMLReport.text(Bookshop.full)
    case .htmlSilent: return HTMLReport.text(Bookshop.silent)
    case .rules: return RuleReport.list(Bookshop.rules)
    case .rulesMarkdown: return RuleReport.markdown(Bookshop.rules)
    case .rulesJSON: return RuleReport.json(Bookshop.rules)
    case .explanation: return RuleReport.explanation(Bookshop.timeout)
    }
  }

  static let folder = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Snapshots"
}

@Suite struct SnapshotTests {
  /// With MAINSTAY_RECORD set, the files are written anew, and the run fails, so that nothing is recorded unseen.
  @Test(arguments: Snapshot.allCases)
  func reportIsAsRecorded(_ snapshot: Snapshot) throws {
    let path = Snapshot.folder + "/" + snapshot.rawValue
    let rendered = snapshot.render()
    if ProcessInfo.processInfo.environment["MAINSTAY_RECORD"] != nil {
      try rendered.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("\(snapshot.rawValue) is recorded anew: read the difference, then run without MAINSTAY_RECORD")
      return
    }
    let recorded = try String(contentsOfFile: path, encoding: .utf8)
    #expect(rendered == recorded, "\(snapshot.rawValue) differs; MAINSTAY_RECORD=1 records it anew")
  }

  @Test func everyFileBelongsToACase() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Snapshot.folder)
    #expect(Set(files) == Set(Snapshot.allCases.map(\.rawValue)))
  }
}
