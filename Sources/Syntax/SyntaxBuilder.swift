package import Source

/// Appends nodes in pre-order while a file is lowered. A lowering opens a node, adds its children, closes it.
package struct SyntaxBuilder {
  package private(set) var nodes = ContiguousArray<SyntaxNode>()
  package private(set) var comments: [ByteRange] = []
  package private(set) var unknownNodes = 0
  /// How deeply nested the next node would be. Stored, since a lowering asks before every node.
  package private(set) var depth = 0
  /// The innermost open node, whose parents are the other open ones.
  private var innermost: NodeID = 0

  package init(capacity: Int) {
    nodes.reserveCapacity(capacity)
  }

  /// Opens a node; every node added until `close` is its descendant.
  @inline(__always)
  @discardableResult
  package mutating func open(
    _ kind: SyntaxKind, _ role: SyntaxRole, start: UInt32, end: UInt32, name: Name = .none, flags: SyntaxFlags = []
  ) -> NodeID {
    let id = NodeID(nodes.count)
    nodes.append(
      SyntaxNode(
        start: start, end: end, name: name, next: id + 1, parent: innermost, kind: kind, role: role, flags: flags))
    if kind == .unknown { unknownNodes += 1 }
    innermost = id
    depth += 1
    return id
  }

  /// Closes the innermost open node.
  @inline(__always)
  package mutating func close() {
    guard depth > 0 else { return }
    nodes[Int(innermost)].next = NodeID(nodes.count)
    innermost = nodes[Int(innermost)].parent
    depth -= 1
  }

  /// Adds a node without children.
  @inline(__always)
  @discardableResult
  package mutating func leaf(
    _ kind: SyntaxKind, _ role: SyntaxRole, start: UInt32, end: UInt32, name: Name = .none, flags: SyntaxFlags = []
  ) -> NodeID {
    let id = NodeID(nodes.count)
    nodes.append(
      SyntaxNode(
        start: start, end: end, name: name, next: id + 1, parent: innermost, kind: kind, role: role, flags: flags))
    if kind == .unknown { unknownNodes += 1 }
    return id
  }

  /// Changes an open or added node, for what is known only after its children.
  @inline(__always)
  package mutating func update(_ id: NodeID, _ change: (inout SyntaxNode) -> Void) { change(&nodes[Int(id)]) }

  package mutating func addComment(_ range: ByteRange) { comments.append(range) }

  /// The finished file. `syntaxErrors` comes from the parser.
  package consuming func finish(source: SourceFile, syntaxErrors: Int) -> SyntaxFile {
    SyntaxFile(
      source: source, nodes: nodes, comments: comments, syntaxErrors: syntaxErrors, unknownNodes: unknownNodes)
  }
}
