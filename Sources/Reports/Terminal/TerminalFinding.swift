internal import Findings
internal import Model
internal import Source

/// One finding in full, at a terminal.
struct TerminalFinding {
  let finding: Finding
  let report: TerminalReport
  private var style: TerminalStyle { report.style }
  private let margin = String(repeating: " ", count: TerminalReport.indent)
  private var room: Int { report.width - TerminalReport.indent }
  /// Where the text behind a label begins, from the margin.
  private static let labelWidth = 15

  init(_ finding: Finding, in report: TerminalReport) {
    self.finding = finding
    self.report = report
  }

  func lines() -> [String] {
    var lines = head() + code()
    lines += TextLayout.wrap(VisibleText.line(finding.scenario), width: room).map { margin + $0 }
    lines += steps("flow", finding.flow.map { ($0.location, $0.note) })
    lines += steps("see also", finding.related.map { ($0.location, $0.message) })
    lines += labelled("reached from", TextLayout.wrap(items: endpoints(), width: room - Self.labelWidth))
    lines += labelled("mend", mend())
    return lines
  }

  /// Level, message and place; the rule stands at the right edge of the first line that has room for it.
  private func head() -> [String] {
    let message = TextLayout.wrap(VisibleText.line(finding.message), width: room)
    var rows = message.map { (width: TextLayout.width($0), text: style.heading($0)) }
    rows.append(place())
    let rule = VisibleText.line(finding.rule)
    let ruleWidth = TextLayout.width(rule)
    if let row = [0, rows.count - 1].first(where: { rows[$0].width + 2 + ruleWidth <= room }) {
      rows[row].text += String(repeating: " ", count: room - rows[row].width - ruleWidth) + style.faint(rule)
    } else {
      rows.append((ruleWidth, style.faint(rule)))
    }
    let level = TextLayout.padded("  " + finding.level.rawValue, to: TerminalReport.indent)
    return rows.enumerated().map { ($0.offset == 0 ? style.level(finding.level, level) : margin) + $0.element.text }
  }

  private func place() -> (width: Int, text: String) {
    let shown = VisibleText.line(finding.location.title)
    let doubt = finding.confidence == .high ? "" : "  \(finding.confidence.rawValue) confidence"
    return (TextLayout.width(shown + doubt), style.path(shown) + style.faint(doubt))
  }

  private func code() -> [String] {
    let lines = report.excerpts.lines(at: finding.location, limit: 3)
    let digits = max(4, lines.map { String($0.number).count }.max() ?? 0)
    return lines.map { line in
      let number = String(line.number)
      let gutter = String(repeating: " ", count: digits - number.count) + number + " │ "
      return margin + style.faint(gutter) + TextLayout.clipped(line.text, to: room - digits - 3)
    }
  }

  /// Places in order, with what happens there: on one line with the place where it fits, else below it.
  private func steps(_ label: String, _ steps: [(location: Location, note: String)]) -> [String] {
    let shown = report.options.showsAll ? steps : Array(steps.prefix(6))
    let texts = shown.map { step in
      (VisibleText.line(step.location.title), VisibleText.line(step.note))
    }
    let width = texts.map { TextLayout.width($0.0) }.max() ?? 0
    let room = self.room - Self.labelWidth
    var lines: [String] = []
    for (place, note) in texts {
      if width + 2 + TextLayout.width(note) <= room {
        lines.append(style.path(TextLayout.padded(place, to: width)) + "  " + note)
      } else {
        lines.append(style.path(place))
        lines += TextLayout.wrap(note, width: room - 2).map { "  " + $0 }
      }
    }
    if shown.count < steps.count { lines.append(style.faint("and \(steps.count - shown.count) more (--all)")) }
    return labelled(label, lines.map { $0.trimmingTrailingBlanks() })
  }

  private func endpoints() -> [String] {
    let titles = finding.endpoints.map(VisibleText.line)
    let limit = report.options.showsAll ? 50 : 4
    guard titles.count > limit + 1 else { return titles }
    return titles.prefix(limit) + ["and \(titles.count - limit) more"]
  }

  private func mend() -> [String] {
    let words = TextLayout.words(of: VisibleText.line(finding.remedy) + ";")
    return TextLayout.wrap(words + ["see `mainstay explain \(finding.rule)`"], width: room - Self.labelWidth)
  }

  private func labelled(_ label: String, _ lines: [String]) -> [String] {
    lines.enumerated().map { index, line in
      margin + style.faint(TextLayout.padded(index == 0 ? label : "", to: Self.labelWidth)) + line
    }
  }
}
