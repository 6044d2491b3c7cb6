/// A JSON value to be written: objects keep the order in which their keys were given, so that output is
/// byte-identical from run to run.
package enum OrderedJSON: Sendable {
  case null
  case bool(Bool)
  case int(Int)
  /// Not a number and infinities have no JSON form, and are written as null.
  case double(Double)
  case string(String)
  case array([OrderedJSON])
  case object([(key: String, value: OrderedJSON)])

  /// The text: indented by two spaces and ended by a line feed, or in one line.
  package func text(indented: Bool = true) -> String {
    var writer = OrderedJSONPrinter(isIndented: indented)
    writer.write(self, depth: 0)
    if indented { writer.bytes.append(0x0A) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension OrderedJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension OrderedJSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  package init(arrayLiteral elements: OrderedJSON...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, OrderedJSON)...) {
    self = .object(elements.map { (key: $0.0, value: $0.1) })
  }

  /// An array of strings.
  package static func strings(_ strings: [String]) -> OrderedJSON { .array(strings.map { .string($0) }) }
}

private struct OrderedJSONPrinter {
  let isIndented: Bool
  var bytes: [UInt8] = []

  mutating func write(_ value: OrderedJSON, depth: Int) {
    switch value {
    case .null: append("null")
    case .bool(let bool): append(bool ? "true" : "false")
    case .int(let int): append(String(int))
    case .double(let double): append(double.isFinite ? String(double) : "null")
    case .string(let string): quote(string)
    case .array(let values):
      list("[", "]", values, depth) { writer, value in writer.write(value, depth: depth + 1) }
    case .object(let pairs):
      list("{", "}", pairs, depth) { writer, pair in
        writer.quote(pair.key)
        writer.append(writer.isIndented ? ": " : ":")
        writer.write(pair.value, depth: depth + 1)
      }
    }
  }

  private mutating func list<Element>(
    _ open: String, _ close: String, _ elements: [Element], _ depth: Int, each: (inout OrderedJSONPrinter, Element) -> Void
  ) {
    append(open)
    for (index, element) in elements.enumerated() {
      if index > 0 { append(",") }
      newLine(depth + 1)
      each(&self, element)
    }
    if !elements.isEmpty { newLine(depth) }
    append(close)
  }

  private mutating func newLine(_ depth: Int) {
    guard isIndented else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      case _ where Self.isEscaped(scalar.value): append("\\u" + Self.hex(scalar.value))
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? Unicode.UTF8.EncodedScalar())
      }
    }
    bytes.append(0x22)
  }

  /// Control characters must be escaped; so are those that a terminal or an editor would obey when somebody looks at
  /// the raw file: C1 controls, bidirectional overrides, zero-width characters and Unicode's own line separators.
  private static func isEscaped(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
