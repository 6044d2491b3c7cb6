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

  /// The text, ended by a line feed.
  package func text() -> String {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.finish()
  }

  private func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let bool): writer.value(bool)
    case .int(let int): writer.value(int)
    case .double(let double): writer.value(double)
    case .string(let string): writer.value(string)
    case .array(let values): writer.array(values) { writer, value in value.write(to: &writer) }
    case .object(let pairs):
      writer.object { writer in
        for pair in pairs { writer.field(pair.key) { pair.value.write(to: &$0) } }
      }
    }
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
