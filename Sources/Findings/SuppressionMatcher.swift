internal import Source

/// Applies suppressions to findings, and says which of them are wrong.
struct SuppressionMatcher {
  let catalogue: RuleCatalogue
  /// Names of rules that ran: a suppression of one that did not run cannot be called unused.
  let active: Set<String>

  /// Marks what is silenced, and returns findings about the suppressions themselves, silenced ones among them.
  func apply(_ suppressions: [Suppression], to findings: inout [Finding]) -> [Finding] {
    guard !suppressions.isEmpty else { return [] }
    let known = Layout(suppressions)
    let own = Set(SuppressionRules.all.map(\.name))
    var unused = silence(&findings, with: known) { !own.contains($0) }
    var about = suppressions.flatMap(wrong) + unused.map(Self.unusedFinding)
    unused = silence(&about, with: known) { own.contains($0) }
    return (about + unused.map(Self.unusedFinding)).filter { active.contains($0.rule) }
  }

  /// Suppressions by file and line.
  private struct Layout {
    let all: [Suppression]
    private var byPlace: [String: [Int: Int]] = [:]

    init(_ suppressions: [Suppression]) {
      all = suppressions
      for suppression in suppressions {
        byPlace[suppression.file, default: [:]][suppression.line] = suppression.lastLine
      }
    }

    /// The lines below a suppression that it speaks of: the next one, and past further suppressions below it.
    func linesBelow(_ suppression: Suppression) -> [Int] {
      var lines = [suppression.lastLine + 1]
      while let next = lines.last, let end = byPlace[suppression.file]?[next], lines.count < 50 {
        lines.append(end + 1)
      }
      return lines
    }
  }

  /// Silences by those names that pass; returns the names that silenced nothing, with their suppressions.
  private func silence(
    _ findings: inout [Finding], with layout: Layout, names pass: (String) -> Bool
  ) -> [(Suppression, String)] {
    var places: [Place: [Int]] = [:]
    for (index, finding) in findings.enumerated() {
      for line in Set([finding.location.startLine, finding.location.endLine]) {
        places[Place(finding.rule, finding.location.file, line), default: []].append(index)
      }
    }
    var unused: [(Suppression, String)] = []
    for suppression in layout.all {
      let names = suppression.rules.compactMap { catalogue.rule(named: $0)?.name }
      for name in Set(names).sorted() where pass(name) && active.contains(name) {
        let hits = hits(of: name, suppression, layout, places, findings)
        if hits.isEmpty { unused.append((suppression, name)) }
        for index in hits where (findings[index].suppression ?? "").isEmpty {
          findings[index].suppression = suppression.reason
        }
      }
    }
    return unused
  }

  private struct Place: Hashable {
    let rule: String
    let file: String
    let line: Int

    init(_ rule: String, _ file: String, _ line: Int) {
      self.rule = rule
      self.file = file
      self.line = line
    }
  }

  /// Findings on the comment's own lines; when there are none, those that begin below it.
  private func hits(
    of rule: String, _ suppression: Suppression, _ layout: Layout, _ places: [Place: [Int]], _ findings: [Finding]
  ) -> [Int] {
    let own = (suppression.line...suppression.lastLine).flatMap { places[Place(rule, suppression.file, $0)] ?? [] }
    if !own.isEmpty { return own }
    for line in layout.linesBelow(suppression) {
      let below = (places[Place(rule, suppression.file, line)] ?? []).filter { findings[$0].location.startLine == line }
      if !below.isEmpty { return below }
    }
    return []
  }

  /// What is wrong with a suppression whatever it silences.
  private func wrong(_ suppression: Suppression) -> [Finding] {
    var found: [Finding] = []
    if suppression.rules.isEmpty { found.append(Self.namelessFinding(suppression)) }
    for name in suppression.rules where catalogue.rule(named: name) == nil {
      found.append(Self.unknownFinding(suppression, name, catalogue.suggestion(for: name)))
    }
    let silences = suppression.rules.contains { catalogue.rule(named: $0) != nil }
    if suppression.reason.isEmpty, silences { found.append(Self.reasonlessFinding(suppression)) }
    return found
  }

  private static func reasonlessFinding(_ suppression: Suppression) -> Finding {
    Finding(
      rule: SuppressionRules.withoutReason, message: "\(title(suppression)) gives no reason",
      scenario: "The finding is silenced, and the next reader cannot tell whether that is still right.",
      location: Location(file: suppression.file, line: suppression.line),
      remedy: "say in a few words after the rule's name why it does not apply here", subject: title(suppression))
  }

  private static func unusedFinding(_ suppression: Suppression, _ name: String) -> Finding {
    Finding(
      rule: SuppressionRules.unused, message: "\(name) reports nothing here, yet it is silenced",
      scenario: "The comment stays, and silences the next \(name) on this line without anybody having looked at it.",
      location: Location(file: suppression.file, line: suppression.line), remedy: "remove the comment",
      subject: "unused \(name)")
  }

  private static func unknownFinding(_ suppression: Suppression, _ name: String, _ meant: String?) -> Finding {
    Finding(
      rule: SuppressionRules.unused, level: .warning, message: "mainstay:ignore names no rule that exists: \(name)",
      scenario: "Nothing is silenced by it.", location: Location(file: suppression.file, line: suppression.line),
      remedy: meant.map { "did you mean \($0)?" } ?? "`mainstay rules` lists the names", subject: "unknown \(name)")
  }

  private static func namelessFinding(_ suppression: Suppression) -> Finding {
    Finding(
      rule: SuppressionRules.unused, level: .warning, message: "mainstay:ignore names no rule",
      scenario: "Nothing is silenced by it.", location: Location(file: suppression.file, line: suppression.line),
      remedy: "write `mainstay:ignore RULE reason`; `mainstay rules` lists the names", subject: "nameless")
  }

  private static func title(_ suppression: Suppression) -> String {
    "mainstay:ignore \(suppression.rules.joined(separator: ", "))"
  }
}
