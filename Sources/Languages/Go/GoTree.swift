internal import CTreeSitter
internal import Source
internal import Syntax

/// A node's children without the comments.
struct GoChildren: Sequence, IteratorProtocol {
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
extension GoWalker {
  @inline(__always)
  func symbol(_ index: Int) -> GoSymbol {
    let symbol = Int(tree.nodes[index].symbol)
    return symbol < symbols.count ? symbols[symbol] : .error
  }

  @inline(__always)
  func field(_ index: Int) -> GoField { fields[Int(tree.nodes[index].field)] }

  @inline(__always)
  func children(_ index: Int) -> GoChildren {
    GoChildren(nodes: tree.nodes, comment: comment, current: index + 1, end: tree.end(index))
  }

  /// The child of a wrapper beside tokens; `nil` when there is none or, after a syntax error, more than one.
  @inline(__always)
  func onlyChild(_ index: Int) -> Int? {
    var found: Int?
    for child in children(index) where symbol(child) != .operatorToken {
      guard found == nil else { return nil }
      found = child
    }
    return found
  }

  /// The first child that is neither token nor error.
  func firstOperand(_ index: Int) -> Int? {
    for child in children(index) where symbol(child) != .operatorToken && symbol(child) != .error { return child }
    return nil
  }

  func child(_ index: Int, _ wanted: GoField) -> Int? {
    for child in children(index) where field(child) == wanted { return child }
    return nil
  }

  func count(_ index: Int, _ wanted: GoField) -> Int {
    var count = 0
    for child in children(index) where field(child) == wanted && symbol(child) != .operatorToken { count += 1 }
    return count
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
