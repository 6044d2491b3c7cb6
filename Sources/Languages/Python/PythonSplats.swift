internal import CTreeSitter
internal import Source
internal import Syntax

extension PythonWalker {
  /// `*x`, `**x`.
  mutating func splat(_ index: Int, _ role: SyntaxRole) {
    let node = tree.nodes[index]
    if node.start == loweredStar, let operand = firstOperand(index) { return lower(operand, role) }
    let isKeyword = node.end > node.start + 1 && tree.text(index)[1] == UInt8(ascii: "*")
    open(.spread, role, index, flags: isKeyword ? .keywordVariadic : [])
    for child in children(index) { lower(child, .value) }
    close()
  }

  /// Whether an expression that is no splat begins with a star: the grammar has taken `*a.b()` for `(*a).b()`.
  @inline(__always)
  func beginsWithStar(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    return node.start < node.end && tree.bytes[Int(node.start)] == UInt8(ascii: "*") && node.start != loweredStar
  }

  /// `*a.b()` is a splat of the whole expression.
  @inline(never)
  mutating func misplacedSplat(_ index: Int, _ role: SyntaxRole) {
    let star = tree.nodes[index].start
    let outer = loweredStar
    loweredStar = star
    let spread = open(.spread, role, index)
    lower(index, .value)
    close()
    loweredStar = outer
    // The nodes that begin with the splat's operand come first, each inside the one before.
    var operand = index
    while operand < tree.nodes.count, tree.nodes[operand].start == star { operand += 1 }
    let start = operand < tree.nodes.count ? tree.nodes[operand].start : star
    var id = Int(spread) + 1
    while id < builder.pointee.nodes.count, builder.pointee.nodes[id].start == star {
      builder.pointee.update(NodeID(id)) { $0.start = min(start, $0.end) }
      id += 1
    }
  }
}
