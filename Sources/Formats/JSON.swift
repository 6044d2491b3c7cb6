import Source

/// JSON as tools write and read it: comments, trailing commas, single quotes and bare keys are taken as well.
package enum JSON {
  /// Parses one value. After a syntax error, what came before it is still returned.
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: the path for diagnostics.
  ///   - keys: keys whose objects and lists are passed over and read as null: most of a large document, where few of
  ///     its parts are asked for.
  package static func parse(
    _ bytes: [UInt8], file: String = "", leavingOut keys: Set<String> = []
  ) -> ConfigDocument {
    if let tooLarge = FormatLimits.tooLarge(bytes, file: file) {
      return ConfigDocument(documents: [], diagnostics: [tooLarge])
    }
    var parser = JSONParser(bytes, file: file, leavingOut: keys)
    return parser.parse()
  }
}

private struct JSONParser {
  private var cursor: ByteCursor
  private var notes: FormatNotes
  /// Set at the first syntax error: from then on everything only closes.
  private var stopped = false

  private let leftOut: Set<String>

  init(_ bytes: [UInt8], file: String, leavingOut keys: Set<String>) {
    cursor = ByteCursor(bytes)
    notes = FormatNotes(file: file)
    leftOut = keys
  }

  mutating func parse() -> ConfigDocument {
    skipSpace()
    guard !cursor.atEnd else { return ConfigDocument(documents: [], diagnostics: []) }
    let value = value(depth: 0)
    skipSpace()
    if !stopped, !cursor.atEnd { stop("has text after the end of its value") }
    return ConfigDocument(documents: value.map { [$0] } ?? [], diagnostics: notes.diagnostics)
  }

  private mutating func stop(_ problem: String) {
    if !stopped { notes.add(cursor.line, "is not valid JSON: \(problem); the rest was left out") }
    stopped = true
  }

  private mutating func value(depth: Int) -> ConfigNode? {
    let (start, line) = (cursor.position, cursor.line)
    let value: ConfigValue
    switch cursor.peek {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < FormatLimits.depth else {
        notes.add(line, "nests deeper than \(FormatLimits.depth) levels; what is deeper was left out")
        skipNested()
        return ConfigNode(.null, range: cursor.range(from: start), line: line)
      }
      value = cursor.peek == UInt8(ascii: "{") ? object(depth: depth) : array(depth: depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): value = .string(string())
    default:
      guard let word = word() else {
        stop("a value was expected")
        return nil
      }
      value = word
    }
    return ConfigNode(value, range: cursor.range(from: start), line: line)
  }

  private mutating func array(depth: Int) -> ConfigValue {
    cursor.advance()
    var items: [ConfigNode] = []
    while !stopped {
      skipSpace()
      if cursor.take("]") { break }
      guard let item = value(depth: depth + 1) else { break }
      items.append(item)
      skipSpace()
      if cursor.take(",") || cursor.peek == UInt8(ascii: "]") { continue }
      stop("',' or ']' was expected")
    }
    return .sequence(items)
  }

  private mutating func object(depth: Int) -> ConfigValue {
    cursor.advance()
    var entries: [ConfigMapping.Entry] = []
    while !stopped {
      skipSpace()
      if cursor.take("}") { break }
      let (start, line) = (cursor.position, cursor.line)
      guard let key = key() else {
        stop("a key was expected")
        break
      }
      let range = cursor.range(from: start)
      skipSpace()
      guard cursor.take(":") else {
        stop("':' was expected")
        break
      }
      skipSpace()
      guard let value = isLeftOut(key) ? passedOver() : value(depth: depth + 1) else { break }
      entries.append(ConfigMapping.Entry(key: key, keyRange: range, keyLine: line, value: value))
      skipSpace()
      if cursor.take(",") || cursor.peek == UInt8(ascii: "}") { continue }
      stop("',' or '}' was expected")
    }
    return .mapping(ConfigMapping(entries))
  }

