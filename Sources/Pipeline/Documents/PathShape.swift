internal import Source

/// A path template taken apart for comparison: parameters lose their names.
struct PathShape: Hashable {
  /// `{p}` for a parameter, `{}` for a part that could not be seen.
  let segments: [String]

  static let parameter = "{p}"
  static let unseen = "{}"

  init(_ path: String) {
    let end = path.firstIndex { $0 == "?" || $0 == "#" } ?? path.endIndex
    segments = path[..<end].split(separator: "/").map { Self.normalized($0) }
  }

  init(segments: [String]) { self.segments = segments }

  private static func normalized(_ segment: Substring) -> String {
    guard segment.utf8.contains(UInt8(ascii: "{")) else { return String(segment) }
    var output = ""
    var depth = 0
    var isNamed = false
    for character in segment {
      switch character {
      case "{":
        if depth == 0 { isNamed = false }
        depth += 1
      case "}" where depth > 0:
        depth -= 1
        if depth == 0 { output += isNamed ? parameter : unseen }
      default:
        if depth == 0 { output.append(character) } else { isNamed = true }
      }
    }
    return output
  }

  static func isVariable(_ segment: String) -> Bool { segment.utf8.contains(UInt8(ascii: "{")) }

  /// The segments that are constant.
  var literals: [String] { segments.filter { !Self.isVariable($0) } }

  var hasUnseenParts: Bool { segments.contains { $0.contains(Self.unseen) } }

  /// Patterns of routers that are no templates.
  var isPattern: Bool {
    segments.contains { segment in segment.utf8.contains { "*+?()[]\\^$|:".utf8.contains($0) } }
  }

  /// Whether requests for another path may be answered here: a parameter takes any word on either side, a part that
  /// could not be seen any number of them, and `rest` says that the last parameter takes all that follows.
  func mayAnswer(_ other: PathShape, rest: Bool, optional: Bool) -> Bool {
    if Self.matches(segments[...], other.segments[...], rest: rest) { return true }
    // `/posts/:id?`
    var shorter = segments
    while optional, let last = shorter.last, Self.isVariable(last) {
      shorter.removeLast()
      if Self.matches(shorter[...], other.segments[...], rest: false) { return true }
    }
    return false
  }

  /// Follows both from the left; of an unseen part, every length is tried once.
  private static func matches(_ own: ArraySlice<String>, _ other: ArraySlice<String>, rest: Bool) -> Bool {
    var (own, other) = (own, other)
    while let first = own.first {
      if first == unseen { return own.count == 1 || tails(of: own.dropFirst(), other) }
      if own.count == 1, rest, isVariable(first) || first.contains("*") { return true }
      guard let word = other.first else { return false }
      guard first == word || isVariable(first) || isVariable(word) || isSame(first, word) else { return false }
      own.removeFirst()
      other.removeFirst()
    }
    return other.isEmpty
  }

  /// Routers differ in whether they tell capital letters apart.
  private static func isSame(_ first: String, _ second: String) -> Bool {
    first.utf8.count == second.utf8.count && first.lowercased() == second.lowercased()
  }

  /// Whether what follows an unseen part fits the end of another path.
  private static func tails(of own: ArraySlice<String>, _ other: ArraySlice<String>) -> Bool {
    guard own.count <= other.count else { return false }
    return zip(own, other.suffix(own.count)).allSatisfy { mine, theirs in
      isVariable(mine) || isVariable(theirs) || isSame(mine, theirs)
    }
  }
}
