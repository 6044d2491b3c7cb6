package import Source

/// The index of a node in its file.
package typealias NodeID = Int32

/// One node of the IR, 24 bytes, no reference.
package struct SyntaxNode: Sendable, BitwiseCopyable {
  /// Byte range in the file.
  package var start: UInt32
  package var end: UInt32
  /// A name, or a string's `StringTrim`.
  private var payload: Name
  /// The index after the last descendant.
  package var next: NodeID
  package var parent: NodeID
  package var kind: SyntaxKind
  package var role: SyntaxRole
  package var flags: SyntaxFlags

  package var range: ByteRange { ByteRange(start: start, end: end) }

  @inline(__always)
  package init(
    start: UInt32, end: UInt32, name: Name, next: NodeID, parent: NodeID, kind: SyntaxKind, role: SyntaxRole,
    flags: SyntaxFlags
  ) {
    self.start = start
    self.end = end
    payload = name
    self.next = next
    self.parent = parent
    self.kind = kind
    self.role = role
    self.flags = flags
  }

  /// What it means is said at each kind. A string has none: whoever asks any node for its name may do so.
  package var name: Name {
    @inline(__always) get { kind == .string ? .none : payload }
    @inline(__always) set { payload = newValue }
  }

  /// How many bytes stand around a string's content; only for `string`.
  package var trim: StringTrim { StringTrim(payload) }
}

/// How many bytes a literal's prefix and suffix take, packed into a node's `name`.
package struct StringTrim: Sendable {
  package let prefix: Int
  package let suffix: Int

  package init(prefix: Int, suffix: Int) {
    self.prefix = prefix
    self.suffix = suffix
  }

  package init(_ name: Name) {
    prefix = Int(name.raw >> 8)
    suffix = Int(name.raw & 0xFF)
  }

  package var name: Name { Name(raw: UInt32(prefix) << 8 | UInt32(suffix & 0xFF)) }
}

/// A lowered file: flat, immutable, shared by reference (one instance per file, none per node).
package final class SyntaxFile: Sendable {
  package let source: SourceFile
  /// Written only by `rename`, before the file is shared.
  package private(set) nonisolated(unsafe) var nodes: ContiguousArray<SyntaxNode>
  /// Every comment, in order.
  package let comments: [ByteRange]
  /// ERROR and MISSING nodes of the concrete tree.
  package let syntaxErrors: Int
  /// Nodes of kind `unknown`.
  package let unknownNodes: Int

  package init(
    source: SourceFile, nodes: ContiguousArray<SyntaxNode>, comments: [ByteRange], syntaxErrors: Int, unknownNodes: Int
  ) {
    self.source = source
    self.nodes = nodes
    self.comments = comments
    self.syntaxErrors = syntaxErrors
    self.unknownNodes = unknownNodes
  }

  /// Replaces the names of the worker that lowered the file by those of the run. Call it once, before anyone else
  /// has the file.
  package func rename(_ map: [Name]) {
    map.withUnsafeBufferPointer { map in
      nodes.withUnsafeMutableBufferPointer { nodes in
        for index in nodes.indices where nodes[index].kind != .string {
          nodes[index].name = map[Int(nodes[index].name.raw)]
        }
      }
    }
  }

  @inline(__always)
  package subscript(id: NodeID) -> SyntaxNode { nodes[Int(id)] }

  /// The children of a node, in order.
  @inline(__always)
  package func children(_ id: NodeID) -> SyntaxChildren {
    SyntaxChildren(file: self, first: id + 1, end: nodes[Int(id)].next)
  }

  /// The children with a role, in order.
  package func children(_ id: NodeID, _ role: SyntaxRole) -> [NodeID] {
    var found: [NodeID] = []
    for child in children(id) where nodes[Int(child)].role == role { found.append(child) }
    return found
  }

  /// The first child with a role.
  @inline(__always)
  package func child(_ id: NodeID, _ role: SyntaxRole) -> NodeID? {
    var child = id + 1
    let end = nodes[Int(id)].next
    while child < end {
      let node = nodes[Int(child)]
      if node.role == role { return child }
      child = node.next
    }
    return nil
  }

  /// The nearest ancestor of one of the given kinds.
  package func ancestor(of id: NodeID, where matches: (SyntaxNode) -> Bool) -> NodeID? {
    var current = id
    while current != 0 {
      current = nodes[Int(current)].parent
      if matches(nodes[Int(current)]) { return current }
    }
    return nil
  }

  /// The source text of a node.
  package func text(_ id: NodeID) -> String { source.text(nodes[Int(id)].range) }
}

/// A node's children, as a sequence without allocation.
package struct SyntaxChildren: Sequence, IteratorProtocol, Sendable {
  let file: SyntaxFile
  var first: NodeID
  let end: NodeID

  @inline(__always)
  package mutating func next() -> NodeID? {
    guard first < end else { return nil }
    let current = first
    first = file.nodes[Int(current)].next
    return current
  }
}
