package import Source

/// One value of a configuration file with its place, whatever the format.
package struct ConfigNode: Sendable, Hashable {
  package let value: ConfigValue
  /// The bytes of the file that the value was written in.
  package let range: ByteRange
  /// The line, counted from 1, that the value begins on.
  package let line: Int

  package init(_ value: ConfigValue, range: ByteRange, line: Int) {
    self.value = value
    self.range = range
    self.line = line
  }

  /// The value of a mapping's key; `nil` when there is none or this is no mapping. Of a repeated key, the last.
  package subscript(key: String) -> ConfigNode? { mapping?[key] }

  /// An element of a sequence; `nil` when there is none or this is no sequence.
  package subscript(index: Int) -> ConfigNode? {
    guard let sequence, sequence.indices.contains(index) else { return nil }
    return sequence[index]
  }

  /// The value below a chain of keys.
  package func at(_ path: String...) -> ConfigNode? {
    path.reduce(Optional(self)) { node, key in node?[key] }
  }

  /// The value of a string; `nil` for numbers and all else (see `text`).
  package var string: String? { if case .string(let string) = value { string } else { nil } }

  /// The text of any scalar as written (`8080`, `true`, `a string`); `nil` for null and collections.
  package var text: String? {
    switch value {
    case .string(let text), .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .null, .sequence, .mapping: nil
    }
  }

  package var bool: Bool? { if case .bool(let bool) = value { bool } else { nil } }

  /// The value of an integer, in any notation of the formats; `nil` for other values.
  package var int: Int? { if case .number(let text) = value { ConfigNumber.int(text) } else { nil } }

  /// The value of a number; `nil` for other values.
  package var double: Double? { if case .number(let text) = value { ConfigNumber.double(text) } else { nil } }

  package var sequence: [ConfigNode]? { if case .sequence(let items) = value { items } else { nil } }

  package var mapping: ConfigMapping? { if case .mapping(let mapping) = value { mapping } else { nil } }

  package var isNull: Bool { value == .null }

  /// The texts of a sequence of scalars, or the one text of a scalar: many keys take either.
  package var texts: [String] {
    if let sequence { return sequence.compactMap(\.text) }
    return text.map { [$0] } ?? []
  }

  /// The place for a report: the line that the value begins on.
  package func location(in path: String) -> Location { Location(file: path, line: line) }
}

/// A value of a configuration file.
package enum ConfigValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number as written, because `3.10` is often a version and `0755` a mode.
  case number(String)
  case string(String)
  case sequence([ConfigNode])
  case mapping(ConfigMapping)
}

/// Keys with values, in the order of the file.
package struct ConfigMapping: Sendable, Hashable {
  /// A key with its value.
  package struct Entry: Sendable, Hashable {
    package let key: String
    package let keyRange: ByteRange
    /// The line, counted from 1, of the key.
    package let keyLine: Int
    package let value: ConfigNode

    package init(key: String, keyRange: ByteRange, keyLine: Int, value: ConfigNode) {
      self.key = key
      self.keyRange = keyRange
      self.keyLine = keyLine
      self.value = value
    }
  }

  package let entries: [Entry]
  /// Only for mappings so large that a search through them would cost.
  private let index: [String: Int]?

  package init(_ entries: [Entry]) {
    self.entries = entries
    index =
      entries.count > 16
      ? Dictionary(entries.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { _, last in last }) : nil
  }

  package subscript(key: String) -> ConfigNode? { entry(key)?.value }

  /// The entry of a key; of a repeated key, the last.
  package func entry(_ key: String) -> Entry? {
    if let index { return index[key].map { entries[$0] } }
    return entries.last { $0.key == key }
  }

  package var keys: [String] { entries.map(\.key) }
  package var isEmpty: Bool { entries.isEmpty }
  package var count: Int { entries.count }
}

/// Reads numbers in the notations of YAML, JSON and TOML.
enum ConfigNumber {
  static func int(_ text: String) -> Int? {
    var digits = text.filter { $0 != "_" }
    var sign = ""
    if let first = digits.first, first == "+" || first == "-" {
      sign = first == "-" ? "-" : ""
      digits.removeFirst()
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
      return Int(sign + digits.dropFirst(2), radix: radix)
    }
    return Int(sign + digits)
  }

  static func double(_ text: String) -> Double? {
    let plain = text.filter { $0 != "_" }
    if let value = int(plain) { return Double(value) }
    switch plain.lowercased() {
    case ".inf", "+.inf", "inf", "+inf": return .infinity
    case "-.inf", "-inf": return -.infinity
    case ".nan", "nan", "+nan", "-nan": return .nan
    default: return Double(plain)
    }
  }

  /// Whether a text is a number as YAML's core schema and JSON write them: `12`, `-1`, `0o17`, `0xFF`, `1.5`, `.5`,
  /// `1e3`.
  static func isNumber(_ text: some Collection<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    var rest = text[...]
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    } else if first == UInt8(ascii: "0"), let radix = text.dropFirst().first, text.count > 2 {
      if radix == UInt8(ascii: "x") { return text.dropFirst(2).allSatisfy { hexValue($0) != nil } }
      if radix == UInt8(ascii: "o") { return text.dropFirst(2).allSatisfy { (0x30...0x37).contains($0) } }
    }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var digits = whole.count
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      digits += fraction.count
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard digits > 0, let exponent = rest.first else { return digits > 0 }
    guard exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") else { return false }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
