internal import Findings
internal import Model
internal import Source

/// Findings as HTML, by pillar.
struct HTMLFindings {
  private let review: Review
  private let excerpts: Excerpts

  init(_ review: Review) {
    self.review = review
    excerpts = Excerpts(review)
  }

  func sections() -> String {
    let open = Set(ShortSelection(review.result.reported, showsAll: false).full.map(\.fingerprint))
    return Pillar.allCases.compactMap { pillar in
      let own = review.result.reported.filter { $0.pillar == pillar }
      guard !own.isEmpty else { return nil }
      let findings = own.map { html($0, isOpen: open.contains($0.fingerprint)) }.joined(separator: "\n")
      return "<section class=\"pillar\" id=\"\(pillar.rawValue)\"><h2>\(pillar.title)</h2>\n\(findings)\n</section>"
    }.joined(separator: "\n")
  }

  /// What is silenced, with the reasons.
  func suppressed() -> String {
    let suppressed = review.result.findings.filter { $0.suppression != nil }
    guard !suppressed.isEmpty else { return "" }
    let items = suppressed.map { finding in
      let reason = finding.suppression ?? ""
      let shown = reason.isEmpty ? "<i>no reason given</i>" : HTMLText.escaped(reason)
      return "<li><b>\(HTMLText.escaped(finding.rule))</b> \(path(finding.location)): \(shown)</li>"
    }
    return "<section><h2>Suppressed</h2>\n<ul>\(items.joined(separator: "\n"))</ul></section>"
  }

  private func html(_ finding: Finding, isOpen: Bool) -> String {
    let rule = HTMLText.escaped(finding.rule)
    let level = finding.level.rawValue
    let doubt =
      finding.confidence == .high ? "" : "<span class=\"doubt\">\(finding.confidence.rawValue) confidence</span>"
    return """
      <details class="finding \(level)" id="f-\(HTMLText.escaped(finding.fingerprint))" data-level="\(level)" \
      data-pillar="\(finding.pillar.rawValue)" data-rule="\(rule)"\(isOpen ? " open" : "")>
      <summary><span class="level">\(level)</span> <span class="message">\(prose(finding.message))</span>
      <span class="place">\(path(finding.location))\(doubt)<span class="rule">\(rule)</span></span></summary>
      \(code(finding.location, context: 2))
      <p>\(prose(finding.scenario))</p>
      \(facts(finding))
      </details>
      """
  }

  private func facts(_ finding: Finding) -> String {
    var rows: [(String, String)] = []
    if !finding.flow.isEmpty {
      rows.append(("flow", "<ol>\(finding.flow.map { step($0.location, $0.note) }.joined())</ol>"))
    }
    if !finding.related.isEmpty {
      rows.append(("see also", "<ul>\(finding.related.map { step($0.location, $0.message) }.joined())</ul>"))
    }
    if !finding.endpoints.isEmpty {
      rows.append(
        ("reached from", finding.endpoints.map { "<code>\(HTMLText.escaped($0))</code>" }.joined(separator: ", ")))
    }
    rows.append(("mend", prose(finding.remedy)))
    let rule = HTMLText.escaped(finding.rule)
    if review.rule(finding.rule) != nil { rows.append(("rule", "<a href=\"#r-\(rule)\">\(rule)</a>")) }
    return "<dl>\(rows.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" }.joined(separator: "\n"))</dl>"
  }

  private func step(_ location: Location, _ note: String) -> String {
    "<li>\(path(location)) \(prose(note))\(code(location, context: 0))</li>"
  }

  private func path(_ location: Location) -> String {
    guard !location.file.isEmpty else { return "<code>the whole project</code>" }
    let line = location.startLine > 0 ? ":\(location.startLine)" : ""
    // A long path may break behind its separators, where there is no room.
    let parts = location.file.split(separator: "/", omittingEmptySubsequences: false).map {
      HTMLText.escaped(String($0))
    }
    return "<code>\(parts.joined(separator: "/<wbr>"))\(line)</code>"
  }

  /// Parts between backticks are code.
  private func prose(_ text: String) -> String {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false).map { HTMLText.escaped(String($0)) }
    guard pieces.count % 2 == 1 else { return HTMLText.escaped(text) }
    return pieces.enumerated().map { $0.offset % 2 == 0 ? $0.element : "<code>\($0.element)</code>" }.joined()
  }

  private func code(_ location: Location, context: Int) -> String {
    let limit = context > 0 ? 12 : 1
    let lines = excerpts.lines(at: location, limit: limit, context: context)
    guard !lines.isEmpty else { return "" }
    let rows = lines.map { line in
      let isHit = line.isFinding && context > 0
      return "<span class=\"line\(isHit ? " hit" : "")\"><i>\(line.number)</i><span>\(marked(line))</span></span>"
    }
    return "<pre>\(rows.joined(separator: "\n"))</pre>"
  }

  private func marked(_ line: Excerpts.Line) -> String {
    guard let mark = line.mark, mark.upperBound <= line.text.count else { return HTMLText.code(line.text) }
    let before = HTMLText.code(String(line.text.prefix(mark.lowerBound)))
    let middle = HTMLText.code(String(line.text.dropFirst(mark.lowerBound).prefix(mark.count)))
    return "\(before)<mark>\(middle)</mark>\(HTMLText.code(String(line.text.dropFirst(mark.upperBound))))"
  }
}
