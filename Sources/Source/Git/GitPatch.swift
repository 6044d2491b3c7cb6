/// Reads the output of `git diff --unified=0 --no-prefix`.
enum GitPatch {
  /// The lines, counted from 1, that are new or changed in each file, by path relative to the root. Where lines were
  /// only removed, the lines around the gap count.
  /// - Parameter prefix: the root relative to the repository's top, with a trailing slash.
  static func lines(_ patch: [UInt8], prefix: String) -> [String: [ClosedRange<Int>]] {
    var lines: [String: [ClosedRange<Int>]] = [:]
    var path: String?
    // Counted, because a line of content may look like a header.
    var contentLines = 0
    for line in patch.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if contentLines > 0 {
        if line.first != UInt8(ascii: "\\") { contentLines -= 1 }
      } else if line.starts(with: "+++ ".utf8) {
        path = relative(name(String(decoding: line.dropFirst(4), as: UTF8.self)), prefix)
      } else if line.starts(with: "@@ ".utf8), let hunk = Hunk(String(decoding: line.prefix(100), as: UTF8.self)) {
        contentLines = hunk.removed + hunk.added
        if let path { lines[path, default: []].append(hunk.lines) }
      }
    }
    return lines
  }

  /// A path relative to the root; `nil` when it lies elsewhere.
  static func relative(_ path: String, _ prefix: String) -> String? {
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
    let added: Int
    private let start: Int

    var lines: ClosedRange<Int> {
      added > 0 ? start...(start + added - 1) : max(1, start)...(start + 1)
    }

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
      guard let first = parts.first, let start = Int(first), start >= 0 else { return nil }
      return (start, parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }
  }
}
