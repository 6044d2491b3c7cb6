internal import Findings
internal import Model
internal import Source

/// The review for a pull request's comment, a wiki or a build's summary page.
package struct MarkdownReport {
  private let review: Review
  private let excerpts: Excerpts
  private let showsAll: Bool

  /// The whole text, ended by a line feed. Short unless `showsAll`: comments on pull requests have a limit.
  package static func text(_ review: Review, showsAll: Bool = false) -> String {
    MarkdownReport(review: review, excerpts: Excerpts(review), showsAll: showsAll).text()
  }

  private func text() -> String {
    let overview = Overview(review)
    let counts = Words.levels { review.result.count($0) }
    var blocks = ["## Mainstay: \(counts.isEmpty ? "no findings" : counts)"]
    let title = overview.title.dropFirst().map(MarkdownText.prose).joined(separator: " · ")
    let lines = [overview.extent] + overview.documents
    blocks.append(([title] + lines.map(MarkdownText.prose)).joined(separator: "<br>\n"))
    blocks += pillars()
    blocks.append(budgets())
    blocks.append(unseen(overview))
    if let left = overview.leftOut() { blocks.append(MarkdownText.prose(left)) }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func pillars() -> [String] {
    let selection = ShortSelection(review.result.reported, showsAll: showsAll)
    var blocks: [String] = []
    for pillar in Pillar.allCases {
      let full = selection.full.filter { $0.pillar == pillar }
      let rest = selection.rest.filter { $0.pillar == pillar }
      if full.isEmpty && rest.isEmpty { continue }
      blocks.append("### \(pillar.title)")
      blocks += full.map(finding)
      if !rest.isEmpty { blocks.append(counts(rest)) }
    }
    return blocks + (Overview(review).silence.map { [$0] } ?? [])
  }

  private func finding(_ finding: Finding) -> String {
    var blocks = [
      """
      <details><summary><b>\(finding.level.rawValue)</b> \(MarkdownText.html(finding.message)) \
      <code>\(HTMLText.escaped(finding.location.title))</code></summary>
      """
    ]
    let code = excerpts.lines(at: finding.location, limit: 3).map { "\($0.number)  \($0.text)" }
    if !code.isEmpty { blocks.append(MarkdownText.block(code.joined(separator: "\n"))) }
    blocks.append(MarkdownText.prose(finding.scenario))
    blocks.append(facts(finding).map { "- \($0)" }.joined(separator: "\n"))
    blocks.append("</details>")
    return blocks.joined(separator: "\n\n")
  }

  private func facts(_ finding: Finding) -> [String] {
    var facts: [String] = []
    if !finding.flow.isEmpty {
      facts.append("flow: " + finding.flow.map { step($0.location, $0.note) }.joined(separator: "; then "))
    }
    if !finding.related.isEmpty {
      facts.append("see also: " + finding.related.map { step($0.location, $0.message) }.joined(separator: "; "))
    }
    if !finding.endpoints.isEmpty {
      let shown = finding.endpoints.prefix(showsAll ? 50 : 5).map(MarkdownText.code)
      let more = finding.endpoints.count - shown.count
      facts.append("reached from: " + shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
    }
    facts.append("mend: " + MarkdownText.prose(finding.remedy))
    let confidence = finding.confidence == .high ? "" : ", \(finding.confidence.rawValue) confidence"
    facts.append("rule: \(MarkdownText.code(finding.rule))\(confidence)")
    return facts
  }

  private func step(_ location: Location, _ note: String) -> String {
    "\(MarkdownText.code(location.title)) \(MarkdownText.prose(note))".trimmingTrailingBlanks()
  }

  private func counts(_ findings: [Finding]) -> String {
    let rows = RuleGroup.groups(of: findings).map { group in
      let first = group.findings.first.map { MarkdownText.code($0.location.title) } ?? ""
      let places = first.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      return
        "| \(MarkdownText.code(group.rule)) | \(group.levels) | \(places)\(group.findings.count > 1 ? ", …" : "") |"
    }
    return "| also | | where |\n| --- | --- | --- |\n" + rows.joined(separator: "\n")
  }

  private func budgets() -> String {
    let outlook = BudgetOutlook(review)
    guard !outlook.risks.isEmpty else { return "" }
    let rows = outlook.risks.map { risk in
      "| \(MarkdownText.prose(risk.title)) | \(risk.reasons.map(MarkdownText.prose).joined(separator: ", ")) |"
    }
    return "### Budgets at risk\n\n| budget | by |\n| --- | --- |\n" + rows.joined(separator: "\n")
  }

  private func unseen(_ overview: Overview) -> String {
    let texts = overview.unseen + review.result.diagnostics.map(\.title)
    guard !texts.isEmpty else { return "" }
    let shown = texts.prefix(showsAll ? 200 : 5)
    let more = texts.count - shown.count
    let items = shown.map { "- " + MarkdownText.prose($0) } + (more > 0 ? ["- and \(more) more"] : [])
    return "### Not seen\n\n" + items.joined(separator: "\n")
  }
}
