internal import CTreeSitter

/// What one grammar's numbers mean, looked up by name once.
struct ECMAScriptTable: Sendable {
  /// Our symbol of each grammar symbol.
  let symbols: [ECMAScriptSymbol]
  /// Our field of each grammar field.
  let fields: [ECMAScriptField]
  /// One byte per grammar symbol: whether the flat tree keeps it.
  let keep: [UInt8]

  static let javascript = ECMAScriptTable(MS_JAVASCRIPT)
  static let typescript = ECMAScriptTable(MS_TYPESCRIPT)
  static let tsx = ECMAScriptTable(MS_TSX)

  private init(_ language: ms_language) {
    let known = Dictionary(uniqueKeysWithValues: ECMAScriptSymbol.allCases.map { ($0.rawValue, $0) })
    var symbols: [ECMAScriptSymbol] = []
    var keep: [UInt8] = []
    for id in 0..<UInt16(ms_symbol_count(language)) {
      let isNamed = ms_symbol_is_named(language, id)
      let name = ms_symbol_name(language, id).map { String(cString: $0) } ?? ""
      let symbol = known[isNamed ? name : "'" + name]
      symbols.append(symbol ?? .other)
      keep.append(symbol.map { !$0.isDropped } ?? isNamed ? 1 : 0)
    }
    let knownFields = Dictionary(uniqueKeysWithValues: ECMAScriptField.allCases.map { ($0.rawValue, $0) })
    self.symbols = symbols
    self.keep = keep
    fields = (0...UInt16(ms_field_count(language))).map { id in
      ms_field_name(language, id).flatMap { knownFields[String(cString: $0)] } ?? .none
    }
  }
}
