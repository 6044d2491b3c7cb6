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
