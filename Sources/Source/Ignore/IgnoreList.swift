/// One line of a .gitignore file.
struct IgnorePattern: Sendable, Hashable {
  /// Whether the pattern brings back what an earlier one left out.
  let negated: Bool
  let onlyDirectories: Bool
  /// Whether the pattern is matched against the path below the file that holds it, and not against the last name.
  let anchored: Bool
  let glob: Glob

  /// `nil` for a blank line or a comment. `line` is without its line feed.
  init?(line: ArraySlice<UInt8>) {
    var text = Self.trimmed(line)
    guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
    negated = first == UInt8(ascii: "!")
    if negated { text.removeFirst() }
    onlyDirectories = text.last == UInt8(ascii: "/")
    if onlyDirectories { text.removeLast() }
    anchored = text.contains(UInt8(ascii: "/"))
    if text.first == UInt8(ascii: "/") { text.removeFirst() }
    guard !text.isEmpty else { return nil }
    glob = Glob(text)
  }

  /// Without a carriage return and without trailing spaces, unless a backslash keeps them.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = line
    if text.last == 0x0D { text.removeLast() }
    while text.last == UInt8(ascii: " ") {
      let backslashes = text.dropLast().reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      if backslashes % 2 == 1 { break }
      text.removeLast()
    }
    return text
  }
}

/// The patterns of one .gitignore file, in force below the folder that holds it.
package struct IgnoreList: Sendable {
  /// The longest line and the most lines that are read: no real file comes near, and a hostile one stays cheap.
  private static let longestLine = 4096
  private static let mostPatterns = 10_000

  private let patterns: [IgnorePattern]

  /// Reads the text of a .gitignore file.
  package init(_ text: some Collection<UInt8>) {
    var bytes = ArraySlice(Array(text))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    var patterns: [IgnorePattern] = []
    for line in bytes.split(separator: 0x0A) where line.count <= Self.longestLine {
      if let pattern = IgnorePattern(line: line) { patterns.append(pattern) }
      if patterns.count == Self.mostPatterns { break }
    }
    self.patterns = patterns
  }

  package var isEmpty: Bool { patterns.isEmpty }

  /// Whether the last pattern that matches ignores (`true`) or brings back (`false`) a path; `nil` when none matches.
  /// - Parameters:
  ///   - path: relative to the folder of the list, with `/` as separator.
  ///   - nameStart: where the last segment of `path` begins.
  ///   - steps: grows by the work done.
  package func verdict(_ path: Span<UInt8>, nameStart: Int, isDirectory: Bool, steps: inout Int) -> Bool? {
    let name = path.extracting(nameStart..<path.count)
    for pattern in patterns.reversed() {
      if pattern.onlyDirectories && !isDirectory { continue }
      if pattern.glob.matches(pattern.anchored ? path : name, steps: &steps) { return !pattern.negated }
    }
    return nil
  }

  /// `verdict` for a path given as text.
  package func verdict(_ path: String, isDirectory: Bool = false) -> Bool? {
    let bytes = Array(path.utf8)
    let nameStart = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    var steps = 0
    return verdict(bytes.span, nameStart: nameStart, isDirectory: isDirectory, steps: &steps)
  }
}
