internal import Source

/// A comment of the reviewed code, in any language.
package struct SourceComment: Sendable, Hashable {
  /// Relative to the project root.
  package let file: String
  /// Where it begins, from 1.
  package let line: Int
  /// With or without its delimiters; it may have several lines.
  package let text: String

  package init(file: String, line: Int, text: String) {
    self.file = file
    self.line = line
    self.text = text
  }
}

/// One `mainstay:ignore RULE[, RULE…] reason`.
package struct Suppression: Sendable, Hashable {
  package let file: String
  /// Where it stands.
  package let line: Int
  /// Where its comment ends: the line below that one is silenced as well.
  package let lastLine: Int
  /// Names or aliases as written; empty when it names none.
  package let rules: [String]
  /// "" when none is given.
  package let reason: String

  private static let marker = "mainstay:ignore"

  /// The suppressions of a comment. One in the middle of a sentence counts only when it names a rule that `isRule`
  /// knows: prose about suppressions is none.
  package static func parse(_ comment: SourceComment, isRule: (String) -> Bool) -> [Suppression] {
    guard comment.text.contains(marker) else { return [] }
    let lines = comment.text.split(omittingEmptySubsequences: false) { $0.isNewline }
    return lines.enumerated().compactMap { offset, line in
      guard let found = directive(in: line) else { return nil }
      let names = names(at: found.rest)
      guard found.isOwn || names.list.first.map(isRule) == true else { return nil }
      return Suppression(
        file: comment.file, line: comment.line + offset, lastLine: comment.line + lines.count - 1, rules: names.list,
        reason: reason(names.rest))
    }
  }

  /// What follows the marker, and whether only comment delimiters stand before it.
  private static func directive(in line: Substring) -> (rest: Substring, isOwn: Bool)? {
    var search = line
    while let start = index(of: marker, in: search) {
      let end = search.index(start, offsetBy: marker.count)
      let before = line[..<start]
      let isSeparate = before.last.map { $0.isWhitespace || isDelimiter($0) } ?? true
      if isSeparate, search[end...].first.map(\.isWhitespace) ?? true {
        let lead = before.reversed().drop(while: \.isWhitespace)
        return (
          search[end...],
          lead.allSatisfy { $0.isWhitespace || isDelimiter($0) } || lead.first == "#" || lead.starts(with: "//")
        )
      }
      search = search[end...]
    }
    return nil
  }

  private static func index(of needle: String, in text: Substring) -> Substring.Index? {
    var start = text.startIndex
    while let colon = text[start...].firstIndex(of: ":") {
      if let begin = text.index(colon, offsetBy: -8, limitedBy: text.startIndex), text[begin...].hasPrefix(needle) {
        return begin
      }
      start = text.index(after: colon)
    }
    return nil
  }

  private static func isDelimiter(_ character: Character) -> Bool { "#/*-;!<{%@(".contains(character) }

  private static func names(at text: Substring) -> (list: [String], rest: Substring) {
    var list: [String] = []
    var rest = text.drop(while: \.isWhitespace)
    while true {
      let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
      guard name.contains(where: \.isLetter) else { return (list, rest) }
      list.append(String(name))
      rest = rest[name.endIndex...]
      let next = rest.drop(while: \.isWhitespace)
      guard next.first == "," else { return (list, rest) }
      rest = next.dropFirst().drop(while: \.isWhitespace)
    }
  }

  private static func reason(_ text: Substring) -> String {
    var words = text.split(whereSeparator: \.isWhitespace)
    while let last = words.last, last.allSatisfy({ "*/->#}%".contains($0) }) { words.removeLast() }
    while let first = words.first, first.allSatisfy({ ":-–—(".contains($0) }) { words.removeFirst() }
    var reason = words.joined(separator: " ")
    for closer in ["*/", "-->", "#}", "%>"] where reason.hasSuffix(closer) { reason.removeLast(closer.count) }
    if let first = reason.first, ":–—".contains(first) { reason.removeFirst() }
    return reason.contains { $0.isLetter || $0.isNumber } ? reason.trimmingBlanks() : ""
  }
}

extension String {
  fileprivate func trimmingBlanks() -> String {
    let start = self[...].drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
