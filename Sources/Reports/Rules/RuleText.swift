internal import Findings
internal import Source

/// Parts of a rule's text that several reports share.
enum RuleText {
  /// A summary as a sentence: "An outbound call has no timeout, and its library sets none."
  static func sentence(_ text: String) -> String {
    guard let first = text.first else { return text }
    let end = text.last.map { ".?!".contains($0) } == true ? "" : "."
    return first.uppercased() + text.dropFirst() + end
  }

  /// Ways to live with a rule.
  static func silencing(_ rule: RuleInfo) -> [String] {
    [
      "one finding: the comment `mainstay:ignore \(rule.name) REASON` on its line or the line above",
      "everywhere: `\(rule.name): off` under `rules:` in mainstay.yml",
    ]
  }

  /// Weaknesses of MITRE's catalogue by number, then addresses.
  static func references(_ rule: RuleInfo) -> [String] { rule.cwe.map { "CWE-\($0)" } + rule.references }

  static func lines(_ text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }
  }

  /// The rule's sections, without its name, ended by a line feed. A rule's text is ours, and is Markdown as it is.
  static func markdown(_ rule: RuleInfo) -> String {
    var text = """
      \(sentence(rule.summary))

      \(rule.alias), \(rule.pillar.title.lowercased()), \(rule.level.rawValue), \(rule.confidence.rawValue) confidence.

      **What goes wrong.** \(rule.why)

      Reported:

      \(MarkdownText.block(rule.example))

      Instead:

      \(MarkdownText.block(rule.instead))

      """
    if !rule.quietWhen.isEmpty { text += "\nSilent when\n\n" + rule.quietWhen.map { "- \($0)\n" }.joined() }
    text += "\nTo silence it\n\n" + silencing(rule).map { "- \($0)\n" }.joined()
    let references = rule.cwe.map { "CWE-\($0)" } + rule.references.map { "<\($0)>" }
    if !references.isEmpty { text += "\nReferences: \(references.joined(separator: ", "))\n" }
    return text
  }
}
