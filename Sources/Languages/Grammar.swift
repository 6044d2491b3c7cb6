internal import CTreeSitter

/// The symbols of a grammar that a lowering knows, by their names in the grammar.
protocol GrammarSymbol: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
  /// Any named symbol that there is no case for.
  static var other: Self { get }
  /// What the parser could not read.
  static var error: Self { get }
  /// Any of `operators`.
  static var operatorToken: Self { get }
  /// The symbols of comments.
  static var comments: Set<Self> { get }
  /// Tokens that are kept because the text of an operator is read from them.
  static var operators: Set<String> { get }
  /// Other tokens that are kept, each with its own symbol.
  static var tokens: [String: Self] { get }
  /// Named nodes that say nothing which the bytes of their parent do not: the fewer nodes, the less to walk.
  static var dropped: Set<String> { get }
}

extension GrammarSymbol {
  static var tokens: [String: Self] { [:] }
}

/// The fields of a grammar that a lowering asks for, by their names in the grammar.
protocol GrammarField: RawRepresentable, CaseIterable, Equatable, Sendable where RawValue == String {
  /// Any other field, and no field.
  static var none: Self { get }
}

/// Grammar symbols and fields by number, looked up by name once.
/// A grammar that lacks a name simply never produces it, so versions may differ.
struct Grammar<Symbol: GrammarSymbol, Field: GrammarField>: Sendable {
  /// Our symbol of each grammar symbol.
  let symbols: [Symbol]
  /// Our field of each grammar field.
  let fields: [Field]
  /// One byte per grammar symbol: whether the flat tree keeps it.
  let keep: [UInt8]

  init(_ language: ms_language) {
    let known = Dictionary(uniqueKeysWithValues: Symbol.allCases.map { ($0.rawValue, $0) })
    let operators = Symbol.operators
    let tokens = Symbol.tokens
    let dropped = Symbol.dropped
    var symbols: [Symbol] = []
    var keep: [UInt8] = []
    for id in 0..<ms_symbol_count(language) {
      let name = ms_symbol_name(language, UInt16(id)).map { String(cString: $0) } ?? ""
      var symbol = Symbol.other
      var kept = false
      if ms_symbol_is_named(language, UInt16(id)) {
        symbol = known[name] ?? .other
        kept = !dropped.contains(name)
      } else if let token = tokens[name] ?? (operators.contains(name) ? .operatorToken : nil) {
        symbol = token
        kept = true
      }
      symbols.append(symbol)
      keep.append(kept ? 1 : 0)
    }
    self.symbols = symbols
    self.keep = keep
    fields = Self.fields(language)
  }

  private static func fields(_ language: ms_language) -> [Field] {
    var fields = [Field](repeating: .none, count: 256)
    let known = Dictionary(uniqueKeysWithValues: Field.allCases.map { ($0.rawValue, $0) })
    for id in 0...ms_field_count(language) {
      guard let name = ms_field_name(language, UInt16(id)) else { continue }
      fields[Int(UInt8(truncatingIfNeeded: id))] = known[String(cString: name)] ?? .none
    }
    return fields
  }
}
