internal import Resolution
internal import Source

/// Whether requests to an endpoint are meant.
enum SpringMatch {
  case yes, no, perhaps

  static func || (left: SpringMatch, right: SpringMatch) -> SpringMatch {
    left == .yes || right == .yes ? .yes : left == .perhaps || right == .perhaps ? .perhaps : .no
  }

  static func && (left: SpringMatch, right: SpringMatch) -> SpringMatch {
    left == .no || right == .no ? .no : left == .perhaps || right == .perhaps ? .perhaps : .yes
  }

  static prefix func ! (match: SpringMatch) -> SpringMatch {
    switch match {
    case .yes: .no
    case .no: .yes
    case .perhaps: .perhaps
    }
  }
}

/// Ant's patterns, as security and mappings use them: `?`, `*`, `**`, `{name}`, `{name:regex}`, `{*rest}`.
enum SpringPattern {
  /// Whether requests to a path template are of a pattern. A parameter stands for a text that no literal is: an endpoint
  /// of its own answers for those.
  static func matches(_ pattern: String, _ template: String) -> SpringMatch {
    if pattern.contains(Value.hole) { return .perhaps }
    let parts = segments(pattern)
    let path = segments(template)
    // A small table instead of recursion: hostile patterns cost no more than long ones.
    var row = [Bool](repeating: false, count: path.count + 1)
    row[0] = true
    for part in parts {
      var next = [Bool](repeating: false, count: path.count + 1)
      if isRest(part) {
        var reached = false
        for position in 0...path.count {
          reached = reached || row[position]
          next[position] = reached
        }
      } else {
        for position in 0..<path.count where row[position] {
          if matches(part: part, path[position]) { next[position + 1] = true }
        }
      }
      row = next
    }
    return row[path.count] ? .yes : .no
  }

  private static func segments(_ path: String) -> [Substring] {
    // Slashes in the regular expression of a parameter part nothing.
    var parts: [Substring] = []
    var depth = 0
    var start = path.startIndex
    for index in path.utf8.indices {
      switch path.utf8[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "/") where depth == 0:
        if start < index { parts.append(path[start..<index]) }
        start = path.utf8.index(after: index)
      default: break
      }
    }
    if start < path.endIndex { parts.append(path[start...]) }
    return parts
  }

  private static func isRest(_ part: Substring) -> Bool { part == "**" || part.hasPrefix("{*") }

  private static func matches(part pattern: Substring, _ segment: Substring) -> Bool {
    if pattern == "*" || isWhole(pattern) { return true }
    if segment == "**" || segment.hasPrefix("{*") { return false }
    return glob(Array(plain(pattern)), Array(plain(segment)))
  }

  private static func isWhole(_ part: Substring) -> Bool {
    part.hasPrefix("{") && part.hasSuffix("}") && part.dropFirst().firstIndex(of: "{") == nil
  }

  /// Parameters as `*` in a pattern; in a path they are texts of their own.
  private static func plain(_ part: Substring) -> String {
    guard part.contains("{") else { return String(part) }
    var output = ""
    var depth = 0
    for character in part {
      if character == "{" {
        if depth == 0 { output.append("\u{1}") }
        depth += 1
      } else if character == "}" {
        depth = max(0, depth - 1)
      } else if depth == 0 {
        output.append(character)
      }
    }
    return output
  }

  /// `*` and `?` within a segment; a parameter of the pattern (U+0001) is as `*`.
  private static func glob(_ pattern: [Character], _ text: [Character]) -> Bool {
    var row = [Bool](repeating: false, count: text.count + 1)
    row[0] = true
    for character in pattern {
      var next = [Bool](repeating: false, count: text.count + 1)
      if character == "*" || character == "\u{1}" {
        var reached = false
        for position in 0...text.count {
          reached = reached || row[position]
          next[position] = reached
        }
      } else {
        for position in 0..<text.count where row[position] && (character == "?" || character == text[position]) {
          next[position + 1] = true
        }
      }
      row = next
    }
    return row[text.count]
  }
}
