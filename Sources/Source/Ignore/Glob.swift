/// A gitignore glob, compiled: `*` and `?` stay within a path segment, `**` spans segments, `[a-z]` is a set.
///
/// Matching takes at most (pattern length × path length) steps, whatever the pattern, because only the last `*` and
/// the last `**` are ever retried: an earlier one that matches longer cannot help the rest.
package struct Glob: Sendable, Hashable {
  private enum Token: Sendable, Hashable {
    case byte(UInt8)
    case anyByte
    /// Any bytes of one segment.
    case star
    case set(ByteSet)
    /// `**/`: nothing, or whole segments with their slashes.
    case segments
    /// `**` at the end: all that follows.
    case everything
    /// What Git takes as never matching (an unclosed bracket, a lone backslash at the end).
    case never
  }

  /// The shapes of nearly every real pattern, which need no walk over tokens.
  private enum Shape: Sendable, Hashable {
    case literal([UInt8])
    case suffix([UInt8])
    case tokens([Token])
  }

  private let shape: Shape

  /// Compiles a glob without its gitignore decorations (`!`, leading or trailing `/`).
  package init(_ pattern: some Collection<UInt8>) {
    let tokens = Self.tokens(of: Array(pattern))
    if let literal = Self.literal(tokens[...]) {
      shape = .literal(literal)
    } else if case .star? = tokens.first, let suffix = Self.literal(tokens.dropFirst()),
      !suffix.contains(UInt8(ascii: "/"))
    {
      shape = .suffix(suffix)
    } else {
      shape = .tokens(tokens)
    }
  }

  /// Whether the glob matches all of `path`.
  /// - Parameter steps: grows by the work done, so that a caller can bound the cost of hostile patterns.
  package func matches(_ path: Span<UInt8>, steps: inout Int) -> Bool {
    steps += 1
    switch shape {
    case .literal(let literal):
      return literal.count == path.count && Self.equal(literal, path, from: 0)
    case .suffix(let suffix):
      guard path.count >= suffix.count, Self.equal(suffix, path, from: path.count - suffix.count) else { return false }
      for index in 0..<(path.count - suffix.count) where path[index] == UInt8(ascii: "/") { return false }
      return true
    case .tokens(let tokens):
      return Self.walk(tokens, path, &steps)
    }
  }

  /// Whether the glob matches all of `text`.
  package func matches(_ text: String) -> Bool {
    var steps = 0
    return matches(Array(text.utf8).span, steps: &steps)
  }

  private static func equal(_ bytes: [UInt8], _ path: Span<UInt8>, from start: Int) -> Bool {
    for index in bytes.indices where bytes[index] != path[start + index] { return false }
    return true
  }

  private static func literal(_ tokens: ArraySlice<Token>) -> [UInt8]? {
    var bytes: [UInt8] = []
    for token in tokens {
      guard case .byte(let byte) = token else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func walk(_ tokens: [Token], _ path: Span<UInt8>, _ steps: inout Int) -> Bool {
    let slash = UInt8(ascii: "/")
    var token = 0
    var position = 0
    var star: (token: Int, position: Int)?
    var segments: (token: Int, position: Int)?
    while true {
      steps += 1
      if token == tokens.count {
        if position == path.count { return true }
      } else {
        switch tokens[token] {
        case .everything: return true
        case .star:
          token += 1
          star = (token, position)
          continue
        case .segments:
          token += 1
          star = nil
          segments = (token, position)
          continue
        case let single:
          if position < path.count, accepts(single, path[position]) {
            token += 1
            position += 1
            continue
          }
        }
      }
      if let last = star, last.position < path.count, path[last.position] != slash {
        position = last.position + 1
        token = last.token
        star = (token, position)
      } else if let last = segments {
        position = last.position
        while position < path.count, path[position] != slash { position += 1 }
        guard position < path.count else { return false }
        position += 1
        token = last.token
        star = nil
        segments = (token, position)
      } else {
        return false
      }
    }
  }

  private static func accepts(_ token: Token, _ byte: UInt8) -> Bool {
    switch token {
    case .byte(let expected): byte == expected
    case .anyByte: byte != UInt8(ascii: "/")
    case .set(let set): byte != UInt8(ascii: "/") && set.contains(byte)
    default: false
    }
  }

  private static func tokens(of pattern: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    while index < pattern.count {
      switch pattern[index] {
      case UInt8(ascii: "*"):
        tokens.append(starToken(pattern, &index))
      case UInt8(ascii: "?"):
        tokens.append(.anyByte)
        index += 1
      case UInt8(ascii: "["):
        tokens.append(ByteSet.parse(pattern, &index).map(Token.set) ?? .never)
      case UInt8(ascii: "\\"):
        index += 1
        tokens.append(index < pattern.count ? .byte(pattern[index]) : .never)
        index += 1
      case let byte:
        tokens.append(.byte(byte))
        index += 1
      }
    }
    return tokens
  }

  /// Reads a run of stars; leaves `index` after it, and after the slash that belongs to `**/`.
  private static func starToken(_ pattern: [UInt8], _ index: inout Int) -> Token {
    let slash = UInt8(ascii: "/")
    let start = index
    while index < pattern.count, pattern[index] == UInt8(ascii: "*") { index += 1 }
    guard index - start >= 2, start == 0 || pattern[start - 1] == slash else { return .star }
    if index == pattern.count { return .everything }
    guard pattern[index] == slash else { return .star }
    index += 1
    return .segments
  }
}
