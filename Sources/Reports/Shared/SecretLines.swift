internal import Findings
internal import Model
internal import Source

/// Keeps secrets out of code excerpts.
struct SecretLines {
  /// By file and line: whether the secret began on an earlier line.
  private var known: [String: [Int: Bool]] = [:]
  /// A secret in a file is masked over at most this many lines: longer than any key.
  private static let maxLines = 400

  init(_ review: Review) {
    for secret in review.backend.secrets { add(secret.location) }
    let rules = Set(review.result.rules.filter { $0.cwe.contains(798) }.map(\.name))
    for finding in review.result.findings where rules.contains(finding.rule) {
      add(finding.location)
      for related in finding.related { add(related.location) }
      for step in finding.flow { add(step.location) }
    }
  }

  private mutating func add(_ location: Location) {
    let last = max(location.startLine, min(location.endLine, location.startLine + Self.maxLines))
    for line in location.startLine...last { known[location.file, default: [:]][line] = line > location.startLine }
  }

  /// The line with what is secret in it masked.
  func masked(_ text: String, file: String, line: Int) -> (text: String, isChanged: Bool) {
    let result =
      switch known[file]?[line] {
      case true?: Redaction.mask
      case false?: Self.isCode(file) ? Self.maskingLiterals(text) : Self.maskingValue(text)
      case nil: Self.maskingAssignments(Redaction.maskingURLPasswords(text))
      }
    return (result, result != text)
  }

  /// Whether literals are quoted in a file.
  static func isCode(_ file: String) -> Bool {
    let name = file.lowercased()
    return [".py", ".pyi", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"].contains { name.hasSuffix($0) }
  }

  /// Every quoted string; without one, everything behind the first `=` or `:`.
  private static func maskingLiterals(_ text: String) -> String {
    var result = ""
    var quote: Character?
    var isEscaped = false
    var count = 0
    for character in text {
      if let open = quote {
        if character == open, !isEscaped {
          quote = nil
          result.append(character)
        }
        isEscaped = character == "\\" && !isEscaped
      } else {
        result.append(character)
        if "\"'`".contains(character) {
          quote = character
          isEscaped = false
          count += 1
          result += Redaction.mask
        }
      }
    }
    return count > 0 ? result : maskingValue(text)
  }

  /// Everything behind the first `=` or `:`; without one, the whole line.
  private static func maskingValue(_ text: String) -> String {
    guard let separator = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return Redaction.mask }
    return text[...separator] + " " + Redaction.mask
  }

  /// A literal given to something named like a secret, on a line where no secret was reported: rather one literal
  /// too many masked than one printed.
  private static func maskingAssignments(_ text: String) -> String {
    guard names.contains(where: { text.lowercased().contains($0) }) else { return text }
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "\"" || $0 == "'" || $0 == "`" }) {
      let body = rest[rest.index(after: open)...]
      guard let close = body.firstIndex(of: rest[open]) else { break }
      let literal = body[..<close]
      result += rest[...open]
      result += isGivenToSecret(result.dropLast()) && looksSecret(literal) ? Redaction.mask : String(literal)
      result.append(rest[open])
      rest = body[body.index(after: close)...]
    }
    return result + rest
  }

  private static let names = ["secret", "passw", "token", "apikey", "api_key", "api-key", "private_key", "credential"]

  /// Whether what stands before a literal ends with `secretName =`, `"secretName":` or alike.
  private static func isGivenToSecret(_ before: Substring) -> Bool {
    let trimmed = before.reversed().drop { $0 == " " }
    guard let sign = trimmed.first, sign == "=" || sign == ":" else { return false }
    let name = trimmed.dropFirst().drop { " \"'`]=:".contains($0) }
      .prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
    let word = String(name.reversed()).lowercased()
    return names.contains { word.contains($0) }
  }

  private static func looksSecret(_ literal: Substring) -> Bool {
    literal.count >= 6 && !literal.contains { $0.isWhitespace || "{}$%<>()".contains($0) }
  }
}
