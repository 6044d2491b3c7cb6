package import Findings

/// What is checked and why: `rules` and `explain`.
package enum RuleReport {
  /// One line per rule, by pillar in order of priority.
  package static func list(_ rules: [RuleInfo], isColored: Bool = false, width: Int = 80) -> String {
    let style = TerminalStyle(isColored: isColored)
    let nameWidth = rules.map(\.name.count).max() ?? 0
    let start = 2 + 4 + nameWidth + 2 + 9
    var sections: [String] = []
    for (pillar, rules) in grouped(rules) {
      var lines = [style.heading(pillar.title.uppercased())]
      for rule in rules {
        let level = style.level(rule.level, TextLayout.padded(rule.level.rawValue, to: 9))
        let head =
          "  " + style.faint(TextLayout.padded(rule.alias, to: 4)) + TextLayout.padded(rule.name, to: nameWidth + 2)
        let summary = TextLayout.wrap(rule.summary, width: max(30, clamped(width) - start))
        lines += summary.enumerated().map {
          ($0.offset == 0 ? head + level : String(repeating: " ", count: start)) + $0.element
        }
      }
      sections.append(lines.joined(separator: "\n") + "\n")
    }
    sections.append("\(Words.count(rules.count, "rule")). `mainstay explain RULE` says more.\n")
    return sections.joined(separator: "\n")
  }

  /// Everything that a rule says about itself.
  package static func explanation(_ rule: RuleInfo, isColored: Bool = false, width: Int = 80) -> String {
    let style = TerminalStyle(isColored: isColored)
    let width = clamped(width)
    func prose(_ text: String) -> [String] { TextLayout.wrap(text, width: width - 2).map { "  " + $0 } }
    func code(_ text: String) -> [String] { RuleText.lines(text).map { $0.isEmpty ? "" : "    " + $0 } }
    func items(_ texts: [String]) -> [String] {
      texts.flatMap { text in
        TextLayout.wrap(text, width: width - 4).enumerated().map { ($0.offset == 0 ? "  - " : "    ") + $0.element }
      }
    }
    let facts =
      "\(rule.alias) · \(rule.pillar.title.lowercased()) · \(rule.level.rawValue) · \(rule.confidence.rawValue) confidence"
    var sections = [
      [style.heading(rule.name), style.faint(facts)], TextLayout.wrap(RuleText.sentence(rule.summary), width: width),
    ]
    sections.append([style.heading("What goes wrong")] + prose(rule.why))
    sections.append([style.heading("Reported")] + code(rule.example))
    sections.append([style.heading("Instead")] + code(rule.instead))
    if !rule.quietWhen.isEmpty { sections.append([style.heading("Silent when")] + items(rule.quietWhen)) }
    sections.append([style.heading("To silence it")] + items(RuleText.silencing(rule)))
    let references = RuleText.references(rule)
    if !references.isEmpty { sections.append([style.heading("References")] + references.map { "  " + $0 }) }
    return sections.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// A list of objects, for programs.
  package static func json(_ rules: [RuleInfo]) -> String {
    let document: OrderedJSON = ["schemaVersion": 1, "rules": .array(rules.map(json))]
    return document.text()
  }

  private static func json(_ rule: RuleInfo) -> OrderedJSON {
    [
      "name": .string(rule.name), "alias": .string(rule.alias), "pillar": .string(rule.pillar.rawValue),
      "level": .string(rule.level.rawValue), "confidence": .string(rule.confidence.rawValue),
      "summary": .string(rule.summary), "why": .string(rule.why), "quietWhen": .strings(rule.quietWhen),
      "example": .string(rule.example), "instead": .string(rule.instead), "cwe": .array(rule.cwe.map { .int($0) }),
      "references": .strings(rule.references),
    ]
  }

  /// One section per rule, as a document.
  package static func markdown(_ rules: [RuleInfo]) -> String {
    var text = "# Rules\n"
    for (pillar, rules) in grouped(rules) {
      text += "\n## \(pillar.title)\n"
      for rule in rules { text += "\n### \(rule.name)\n\n" + RuleText.markdown(rule) }
    }
    return text
  }

  /// One rule, as a document.
  package static func markdown(_ rule: RuleInfo) -> String { "# \(rule.name)\n\n" + RuleText.markdown(rule) }

  private static func grouped(_ rules: [RuleInfo]) -> [(Pillar, [RuleInfo])] {
    Pillar.allCases.compactMap { pillar in
      let own = rules.filter { $0.pillar == pillar }.sorted { ($0.alias, $0.name) < ($1.alias, $1.name) }
      return own.isEmpty ? nil : (pillar, own)
    }
  }

  private static func clamped(_ width: Int) -> Int { min(max(width, 60), 100) }
}
