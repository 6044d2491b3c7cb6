internal import Resolution

/// Comparisons of texts that may have holes, as paths with parameters have; `nil` where the holes decide.
enum GoTexts {
  static func areEqual(_ left: String, _ right: String) -> Bool? {
    guard left.contains(Value.hole) || right.contains(Value.hole) else { return left == right }
    if left.contains(Value.hole), right.contains(Value.hole) { return nil }
    let (pattern, text) = left.contains(Value.hole) ? (left, right) : (right, left)
    return mayMatch(pattern, text) ? nil : false
  }

  static func hasPrefix(_ text: String, _ prefix: String) -> Bool? {
    guard !prefix.contains(Value.hole) else { return nil }
    guard let hole = text.firstIndex(of: Value.hole) else { return text.hasPrefix(prefix) }
    let known = text[..<hole]
    if known.hasPrefix(prefix) { return true }
    return prefix.hasPrefix(known) ? nil : false
  }

  static func hasSuffix(_ text: String, _ suffix: String) -> Bool? {
    guard !suffix.contains(Value.hole) else { return nil }
    guard let hole = text.lastIndex(of: Value.hole) else { return text.hasSuffix(suffix) }
    let known = text[text.index(after: hole)...]
    if known.hasSuffix(suffix) { return true }
    return suffix.hasSuffix(known) ? nil : false
  }

  static func contains(_ text: String, _ part: String) -> Bool? {
    guard !part.contains(Value.hole) else { return nil }
    if text.split(separator: Value.hole).contains(where: { $0.contains(part) }) { return true }
    return text.contains(Value.hole) ? nil : false
  }

  /// Whether a text without holes can be one that a path's pattern stands for: a hole is within one segment.
  private static func mayMatch(_ pattern: String, _ text: String) -> Bool {
    let patterns = pattern.split(separator: "/", omittingEmptySubsequences: false)
    let segments = text.split(separator: "/", omittingEmptySubsequences: false)
    guard patterns.count == segments.count else {
      return pattern.last == Value.hole && segments.count > patterns.count
        && zip(patterns.dropLast(), segments).allSatisfy { mayBe($0, $1) }
    }
    return zip(patterns, segments).allSatisfy { mayBe($0, $1) }
  }

  private static func mayBe(_ pattern: Substring, _ segment: Substring) -> Bool {
    guard pattern.contains(Value.hole) else { return pattern == segment }
    let parts = pattern.split(separator: Value.hole, omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last else { return true }
    return segment.hasPrefix(first) && segment.hasSuffix(last) && segment.utf8.count >= first.utf8.count
  }
}
