internal import Findings
internal import Model
internal import Source

/// How the terminal report is to look.
package struct TerminalOptions: Sendable {
  package var isColored = false
  /// In columns.
  package var width = 80
  /// Every finding in full, the suppressed ones and every diagnostic as well.
  package var showsAll = false

  package init() {}
}

/// The review for a person at a terminal: readable in 80 columns and without colour.
package struct TerminalReport {
  let review: Review
  let options: TerminalOptions
  let style: TerminalStyle
  let excerpts: Excerpts
  /// In columns; wider lines are hard to read.
  let width: Int
  /// Where a finding's text begins.
  static let indent = 11

  private init(_ review: Review, _ options: TerminalOptions) {
    self.review = review
    self.options = options
    style = TerminalStyle(isColored: options.isColored)
    excerpts = Excerpts(review)
    width = min(max(options.width, 60), 100)
  }

  /// The whole text, ended by a line feed.
  package static func text(_ review: Review, _ options: TerminalOptions = TerminalOptions()) -> String {
    let report = TerminalReport(review, options)
    let sections =
      [report.heading()] + report.pillars() + [report.budgets(), report.unseen(), report.left(), [report.verdict()]]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func heading() -> [String] {
    let facts = Overview(review)
    let title = TextLayout.wrap(items: facts.title, separator: " ·", width: width)
    var lines = [style.heading(title.first ?? "")] + title.dropFirst()
    lines += TextLayout.wrap(facts.extent, width: width)
    for document in facts.documents { lines += TextLayout.wrap(document, width: width) }
    return lines
  }

  private func pillars() -> [[String]] {
    let selection = ShortSelection(review.result.reported, showsAll: options.showsAll)
    var sections: [[String]] = []
    for pillar in Pillar.allCases {
      let full = selection.full.filter { $0.pillar == pillar }
      let rest = selection.rest.filter { $0.pillar == pillar }
      if !full.isEmpty || !rest.isEmpty { sections.append(section(pillar, full, rest)) }
    }
    if !selection.rest.isEmpty, let last = sections.indices.last {
      sections[last] += [
        "", style.faint("(\(Words.count(selection.rest.count, "finding")) counted only; --all shows them in full)"),
      ]
    }
    if let silence = Overview(review).silence { sections.append(TextLayout.wrap(silence, width: width)) }
    return sections
  }

  private func section(_ pillar: Pillar, _ full: [Finding], _ rest: [Finding]) -> [String] {
    var lines = [style.heading(pillar.title.uppercased())]
    for (index, finding) in full.enumerated() {
      if index > 0 { lines.append("") }
      lines += TerminalFinding(finding, in: self).lines()
    }
    if !full.isEmpty, !rest.isEmpty { lines.append("") }
    return lines + counts(rest)
  }

  /// One row for each rule whose findings are only counted.
  private func counts(_ findings: [Finding]) -> [String] {
    let groups = RuleGroup.groups(of: findings)
    let nameWidth = groups.map { TextLayout.width($0.rule) }.max() ?? 0
    let countWidth = groups.map { TextLayout.width($0.levels) }.max() ?? 0
    return groups.enumerated().map { index, group in
      let label = TextLayout.padded(index == 0 ? "  also" : "", to: Self.indent)
      let start =
        TextLayout.padded(group.rule, to: nameWidth) + "  " + TextLayout.padded(group.levels, to: countWidth) + "  "
      let places = group.places(within: width - Self.indent - TextLayout.width(start))
      return (style.faint(label) + start + style.path(places)).trimmingTrailingBlanks()
    }
  }

  private func budgets() -> [String] {
    let outlook = BudgetOutlook(review)
    let titleWidth = outlook.risks.map { TextLayout.width($0.title) }.max() ?? 0
    let state = "   at risk   "
    let start = 2 + titleWidth + state.count
    var lines = [style.heading(outlook.risks.isEmpty ? "Budgets" : "Budgets at risk")]
    for risk in outlook.risks {
      let head = "  " + TextLayout.padded(risk.title, to: titleWidth) + style.level(.error, state)
      let reasons = TextLayout.wrap(risk.reasons.joined(separator: ", "), width: width - start)
      lines += reasons.enumerated().map { ($0.offset == 0 ? head : String(repeating: " ", count: start)) + $0.element }
    }
    for (label, titles) in [
      ("nothing seen against", outlook.unthreatened), ("not visible from the code", outlook.invisible),
    ] where !titles.isEmpty {
      let wrapped = TextLayout.wrap(items: titles, width: width - 2 - 28)
      lines += wrapped.enumerated().map {
        style.faint("  " + TextLayout.padded($0.offset == 0 ? label : "", to: 28)) + $0.element
      }
    }
    return lines
  }

  /// What could not be understood.
  private func unseen() -> [String] {
    let unseen = Overview(review).unseen + review.result.diagnostics.map(\.title)
    guard !unseen.isEmpty else { return [] }
    let shown = options.showsAll ? unseen : Array(unseen.prefix(4))
    var lines = [style.heading("Not seen")]
    for text in shown {
      lines += TextLayout.wrap(text, width: width - 4).enumerated().map {
        ($0.offset == 0 ? "  " : "    ") + $0.element
      }
    }
    if shown.count < unseen.count { lines.append(style.faint("  and \(unseen.count - shown.count) more (--all)")) }
    return lines
  }

  /// What is known and not reported.
  private func left() -> [String] {
    let result = review.result
    var lines: [String] = []
    if options.showsAll, result.suppressed > 0 {
      lines.append(style.heading("Suppressed"))
      for finding in result.findings {
        guard let reason = finding.suppression else { continue }
        let place = VisibleText.line(finding.location.title)
        lines.append("  \(finding.rule)  " + style.path(place))
        lines += TextLayout.wrap(VisibleText.line(reason.isEmpty ? "no reason given" : reason), width: width - 4).map {
          "    " + $0
        }
      }
      return lines
    }
    return Overview(review).leftOut().map { TextLayout.wrap($0, width: width) } ?? []
  }

  /// The last line: counts and exit status.
  private func verdict() -> String {
    let counts = Words.levels { review.result.count($0) }
    let status = review.exitStatus
    let threshold =
      review.isMisconfigured
      ? " (the configuration has errors)" : review.failOn.map { " (--fail-on \($0.rawValue))" } ?? ""
    let text = "\(counts.isEmpty ? "No findings" : counts). Exit status \(status)\(threshold)."
    return status == 0 ? style.heading(text) : style.level(.error, text)
  }
}

extension String {
  func trimmingTrailingBlanks() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
