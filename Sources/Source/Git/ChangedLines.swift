/// Which lines of a project's files are new or changed since a revision.
package struct ChangedLines: Sendable {
  /// Changed lines, counted from 1, by path relative to the root, for files that the revision has.
  package let ranges: [String: [Range<Int>]]
  /// The files that the revision has, relative to the root.
  private let known: Set<String>

  /// Whether any line from `first` to `last` (counted from 1, both included) changed. All of a new file did.
  package func contains(_ path: String, lines first: Int, through last: Int) -> Bool {
    guard known.contains(path) else { return true }
    return ranges[path]?.contains { $0.lowerBound <= last && first < $0.upperBound } ?? false
  }

  /// Whether a file is new since the revision.
  package func isNew(_ path: String) -> Bool { !known.contains(path) }

  /// - Parameters:
  ///   - patch: output of `git diff --unified=0 --no-prefix`.
  ///   - names: output of `git ls-files -z`.
  ///   - prefix: the root relative to the repository's top, with a trailing slash.
  init(patch: [UInt8], names: [UInt8], prefix: String) {
    known = Set(names.split(separator: 0).compactMap { Self.relative(String(decoding: $0, as: UTF8.self), prefix) })
    var ranges: [String: [Range<Int>]] = [:]
    var path: String?
    var contentLines = 0
    for line in patch.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if contentLines > 0 {
        if line.first != UInt8(ascii: "\\") { contentLines -= 1 }
      } else if line.starts(with: "+++ ".utf8) {
        path = Self.relative(Self.name(String(decoding: line.dropFirst(4), as: UTF8.self)), prefix)
      } else if line.starts(with: "@@ ".utf8), let hunk = Hunk(String(decoding: line.prefix(100), as: UTF8.self)) {
        contentLines = hunk.removed + hunk.added
        // Where lines were only removed, the lines around the gap are what changed.
        let changed = hunk.added > 0 ? hunk.start..<(hunk.start + hunk.added) : max(1, hunk.start)..<(hunk.start + 2)
        if let path { ranges[path, default: []].append(changed) }
      }
    }
    self.ranges = ranges
  }

  private static func relative(_ path: String, _ prefix: String) -> String? {
    path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
  }

  /// The name after `+++ `: a tab ends one with blanks, quotes surround one with quotes or backslashes.
  private static func name(_ text: String) -> String {
    var text = text
    if text.last == "\t" { text.removeLast() }
    guard text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 else { return text }
    var name = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if !isEscaped, character == "\\" {
        isEscaped = true
      } else {
        name.append(character)
        isEscaped = false
      }
    }
    return name
  }

  /// The figures of `@@ -12,3 +14,2 @@`.
  private struct Hunk {
    let removed: Int
    let start: Int
    let added: Int

    init?(_ line: String) {
      let words = line.split(separator: " ")
      guard words.count >= 3, let old = Self.pair(words[1], sign: "-"), let new = Self.pair(words[2], sign: "+") else {
        return nil
      }
      removed = old.count
      start = new.start
      added = new.count
    }

    private static func pair(_ word: Substring, sign: Character) -> (start: Int, count: Int)? {
      guard word.first == sign else { return nil }
      let parts = word.dropFirst().split(separator: ",")
      guard let first = parts.first, let start = Int(first) else { return nil }
      return (start, parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }
  }
}
