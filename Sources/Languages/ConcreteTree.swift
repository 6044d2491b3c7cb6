internal import CTreeSitter
internal import Source

/// A concrete syntax tree as one flat pre-order array, borrowed from the parser until its next parse.
struct ConcreteTree {
  let nodes: UnsafeBufferPointer<ms_node>
  let bytes: UnsafeBufferPointer<UInt8>

  /// The byte range's text as a buffer, for interning.
  @inline(__always)
  func text(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let node = nodes[index]
    return slice(node.start, node.end)
  }

  @inline(__always)
  func slice(_ start: UInt32, _ end: UInt32) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end)])
  }

  @inline(__always)
  func isNamed(_ index: Int) -> Bool { nodes[index].flags & UInt8(MS_NAMED) != 0 }

  /// The index after the node's last descendant: its next sibling, or the parent's end.
  @inline(__always)
  func end(_ index: Int) -> Int { Int(nodes[index].end_index) }

  /// The children of a node, in order.
  @inline(__always)
  func children(_ index: Int) -> ConcreteChildren {
    ConcreteChildren(nodes: nodes, current: index + 1, end: Int(nodes[index].end_index))
  }

  /// The first child with a field id, if any.
  @inline(__always)
  func child(_ index: Int, field: UInt8) -> Int? {
    guard field != 0 else { return nil }
    for child in children(index) where nodes[child].field == field { return child }
    return nil
  }
}

/// The indices of a node's children.
struct ConcreteChildren: Sequence, IteratorProtocol {
  let nodes: UnsafeBufferPointer<ms_node>
  var current: Int
  let end: Int

  @inline(__always)
  mutating func next() -> Int? {
    guard current < end else { return nil }
    let index = current
    current = Int(nodes[index].end_index)
    return index
  }
}

/// What a lowering knows of its grammar: symbols and fields by the lowering's own enums, looked up by name once.
/// A grammar that lacks a name simply never produces it, so versions may differ.
struct GrammarTable<
  Symbol: RawRepresentable & CaseIterable & Sendable, Field: RawRepresentable & CaseIterable & Sendable
>:
  Sendable
where Symbol.RawValue == String, Field.RawValue == String {
  /// Our symbol of each grammar symbol; `nil` for those that the lowering has no case for.
  let symbols: [Symbol?]
  /// One byte per grammar symbol: whether the flat tree keeps it.
  let keep: [UInt8]
  private let fields: [UInt8]

  /// Anonymous symbols are kept only when `Symbol` has a case for them; named ones always.
  init(_ language: ms_language) {
    let known = Dictionary(uniqueKeysWithValues: Symbol.allCases.map { ($0.rawValue, $0) })
    var symbols: [Symbol?] = []
    var keep: [UInt8] = []
    for id in 0..<ms_symbol_count(language) {
      let name = ms_symbol_name(language, UInt16(id)).map { String(cString: $0) } ?? ""
      symbols.append(known[name])
      keep.append(known[name] != nil || ms_symbol_is_named(language, UInt16(id)) ? 1 : 0)
    }
    var ids: [String: UInt8] = [:]
    for id in 1...max(1, ms_field_count(language)) {
      if let name = ms_field_name(language, UInt16(id)) { ids[String(cString: name)] = UInt8(truncatingIfNeeded: id) }
    }
    self.symbols = symbols
    self.keep = keep
    self.fields = Field.allCases.map { ids[$0.rawValue] ?? 0 }
  }

  /// The grammar's id of a field; 0 when it has none.
  func id(_ index: Int) -> UInt8 { fields[index] }
}
