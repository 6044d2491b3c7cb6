import Source

/// Reads TOML's keys and values.
struct TOMLValueParser {
  var cursor: ByteCursor
  var notes: FormatNotes

  init(_ bytes: [UInt8], file: String) {
    cursor = ByteCursor(bytes)
    notes = FormatNotes(file: file)
  }

  /// White space, line feeds and comments.
  mutating func skipSpace() {
    while let byte = cursor.peek {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        cursor.advance()
      } else if byte == UInt8(ascii: "#") {
        cursor.skipLine()
      } else {
        return
      }
    }
  }

  /// Whether nothing but a comment is left on the line.
  mutating func endsLine() -> Bool {
    cursor.skipBlanks()
    if cursor.peek == UInt8(ascii: "#") { cursor.skipLine() }
    if cursor.peek == 0x0D { cursor.advance() }
    return cursor.atEnd || cursor.peek == 0x0A
  }

  /// `a.b."c d"` with the blanks after it; `nil` when malformed.
  mutating func keyPath() -> [TOMLKey]? {
    var path: [TOMLKey] = []
    while true {
      cursor.skipBlanks()
      guard let key = key() else { return nil }
      path.append(key)
      cursor.skipBlanks()
      guard cursor.take(".") else { return path }
    }
  }

  private mutating func key() -> TOMLKey? {
    let (start, line) = (cursor.position, cursor.line)
    let text: String
    switch cursor.peek {
    case UInt8(ascii: "\""): guard let string = basicString() else { return nil }; text = string
    case UInt8(ascii: "'"): guard let string = literalString() else { return nil }; text = string
    default:
      cursor.skip(while: Self.isBareKey)
      guard cursor.position > start else { return nil }
      text = cursor.text(from: start)
    }
    return TOMLKey(text: text, range: cursor.range(from: start), line: line)
  }

  private static func isBareKey(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: byte >= 0x80
    }
  }

  /// A value; `nil` when malformed or nested too deep.
  mutating func value(depth: Int) -> ConfigNode? {
    guard depth < FormatLimits.depth / 2 else { return nil }
    let (start, line) = (cursor.position, cursor.line)
    let value: ConfigValue?
    switch cursor.peek {
    case UInt8(ascii: "\""):
      value = (cursor.isAt("\"\"\"") ? multilineString("\"\"\"", isLiteral: false) : basicString()).map { .string($0) }
    case UInt8(ascii: "'"):
      value = (cursor.isAt("'''") ? multilineString("'''", isLiteral: true) : literalString()).map { .string($0) }
    case UInt8(ascii: "["): value = array(depth: depth)
    case UInt8(ascii: "{"): value = inlineTable(depth: depth)
    default: value = word()
    }
    return value.map { ConfigNode($0, range: cursor.range(from: start), line: line) }
  }

  /// A boolean, a number, or a date or time, which is kept as a string.
  private mutating func word() -> ConfigValue? {
    let start = cursor.position
    cursor.skip { Self.isBareKey($0) || [UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: ":")].contains($0) }
    // A date and a time may be parted by one space.
    if cursor.position - start == 10, cursor.peek == 0x20, let next = cursor.peek(1), (0x30...0x39).contains(next),
      cursor.bytes[start + 4] == UInt8(ascii: "-")
    {
      cursor.advance()
      cursor.skip { (0x30...0x39).contains($0) || ":.+-Zz".utf8.contains($0) }
    }
    let text = cursor.text(from: start)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "": return nil
    default:
      if ConfigNumber.double(text) != nil { return .number(text) }
      return text.utf8.first.map { (0x30...0x39).contains($0) } == true ? .string(text) : nil
    }
  }

  private mutating func array(depth: Int) -> ConfigValue? {
    cursor.advance()
    var items: [ConfigNode] = []
    while true {
      skipSpace()
      if cursor.take("]") { return .sequence(items) }
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
      skipSpace()
      guard cursor.take(",") || cursor.peek == UInt8(ascii: "]") else { return nil }
    }
  }

  private mutating func inlineTable(depth: Int) -> ConfigValue? {
    cursor.advance()
    var entries: [ConfigMapping.Entry] = []
    while true {
      skipSpace()
      if cursor.take("}") { return .mapping(ConfigMapping(entries)) }
      guard let path = keyPath(), let first = path.first, cursor.take("="), path.count + depth < FormatLimits.depth / 2
      else { return nil }
      cursor.skipBlanks()
      guard var value = value(depth: depth + path.count) else { return nil }
      // `{ a.b = 1 }` is `{ a = { b = 1 } }`.
      for key in path.dropFirst().reversed() {
        let entry = ConfigMapping.Entry(key: key.text, keyRange: key.range, keyLine: key.line, value: value)
        value = ConfigNode(.mapping(ConfigMapping([entry])), range: value.range, line: value.line)
      }
      entries.append(ConfigMapping.Entry(key: first.text, keyRange: first.range, keyLine: first.line, value: value))
      skipSpace()
      guard cursor.take(",") || cursor.peek == UInt8(ascii: "}") else { return nil }
    }
  }

  private mutating func literalString() -> String? {
    cursor.advance()
    let start = cursor.position
    cursor.skip { $0 != UInt8(ascii: "'") && $0 != 0x0A }
    let text = cursor.text(from: start)
    return cursor.take("'") ? text : nil
  }

  private mutating func basicString() -> String? {
    cursor.advance()
    var text: [UInt8] = []
    while let byte = cursor.peek, byte != 0x0A {
      cursor.advance()
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") { appendEscape(to: &text) } else { text.append(byte) }
    }
    return nil
  }

  private mutating func multilineString(_ quotes: StaticString, isLiteral: Bool) -> String? {
    cursor.advance(3)
    if cursor.peek == 0x0D { cursor.advance() }
    if cursor.peek == 0x0A { cursor.advance() }
    var text: [UInt8] = []
    while let byte = cursor.peek {
      if cursor.take(quotes) {
        // Up to two quotes may stand before the closing three.
        while cursor.peek == quotes.utf8Start[0] {
          text.append(quotes.utf8Start[0])
          cursor.advance()
        }
        return String(decoding: text, as: UTF8.self)
      }
      cursor.advance()
      if byte == UInt8(ascii: "\\"), !isLiteral { appendEscape(to: &text) } else { text.append(byte) }
    }
    return nil
  }

  private mutating func appendEscape(to text: inout [UInt8]) {
    guard let byte = cursor.peek else { return }
    cursor.advance()
    switch byte {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "u"): appendScalar(codePoint(4), to: &text)
    case UInt8(ascii: "U"): appendScalar(codePoint(8), to: &text)
    case 0x0A, 0x0D, 0x20, 0x09: cursor.skip { $0 == 0x20 || (0x09...0x0D).contains($0) }
    default: text.append(byte)
    }
  }

  private mutating func codePoint(_ digits: Int) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = cursor.peek.flatMap(hexValue) else { break }
      value = value << 4 | digit
      cursor.advance()
    }
    return value
  }
}