  /// Whether a collection comes whose key says that nobody asks for it.
  private func isLeftOut(_ key: String) -> Bool {
    guard cursor.peek == UInt8(ascii: "{") || cursor.peek == UInt8(ascii: "[") else { return false }
    return leftOut.contains(key)
  }

  private mutating func passedOver() -> ConfigNode? {
    let (start, line) = (cursor.position, cursor.line)
    skipNested()
    return ConfigNode(.null, range: cursor.range(from: start), line: line)
  }

  private mutating func key() -> String? {
    if cursor.peek == UInt8(ascii: "\"") || cursor.peek == UInt8(ascii: "'") { return string() }
    let start = cursor.position
    cursor.skip(while: Self.isWordByte)
    return cursor.position > start ? cursor.text(from: start) : nil
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "."):
      true
    default: byte >= 0x80
    }
  }

  /// A number, `true`, `false` or `null`; anything else unquoted is an error.
  private mutating func word() -> ConfigValue? {
    let start = cursor.position
    cursor.skip(while: Self.isWordByte)
    let word = cursor.bytes[start..<cursor.position]
    if ConfigNumber.isNumber(word) { return .number(String(decoding: word, as: UTF8.self)) }
    if word.elementsEqual("true".utf8) { return .bool(true) }
    if word.elementsEqual("false".utf8) { return .bool(false) }
    return word.elementsEqual("null".utf8) ? .null : nil
  }

  private mutating func string() -> String {
    let quote = cursor.peek
    cursor.advance()
    let start = cursor.position
    // Most strings have no escapes, and are taken in one piece.
    cursor.skip { $0 != quote && $0 != UInt8(ascii: "\\") && $0 != 0x0A }
    if let byte = cursor.peek, byte == quote {
      defer { cursor.advance() }
      return cursor.text(from: start)
    }
    var text = Array(cursor.bytes[start..<cursor.position])
    while let byte = cursor.peek, byte != quote {
      if byte == 0x0A { break }
      cursor.advance()
      if byte == UInt8(ascii: "\\") { appendEscape(to: &text) } else { text.append(byte) }
    }
    if cursor.peek == quote { cursor.advance() } else { stop("a string has no end") }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func appendEscape(to text: inout [UInt8]) {
    guard let byte = cursor.peek else { return }
    cursor.advance()
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"): appendScalar(codePoint(), to: &text)
    case 0x0A: break
    default: text.append(byte)
    }
  }

  /// The code point of `\uXXXX`, of a surrogate pair when two of them make one.
  private mutating func codePoint() -> UInt32 {
    let high = fourDigits()
    guard (0xD800...0xDBFF).contains(high), cursor.isAt("\\u") else { return high }
    let saved = cursor
    cursor.advance(2)
    let low = fourDigits()
    guard (0xDC00...0xDFFF).contains(low) else {
      cursor = saved
      return high
    }
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
  }

  private mutating func fourDigits() -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = cursor.peek.flatMap(hexValue) else { break }
      value = value << 4 | digit
      cursor.advance()
    }
    return value
  }

  /// Skips a collection, strings and comments respected, without recursion.
  private mutating func skipNested() {
    var depth = 0
    while let byte = cursor.peek {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        cursor.advance()
        while let inner = cursor.peek, inner != UInt8(ascii: "\"") {
          cursor.advance(inner == UInt8(ascii: "\\") ? 2 : 1)
        }
      case UInt8(ascii: "/") where cursor.isAt("//"):
        cursor.skipLine()
        continue
      default: break
      }
      cursor.advance()
      if depth == 0 { return }
    }
    stop("a collection has no end")
  }

  /// White space and comments.
  private mutating func skipSpace() {
    while let byte = cursor.peek {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        cursor.advance()
      } else if cursor.isAt("//") {
        cursor.skipLine()
      } else if cursor.isAt("/*") {
        cursor.advance(2)
        while !cursor.atEnd, !cursor.isAt("*/") { cursor.advance() }
        cursor.advance(2)
      } else {
        return
      }
    }
  }
}
