/// Writes JSON straight into bytes, keys in the order of the calls, so that equal inputs give equal bytes.
///
/// The outer two levels have a line per field and per element; what lies deeper is compact. That keeps a large
/// document readable by people and by line-based tools, at little cost in size.
package struct JSONWriter {
  private var bytes: [UInt8] = []
  private var depth = 0
  private var needsComma = false

  package init() {}

  /// The document, with a line feed at its end.
  package consuming func finish() -> String {
    bytes.append(0x0A)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// An object as the next value.
  package mutating func object(_ body: (inout JSONWriter) -> Void) { enclose(0x7B, 0x7D, body) }

  /// An array as the next value.
  package mutating func array<Elements: Sequence>(
    _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
  ) {
    enclose(0x5B, 0x5D) { writer in
      for element in elements { body(&writer, element) }
    }
  }

  /// A field whose value `body` writes with exactly one call.
  package mutating func field(_ key: String, _ body: (inout JSONWriter) -> Void) {
    separate()
    quote(key)
    bytes += depth <= 2 ? [0x3A, 0x20] : [0x3A]
    needsComma = false
    isAfterKey = true
    body(&self)
    isAfterKey = false
    needsComma = true
  }

  package mutating func field(_ key: String, _ value: String) { field(key) { $0.value(value) } }
  package mutating func field(_ key: String, _ value: Int) { field(key) { $0.value(value) } }
  package mutating func field(_ key: String, _ value: Double) { field(key) { $0.value(value) } }
  package mutating func field(_ key: String, _ value: Bool) { field(key) { $0.value(value) } }
  /// An absent value is `null`.
  package mutating func field(_ key: String, _ value: Bool?) { field(key) { $0.optional(value) { $0.value($1) } } }
  /// An absent value is `null`.
  package mutating func field(_ key: String, _ value: Int?) { field(key) { $0.optional(value) { $0.value($1) } } }
  package mutating func field(_ key: String, _ values: [String]) { field(key) { $0.array(values) { $0.value($1) } } }

  package mutating func value(_ text: String) {
    separate()
    quote(text)
  }

  package mutating func value(_ number: Int) { literal(String(number)) }
  package mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }
  package mutating func null() { literal("null") }

  /// Rounded to six decimals; what JSON has no number for is `null`.
  package mutating func value(_ number: Double) {
    guard number.isFinite, abs(number) < 1e12 else { return null() }
    let millionths = Int(number * 1_000_000 + (number < 0 ? -0.5 : 0.5))
    let fraction = String(1_000_000 + abs(millionths) % 1_000_000).dropFirst()
    let digits = fraction.prefix(1) + String(fraction.dropFirst().reversed().drop { $0 == "0" }.reversed())
    literal("\(millionths < 0 ? "-" : "")\(abs(millionths) / 1_000_000).\(digits)")
  }

  private var isAfterKey = false

  private mutating func optional<Value>(_ value: Value?, _ body: (inout JSONWriter, Value) -> Void) {
    if let value { body(&self, value) } else { null() }
  }

  private mutating func enclose(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(open)
    depth += 1
    needsComma = false
    isAfterKey = false
    let start = bytes.count
    body(&self)
    depth -= 1
    if bytes.count > start { breakLine(depth) }
    bytes.append(close)
    needsComma = true
  }

  /// Called before each key and each value; the value of a key needs nothing.
  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    if needsComma { bytes.append(0x2C) }
    if depth > 0 { breakLine(depth - 1, inner: true) }
    needsComma = true
  }

  private mutating func breakLine(_ level: Int, inner: Bool = false) {
    guard level < 2 else { return }
    bytes.append(0x0A)
    bytes += [UInt8](repeating: 0x20, count: inner ? level + 1 : level)
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes += Array(text.utf8)
  }

  /// Runs of bytes that need nothing are copied at once.
  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      var index = 0
      while index < utf8.count {
        let length = Self.length(of: utf8[index])
        if let scalar = Self.special(utf8, at: index, length) {
          bytes.append(contentsOf: utf8[start..<index])
          escape(scalar)
          start = index + length
        }
        index += length
      }
      bytes.append(contentsOf: utf8[start..<utf8.count])
    }
    bytes.append(0x22)
  }

  /// How many bytes a character takes that begins with this one.
  private static func length(of byte: UInt8) -> Int { byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }

  /// The character here, if it must not stand as it is. Swift's strings are always valid UTF-8.
  private static func special(
    _ utf8: UnsafeBufferPointer<UInt8>, at index: Int, _ length: Int
  ) -> Unicode.Scalar? {
    let first = utf8[index]
    if first < 0x80 {
      return first < 0x20 || first == 0x22 || first == 0x5C || first == 0x7F ? Unicode.Scalar(first) : nil
    }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<max(2, length) where index + offset < utf8.count {
      value = value << 6 | UInt32(utf8[index + offset] & 0x3F)
    }
    return mustEscape(value) ? Unicode.Scalar(value) : nil
  }

  /// Controls by the grammar of JSON; the line separators and direction marks so that no viewer is fooled by them.
  private static func mustEscape(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": bytes += [0x5C, 0x22]
    case "\\": bytes += [0x5C, 0x5C]
    case "\n": bytes += [0x5C, 0x6E]
    case "\r": bytes += [0x5C, 0x72]
    case "\t": bytes += [0x5C, 0x74]
    default: escapeAsCode(scalar)
    }
  }

  private mutating func escapeAsCode(_ scalar: Unicode.Scalar) {
    for unit in UTF16.encode(scalar) ?? .init() {
      let hex = String(unit, radix: 16)
      bytes += [0x5C, 0x75] + [UInt8](repeating: 0x30, count: 4 - hex.utf8.count) + Array(hex.utf8)
    }
  }
}
