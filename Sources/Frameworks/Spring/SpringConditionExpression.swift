internal import Resolution
internal import Source

/// Conditions such as `'${service.type:null}'=='monolith' || '${service.type:null}'=='core'`, after their placeholders
/// are filled in.
enum SpringConditionExpression {
  /// `nil` for what is more than comparisons of texts.
  static func value(_ text: String) -> Bool? {
    let any = split(text, "||")
    if any.count > 1 { return combined(any.map { value($0) }, stop: true) }
    let all = split(text, "&&")
    if all.count > 1 { return combined(all.map { value($0) }, stop: false) }
    let plain = trimmed(text)
    if plain == "true" { return true }
    if plain == "false" { return false }
    if plain.hasPrefix("("), plain.hasSuffix(")"), !plain.dropFirst().dropLast().contains("(") {
      return value(String(plain.dropFirst().dropLast()))
    }
    for (sign, isEqual) in [("==", true), ("!=", false)] {
      let sides = split(plain, sign).map { trimmed($0) }
      guard sides.count == 2 else { continue }
      guard let left = literal(sides[0]), let right = literal(sides[1]) else { return nil }
      return (left == right) == isEqual
    }
    return nil
  }

  private static func combined(_ values: [Bool?], stop: Bool) -> Bool? {
    if values.contains(stop) { return stop }
    return values.contains { $0 == nil } ? nil : !stop
  }

  private static func split(_ text: String, _ separator: String) -> [String] {
    text.components(by: separator)
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace ?? false { text = text.dropFirst() }
    while text.last?.isWhitespace ?? false { text = text.dropLast() }
    return String(text)
  }

  private static func literal(_ text: String) -> String? {
    if text.contains(Value.hole) { return nil }
    if text.hasPrefix("'"), text.hasSuffix("'"), text.utf8.count > 1 { return String(text.dropFirst().dropLast()) }
    return text.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) } ? text : nil
  }
}

extension String {
  /// The parts between the places of a text.
  fileprivate func components(by separator: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      found.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return found + [String(rest)]
  }
}
