/// Java's text blocks.
enum TextBlock {
  /// What a text block says: the lines after the first break, without the indentation that all of them share and
  /// without spaces at their ends. The line of the closing quotes counts even where it is empty. Escapes are left.
  static func withoutIndentation(_ text: String) -> String {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
    guard lines.count > 1 else { return text }
    lines.removeFirst()
    var indentation = Int.max
    for (index, line) in lines.enumerated() {
      let blanks = line.prefix { isBlank($0) }.count
      if blanks < line.count || index == lines.count - 1 { indentation = min(indentation, blanks) }
    }
    var result = ""
    for (index, line) in lines.enumerated() {
      if index > 0 { result.append("\n") }
      var kept = line.dropFirst(indentation)
      while let last = kept.last, isBlank(last) { kept = kept.dropLast() }
      result += String(Substring(kept))
    }
    return result
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
