internal import CTreeSitter
internal import Source
internal import Syntax

/// A node's children without the comments.
struct PythonChildren: Sequence, IteratorProtocol {
  let nodes: UnsafeBufferPointer<ms_node>
  let comment: UInt16
  var current: Int
  let end: Int

  @inline(__always)
  mutating func next() -> Int? {
    while current < end {
      let index = current
      current = Int(nodes[index].end_index)
      if nodes[index].symbol != comment { return index }
    }
    return nil
  }
}

/// Reading the concrete tree and adding plain nodes.
extension PythonWalker {
  @inline(__always)
  func symbol(_ index: Int) -> PythonSymbol {
    let symbol = Int(tree.nodes[index].symbol)
    return symbol < symbols.count ? symbols[symbol] : .error
  }

  @inline(__always)
  func field(_ index: Int) -> PythonField { fields[Int(tree.nodes[index].field)] }

  @inline(__always)
  func children(_ index: Int) -> PythonChildren {
    PythonChildren(nodes: tree.nodes, comment: comment, current: index + 1, end: tree.end(index))
  }

  /// The child of a wrapper; `nil` when there is none or, after a syntax error, more than one.
  @inline(__always)
  func onlyChild(_ index: Int) -> Int? {
    var children = children(index)
    guard let child = children.next(), children.next() == nil else { return nil }
    return child
  }

  /// The first child that is neither token nor error.
  func firstOperand(_ index: Int) -> Int? {
    for child in children(index) where symbol(child) != .operatorToken && symbol(child) != .error { return child }
    return nil
  }

  func child(_ index: Int, _ wanted: PythonField) -> Int? {
    for child in children(index) where field(child) == wanted { return child }
    return nil
  }

  /// Whether there is a comma in a gap between nodes, comments left out.
  func hasComma(_ start: UInt32, _ end: UInt32) -> Bool {
    var inComment = false
    for byte in tree.slice(start, max(start, end)) {
      switch byte {
      case UInt8(ascii: "#"): inComment = true
      case 0x0A: inComment = false
      case UInt8(ascii: ","): if !inComment { return true }
      default: break
      }
    }
    return false
  }

  /// Whether a node's text is exactly this.
  func isText(_ index: Int, _ text: StaticString) -> Bool {
    let bytes = tree.text(index)
    guard bytes.count == text.utf8CodeUnitCount else { return false }
    for offset in 0..<bytes.count where bytes[offset] != text.utf8Start[offset] { return false }
    return true
  }

  @inline(__always)
  func intern(_ index: Int) -> Name { names.pointee.intern(tree.text(index)) }

  func constant(_ text: StaticString) -> Name {
    names.pointee.intern(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// The name of the operator token among a node's children.
  func operatorName(_ index: Int) -> Name {
    for child in children(index) where symbol(child) == .operatorToken { return operatorTokenName(child) }
    return .none
  }

  /// The name of an operator token; `not in` and `is not` may be written with any white space, `<>` is `!=`.
  func operatorTokenName(_ token: Int) -> Name {
    let text = tree.text(token)
    guard let first = text.first else { return .none }
    if first == UInt8(ascii: "n") { return constant("not in") }
    if first == UInt8(ascii: "i"), text.count > 2 { return constant("is not") }
    if first == UInt8(ascii: "<"), text.count == 2, text[1] == UInt8(ascii: ">") { return constant("!=") }
    return names.pointee.intern(text)
  }

  @inline(__always)
  @discardableResult
  func open(
    _ kind: SyntaxKind, _ role: SyntaxRole, _ index: Int, name: Name = .none, flags: SyntaxFlags = []
  ) -> NodeID {
    let node = tree.nodes[index]
    return builder.pointee.open(kind, role, start: node.start, end: node.end, name: name, flags: flags)
  }

  @inline(__always)
  func close() { builder.pointee.close() }

  @inline(__always)
  func leaf(_ kind: SyntaxKind, _ role: SyntaxRole, _ index: Int, name: Name = .none, flags: SyntaxFlags = []) {
    let node = tree.nodes[index]
    builder.pointee.leaf(kind, role, start: node.start, end: node.end, name: name, flags: flags)
  }

  @inline(__always)
  func name(_ index: Int, _ role: SyntaxRole) {
    let node = tree.nodes[index]
    // A name that the parser made up to recover from an error has no text.
    leaf(node.start == node.end ? .unknown : .name, role, index, name: intern(index))
  }

  func unknownLeaf(_ index: Int, _ role: SyntaxRole) { leaf(.unknown, role, index) }

  /// What is not understood, with whatever of it is.
  mutating func unknown(_ index: Int, _ role: SyntaxRole) {
    open(.unknown, role, index)
    for child in children(index) { lower(child, .none) }
    close()
  }
}
