internal import Findings

/// The rules that reported something, explained.
enum HTMLRules {
  static func section(_ review: Review) -> String {
    let names = Set(review.result.reported.map(\.rule))
    let rules = review.result.rules.filter { names.contains($0.name) }
    guard !rules.isEmpty else { return "" }
    return "<section><h2>Rules</h2>\n\(rules.map(html).joined(separator: "\n"))\n</section>"
  }

  private static func html(_ rule: RuleInfo) -> String {
    let name = HTMLText.escaped(rule.name)
    let quiet = rule.quietWhen.map { "<li>\(HTMLText.escaped($0))</li>" }.joined()
    let references = rule.cwe.map { "CWE-\($0)" } + rule.references.map(link)
    return """
      <details class="explained" id="r-\(name)"><summary><b>\(name)</b> \(HTMLText.escaped(rule.summary))</summary>
      <p>\(HTMLText.escaped(rule.why))</p>
      <dl><dt>reported</dt><dd><pre>\(block(rule.example))</pre></dd>
      <dt>instead</dt><dd><pre>\(block(rule.instead))</pre></dd>
      \(quiet.isEmpty ? "" : "<dt>silent when</dt><dd><ul>\(quiet)</ul></dd>")
      <dt>to silence it</dt><dd><code>mainstay:ignore \(name) REASON</code> in a comment on the line or the line above</dd>
      \(references.isEmpty ? "" : "<dt>references</dt><dd>\(references.joined(separator: "<br>"))</dd>")</dl>
      </details>
      """
  }

  private static func block(_ code: String) -> String {
    RuleText.lines(code).map { HTMLText.code(String($0)) }.joined(separator: "\n")
  }

  private static func link(_ address: String) -> String {
    let text = HTMLText.escaped(address)
    return address.hasPrefix("https://") ? "<a href=\"\(text)\">\(text)</a>" : text
  }
}
