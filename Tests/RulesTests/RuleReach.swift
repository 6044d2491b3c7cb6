internal import Findings
import FoundationEssentials
import Pipeline
import Source

/// Which rule has fixtures in which language, and why not where there are none: what `Docs/RuleReach.md` shows.
struct RuleReach {
  static let languages = ["python", "javascript", "typescript", "go", "java", "csharp"]

  /// What one rule has in one language.
  struct Cell: Equatable {
    var fixtures = 0
    /// Findings that the fixtures want; the rest of their code must be silent.
    var findings = 0
    /// Findings that should be there and are not yet.
    var gaps = 0
  }

  private(set) var cells: [String: [String: Cell]] = [:]
  /// rule → language → why there can be no fixture.
  private(set) var reasons: [String: [String: String]] = [:]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().path

  init(_ fixtures: [Fixture], reasons text: String) throws {
    for fixture in fixtures { try add(fixture) }
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      guard let colon = line.firstIndex(of: ":") else { throw ReachError(line: String(line)) }
      let words = line[..<colon].split(separator: " ").map(String.init)
      guard words.count >= 2 else { throw ReachError(line: String(line)) }
      let reason = line[line.index(after: colon)...].drop { $0 == " " }
      for language in words.dropFirst() { reasons[words[0], default: [:]][language] = String(reason) }
    }
  }

  private mutating func add(_ fixture: Fixture) throws {
    let project = try fixture.project()
    defer { project.remove() }
    var seen: [String: Cell] = [:]
    for file in project.files {
      guard let language = Self.language(of: file) else { continue }
      seen[language, default: Cell(fixtures: 1)].findings += 0
    }
    // A finding in a settings file belongs to the language of the code beside it.
    let main = Self.languages.first { seen[$0] != nil }
    for want in project.wants {
      guard let language = Self.language(of: want.file) ?? main else { continue }
      if want.isMissing { seen[language]?.gaps += 1 } else { seen[language]?.findings += 1 }
    }
    for (language, cell) in seen {
      var sum = cells[fixture.rule, default: [:]][language] ?? Cell()
      sum.fixtures += cell.fixtures
      sum.findings += cell.findings
      sum.gaps += cell.gaps
      cells[fixture.rule, default: [:]][language] = sum
    }
  }

  static func language(of file: String) -> String? {
    switch file.split(separator: ".").last {
    case "py": "python"
    case "js", "mjs", "cjs", "jsx": "javascript"
    case "ts", "mts", "cts", "tsx": "typescript"
    case "go": "go"
    case "java": "java"
    case "cs": "csharp"
    default: nil
    }
  }

  /// Cells with neither fixtures nor a reason.
  func unexplained(in language: String) -> [String] {
    ReviewRun.catalogue.rules.map(\.name).sorted().filter {
      cells[$0]?[language] == nil && reasons[$0]?[language] == nil
    }
  }

  /// Reasons for cells that have fixtures after all, or for rules and languages that there are not.
  func pointless() -> [String] {
    let names = Set(ReviewRun.catalogue.rules.map(\.name))
    return reasons.flatMap { rule, given in
      given.keys.filter { !names.contains(rule) || !Self.languages.contains($0) || cells[rule]?[$0] != nil }
        .map { "\(rule) \($0)" }
    }
    .sorted()
  }

  /// The page of the documentation.
  func markdown() -> String {
    var lines = [
      "# Rules by language", "",
      "Written by `MAINSTAY_RECORD=1 ./test --filter RuleReach` from the fixtures in `Tests/RulesTests/Fixtures`; the reasons",
      "are in `Tests/RulesTests/reach.txt`. A cell has the number of fixtures, and how many findings they want; what else",
      "is in them must be silent. `+n` are known gaps. A number in brackets is the reason below why there is no fixture, `?` is not done.",
      "", "| rule | | " + Self.languages.joined(separator: " | ") + " |",
      "| --- | --- |" + String(repeating: " --- |", count: Self.languages.count),
    ]
    var notes: [String] = []
    for rule in ReviewRun.catalogue.rules.sorted(by: { $0.name < $1.name }) {
      let row = Self.languages.map { language in
        if let cell = cells[rule.name]?[language] {
          return "\(cell.fixtures) (\(cell.findings)\(cell.gaps > 0 ? " +\(cell.gaps)" : ""))"
        }
        guard let reason = reasons[rule.name]?[language] else { return "?" }
        if let known = notes.firstIndex(of: reason) { return "[\(known + 1)]" }
        notes.append(reason)
        return "[\(notes.count)]"
      }
      lines.append("| `\(rule.name)` | \(rule.alias) | " + row.joined(separator: " | ") + " |")
    }
    lines += ["", "## Why a cell has no fixture", ""]
    lines += notes.enumerated().map { "\($0.offset + 1). \($0.element)" }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A line of `reach.txt` that is not `rule language…: reason`.
struct ReachError: Error {
  let line: String
}
