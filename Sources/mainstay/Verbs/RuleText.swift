internal import Findings

/// Rules as text.
enum RuleText {
  /// One line per rule, by pillar in order of priority.
  static func list(_ rules: [RuleInfo]) -> String {
    let width = rules.map(\.name.count).max() ?? 0
    var lines: [String] = []
    for pillar in Pillar.allCases {
      let own = rules.filter { $0.pillar == pillar }
      guard !own.isEmpty else { continue }
      lines += [lines.isEmpty ? "" : "\n", pillar.title.uppercased(), "\n"]
      for rule in own {
        lines.append(
          "  \(rule.alias.padded(to: 4))\(rule.name.padded(to: width))  \(rule.level.rawValue.padded(to: 7))  \(rule.summary)\n"
        )
      }
    }
    lines.append("\n\(rules.count) \(rules.count == 1 ? "rule" : "rules"); mainstay explain RULE says more.\n")
    return lines.joined()
  }

  /// Everything that a rule says about itself.
  static func explanation(_ rule: RuleInfo, isColored: Bool) -> String {
    let bold = { (text: String) in isColored ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    var lines = [
      bold(rule.name),
      "\(rule.alias) · \(rule.pillar.title.lowercased()) · \(rule.level.rawValue) · confidence \(rule.confidence.rawValue)",
      "",
    ]
    lines += wrap("Reports that \(rule.summary).")
    lines += ["", bold("Why")] + wrap(rule.why)
    lines += ["", bold("Example")] + indented(rule.example)
    lines += ["", bold("Instead")] + indented(rule.instead)
    if !rule.quietWhen.isEmpty { lines += ["", bold("Quiet when")] + rule.quietWhen.flatMap { item($0) } }
    let references = rule.cwe.map { "CWE-\($0)" } + rule.references
    if !references.isEmpty { lines += ["", bold("References")] + references.map { "  " + $0 } }
    lines += ["", bold("Silence")]
    lines += wrap("One finding: a comment mainstay:ignore \(rule.name) reason, on its line or the one above.")
    lines += wrap("Everywhere: \(rule.name): off under rules: in mainstay.yml.")
    return lines.map { $0 + "\n" }.joined()
  }

  /// One section per rule.
  static func markdown(_ rules: [RuleInfo]) -> String {
    var text = "# Rules\n"
    for pillar in Pillar.allCases {
      let own = rules.filter { $0.pillar == pillar }
      guard !own.isEmpty else { continue }
      text += "\n## \(pillar.title)\n"
      for rule in own {
        text +=
          "\n### \(rule.name)\n\n\(rule.alias), \(rule.level.rawValue), confidence \(rule.confidence.rawValue): \(rule.summary).\n"
        text += "\n\(rule.why)\n\nReported:\n\n```\n\(rule.example)\n```\n\nInstead:\n\n```\n\(rule.instead)\n```\n"
        text += "\nQuiet when\n\n" + rule.quietWhen.map { "- \($0)\n" }.joined()
        let references = rule.cwe.map { "CWE-\($0)" } + rule.references.map { "<\($0)>" }
        if !references.isEmpty { text += "\nReferences: \(references.joined(separator: ", "))\n" }
      }
    }
    return text
  }

  /// A list of objects, for programs.
  static func json(_ rules: [RuleInfo]) -> String {
    var writer = JSONWriter()
    writer.object { document in
      document.field("schemaVersion", 1)
      document.field("rules") { field in
        field.array(rules) { writer, rule in
          writer.object {
            $0.field("name", rule.name)
            $0.field("alias", rule.alias)
            $0.field("pillar", rule.pillar.rawValue)
            $0.field("level", rule.level.rawValue)
            $0.field("confidence", rule.confidence.rawValue)
            $0.field("summary", rule.summary)
            $0.field("why", rule.why)
            $0.field("quietWhen", rule.quietWhen)
            $0.field("example", rule.example)
            $0.field("instead", rule.instead)
            $0.field("cwe") { $0.array(rule.cwe) { $0.value($1) } }
            $0.field("references", rule.references)
          }
        }
      }
    }
    return writer.finish()
  }

  private static func indented(_ code: String) -> [String] {
    code.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
  }

  private static func item(_ text: String) -> [String] {
    wrap(text, width: 76).enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
  }

  static func wrap(_ text: String, width: Int = 80) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
