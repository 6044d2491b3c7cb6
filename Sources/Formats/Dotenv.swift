import Source

/// Files of environment variables (`.env`, `.env.example`, `docker.env`).
package enum Dotenv {
  /// Whether a file name, in lower case, is that of such a file.
  package static func isName(_ name: String) -> Bool {
    name == ".env" || name.hasPrefix(".env.") || name.hasPrefix(".env-") || name.hasSuffix(".env")
      || name.hasPrefix("env.") && (name.hasSuffix("example") || name.hasSuffix("sample"))
  }

  /// Parses a file into one mapping of strings. `export`, quotes, comments and values over several lines are
  /// understood; `${OTHER}` stays as written. Diagnostics name lines, never values.
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: the path for diagnostics.
  package static func parse(_ bytes: [UInt8], file: String = "") -> ConfigDocument {
    if let tooLarge = FormatLimits.tooLarge(bytes, file: file) {
      return ConfigDocument(documents: [], diagnostics: [tooLarge])
    }
    var parser = DotenvParser(bytes, file: file)
    return parser.parse()
  }
}

private struct DotenvParser {
  private var cursor: ByteCursor
  private var notes: FormatNotes

  init(_ bytes: [UInt8], file: String) {
    cursor = ByteCursor(bytes)
    notes = FormatNotes(file: file)
  }

  mutating func parse() -> ConfigDocument {
    var entries: [ConfigMapping.Entry] = []
    while !cursor.atEnd {
      cursor.skip { $0 == 0x20 || (0x09...0x0D).contains($0) }
      guard let byte = cursor.peek else { break }
      if byte != UInt8(ascii: "#") {
        let line = cursor.line
        if let entry = entry() { entries.append(entry) } else { notes.add(line, "is not KEY=VALUE; left out") }
      }
      cursor.skipLine()
    }
    let range = ByteRange(start: 0, end: UInt32(cursor.bytes.count))
    let root = ConfigNode(.mapping(ConfigMapping(entries)), range: range, line: 1)
    return ConfigDocument(documents: [root], diagnostics: notes.diagnostics)
  }

  private mutating func entry() -> ConfigMapping.Entry? {
    if cursor.take("export ") || cursor.take("set ") { cursor.skipBlanks() }
    let (start, line) = (cursor.position, cursor.line)
    cursor.skip { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
    guard cursor.position > start else { return nil }
    let key = cursor.text(from: start)
    let range = cursor.range(from: start)
    cursor.skipBlanks()
    guard cursor.take("=") || cursor.take(":") else { return nil }
    cursor.skipBlanks()
    let valueStart = cursor.position
    let value = value()
    let node = ConfigNode(.string(value), range: cursor.range(from: valueStart), line: line)
    return ConfigMapping.Entry(key: key, keyRange: range, keyLine: line, value: node)
  }

  private mutating func value() -> String {
    if let quote = cursor.peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`")
    {
      let saved = cursor
      if let text = quoted(quote) { return text }
      // A quote without an end is a character like any other.
      cursor = saved
    }
    let start = cursor.position
    while let byte = cursor.peek, byte != 0x0A {
      if byte == UInt8(ascii: "#"), cursor.position == start || isBlank(cursor.bytes[cursor.position - 1]) { break }
      cursor.advance()
    }
    var end = cursor.position
    while end > start, isBlank(cursor.bytes[end - 1]) { end -= 1 }
    return String(decoding: cursor.bytes[start..<end], as: UTF8.self)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// The longest quoted value that is looked at, in bytes: a private key has a few thousand.
  private static let longestValue = 32 << 10

  private mutating func quoted(_ quote: UInt8) -> String? {
    let limit = cursor.position + Self.longestValue
    cursor.advance()
    var text: [UInt8] = []
    while let byte = cursor.peek, cursor.position < limit {
      cursor.advance()
      if byte == quote { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), let next = cursor.peek {
        cursor.advance()
        switch next {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(next)
        default: text.append(contentsOf: [byte, next])
        }
      } else {
        text.append(byte)
      }
    }
    return nil
  }
}
