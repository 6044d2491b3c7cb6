internal import Source

/// The head of a page's view: `@page "{id:int}"`, `@model EditModel`, `@attribute [Authorize]`.
struct RazorPage {
  /// What stands behind `@page`; "" when nothing does.
  let template: String
  /// The type behind `@model` as written.
  let model: String?
  /// What stands in the brackets of `@attribute [...]`.
  let attributes: [String]
  /// The line of `@page`.
  let line: Int

  /// `nil` for a view that is no page.
  init?(_ bytes: some Collection<UInt8>) {
    // Directives stand at the head; what follows is markup.
    let text = String(decoding: bytes.prefix(1 << 14), as: UTF8.self)
    var isComment = false
    var found: (template: String, line: Int)?
    var model: String?
    var attributes: [String] = []
    for (number, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).prefix(400).enumerated() {
      var line = raw.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      if isComment || line.hasPrefix("@*") {
        isComment = !line.contains("*@")
        guard !isComment, let end = line.firstRange(of: "*@") else { continue }
        line = line[end.upperBound...].drop { $0.isWhitespace }
      }
      if line.isEmpty { continue }
      if found == nil {
        guard let rest = Self.rest(of: line, after: "@page") else { return nil }
        found = (rest.first == "\"" ? String(rest.dropFirst().prefix { $0 != "\"" }) : "", number + 1)
      } else if let rest = Self.rest(of: line, after: "@model") {
        model = String(rest.prefix { !$0.isWhitespace })
      } else if let rest = Self.rest(of: line, after: "@attribute"), rest.hasPrefix("["),
        let end = rest.lastIndex(of: "]")
      {
        attributes.append(String(rest[rest.index(after: rest.startIndex)..<end]))
      }
    }
    guard let found else { return nil }
    template = found.template
    line = found.line
    self.model = model
    self.attributes = attributes
  }

  private static func rest(of line: Substring, after word: String) -> Substring? {
    guard line.hasPrefix(word) else { return nil }
    let rest = line.dropFirst(word.count)
    guard rest.isEmpty || rest.first.map({ $0.isWhitespace || $0 == "\"" }) == true else { return nil }
    return rest.drop { $0.isWhitespace }
  }
}
