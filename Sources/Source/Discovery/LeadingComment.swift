/// The text of the comments (or the docstring) before a file's first code.
enum LeadingComment {
  /// How far a leading comment is read, in bytes.
  static let longest = 4096

  /// The comment's bytes, ASCII letters in lower case.
  static func lowercased(_ bytes: [UInt8], language: Language) -> [UInt8] {
    var text: [UInt8] = []
    /// What ends the comment that an earlier line began.
    var terminator: [UInt8]?
    for line in bytes.prefix(longest).split(separator: 0x0A) {
      let trimmed = line.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
      if let end = terminator {
        append(trimmed, to: &text)
        if contains(trimmed, end) { terminator = nil }
        continue
      }
      if trimmed.isEmpty { continue }
      guard let end = commentEnd(trimmed, language) else {
        if isPrologue(trimmed) { continue }
        break
      }
      append(trimmed, to: &text)
      if !end.isEmpty, !contains(trimmed.dropFirst(end.count), end) { terminator = end }
    }
    return text
  }

  private static func append(_ line: ArraySlice<UInt8>, to text: inout [UInt8]) {
    for byte in line { text.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
    text.append(0x0A)
  }

  /// `nil` for a line that begins with code; otherwise what ends the comment, empty when the line's end does.
  private static func commentEnd(_ line: ArraySlice<UInt8>, _ language: Language) -> [UInt8]? {
    if language == .python {
      if line.first == UInt8(ascii: "#") { return [] }
      let text = line.first == UInt8(ascii: "r") ? line.dropFirst() : line
      for quote in pythonQuotes where text.starts(with: quote) { return quote }
      return nil
    }
    if line.starts(with: "//".utf8) || line.starts(with: "#!".utf8) { return [] }
    return line.starts(with: "/*".utf8) ? blockEnd : nil
  }

  private static let pythonQuotes = [Array("\"\"\"".utf8), Array("'''".utf8)]
  private static let blockEnd = Array("*/".utf8)

  private static func isPrologue(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "\"use strict\"".utf8) || line.starts(with: "'use strict'".utf8)
      || line.starts(with: "from __future__ ".utf8)
  }

  private static func contains(_ line: ArraySlice<UInt8>, _ text: [UInt8]) -> Bool {
    guard line.count >= text.count else { return false }
    return (line.startIndex...(line.endIndex - text.count)).contains { line[$0...].starts(with: text) }
  }
}
