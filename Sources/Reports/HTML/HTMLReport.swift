internal import Findings
internal import FoundationEssentials
internal import Model
internal import Source

/// The review as one HTML file: no outside resource, readable without its script.
package struct HTMLReport {
  private let review: Review
  private let overview: Overview
  private let findings: HTMLFindings

  /// The whole document.
  package static func text(_ review: Review) -> String { HTMLReport(review).document() }

  private init(_ review: Review) {
    self.review = review
    overview = Overview(review)
    findings = HTMLFindings(review)
  }

  private func document() -> String {
    let name = HTMLText.escaped(review.backend.project.name)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <title>\(name.isEmpty ? "Review" : "\(name): review")</title>
      <style>\(HTMLStyle.text)</style>
      </head>
      <body>
      \(header())
      <main>
      \(tiles())
      \(budgets())
      \(filter())
      \(findings.sections())
      \(list("Not seen", overview.unseen + review.result.diagnostics.map(\.title)))
      \(findings.suppressed())
      \(HTMLRules.section(review))
      </main>
      <footer>\(footer())</footer>
      <script>\(HTMLScript.text)</script>
      </body>
      </html>

      """
  }

  /// Nothing may be loaded, and nothing but our own style and script may run.
  private static let policy: String = {
    let rest = "base-uri 'none'; form-action 'none'"
    return "default-src 'none'; style-src '\(hash(HTMLStyle.text))'; script-src '\(hash(HTMLScript.text))'; \(rest)"
  }()

  private static func hash(_ text: String) -> String {
    "sha256-" + Data(SHA256.digest(Array(text.utf8))).base64EncodedString()
  }

  private func header() -> String {
    let counts = Words.levels { review.result.count($0) }
    let title = overview.title.dropFirst().map(HTMLText.escaped)
    let name = title.first.map { "<b>\($0)</b>" } ?? ""
    let worst = [Level.error, .warning, .note].first { review.result.count($0) > 0 }
    let lines = ([overview.extent] + overview.documents).map(HTMLText.escaped).joined(separator: "<br>")
    return """
      <header>
      <p class="brand">Mainstay \(HTMLText.escaped(review.version))</p>
      <h1 class="\(worst?.rawValue ?? "none")">\(counts.isEmpty ? "No findings" : counts)</h1>
      <p>\(([name] + title.dropFirst()).joined(separator: " · "))<br>\(lines)</p>
      </header>
      """
  }

  /// One tile per pillar.
  private func tiles() -> String {
    let tiles = Pillar.allCases.map { pillar in
      let counts = [Level.error, .warning, .note].compactMap { level -> String? in
        let count = review.result.count(level, in: pillar)
        return count > 0 ? "<span class=\"\(level.rawValue)\">\(Words.count(count, level.rawValue))</span>" : nil
      }
      let silence = overview.isChecked(pillar) ? "nothing seen" : "not checked"
      let text = counts.isEmpty ? "<span class=\"none\">\(silence)</span>" : counts.joined(separator: " ")
      let title = counts.isEmpty ? pillar.title : "<a href=\"#\(pillar.rawValue)\">\(pillar.title)</a>"
      return "<li><b>\(title)</b>\(text)</li>"
    }
    return "<ul class=\"tiles\">\(tiles.joined(separator: "\n"))</ul>"
  }

  private func budgets() -> String {
    let outlook = BudgetOutlook(review)
    let rows = outlook.risks.map { risk in
      let reasons = risk.reasons.map(HTMLText.escaped).joined(separator: ", ")
      return "<tr><th scope=\"row\">\(HTMLText.escaped(risk.title))</th><td>\(reasons)</td></tr>"
    }
    let others = [("Nothing seen against", outlook.unthreatened), ("Not visible from the code:", outlook.invisible)]
      .filter { !$0.1.isEmpty }
      .map { "<p class=\"none\">\($0.0) \(HTMLText.escaped(Words.list($0.1))).</p>" }
    return """
      <section><h2>\(rows.isEmpty ? "Budgets" : "Budgets at risk")</h2>
      \(rows.isEmpty ? "" : "<table>\(rows.joined(separator: "\n"))</table>")
      \(others.joined(separator: "\n"))
      </section>
      """
  }

  /// Shown by the script, without which it could do nothing.
  private func filter() -> String {
    guard !review.result.reported.isEmpty else { return "" }
    let pillars = Pillar.allCases.filter { pillar in review.result.reported.contains { $0.pillar == pillar } }
    let rules = RuleGroup.groups(of: review.result.reported).map(\.rule).sorted()
    let options = rules.map { "<option>\(HTMLText.escaped($0))</option>" }.joined()
    let levels = [Level.error, .warning, .note].filter { review.result.count($0) > 0 }
    return """
      <form id="filter" hidden>
      <div>\(levels.map { button("level", $0.rawValue, $0.rawValue) }.joined())</div>
      <div>\(pillars.map { button("pillar", $0.rawValue, $0.title.lowercased()) }.joined())</div>
      <div><select id="rule" aria-label="Rule"><option value="">every rule</option>\(options)</select>
      <input id="words" type="search" placeholder="file, endpoint, words" aria-label="Search"></div>
      <div><button type="button" id="open">open all</button><output id="shown"></output></div>
      </form>
      """
  }

  private func button(_ kind: String, _ value: String, _ title: String) -> String {
    "<button type=\"button\" data-\(kind)=\"\(value)\" aria-pressed=\"false\">\(title)</button>"
  }

  private func list(_ title: String, _ items: [String]) -> String {
    guard !items.isEmpty else { return "" }
    let shown = items.prefix(500).map { "<li>\(HTMLText.escaped($0))</li>" }
    let more = items.count > shown.count ? ["<li>and \(items.count - shown.count) more</li>"] : []
    return "<section><h2>\(title)</h2>\n<ul>\((shown + more).joined(separator: "\n"))</ul></section>"
  }

  private func footer() -> String {
    let left = overview.leftOut(suppressed: false).map { HTMLText.escaped($0) + " " } ?? ""
    let status = review.exitStatus
    let threshold = review.failOn.map { " (--fail-on \($0.rawValue))" } ?? ""
    return "\(left)Exit status \(status)\(threshold)."
  }
}
