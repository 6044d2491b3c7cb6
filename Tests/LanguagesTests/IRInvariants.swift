import Source
import Syntax

/// What must hold of every lowered file, whatever was in it.
enum IRInvariants {
  /// Describes each broken invariant; empty when the file is sound.
  static func violations(_ file: SyntaxFile) -> [String] {
    var found: [String] = []
    let nodes = file.nodes
    guard let root = nodes.first else { return ["no module"] }
    if root.kind != .module || root.parent != 0 || Int(root.next) != nodes.count { found.append("node 0 is no module") }
    if root.start != 0 || Int(root.end) != file.source.bytes.count { found.append("the module is not the whole file") }
    var depths = [Int](repeating: 0, count: nodes.count)
    var unknown = 0
    for id in nodes.indices {
      let node = nodes[id]
      if node.kind == .unknown { unknown += 1 }
      if node.start > node.end { found.append("\(id) \(node.kind): range runs backwards") }
      if Int(node.next) <= id || Int(node.next) > nodes.count { found.append("\(id) \(node.kind): next out of bounds") }
      guard id > 0 else { continue }
      let parent = nodes[Int(node.parent)]
      if Int(node.parent) >= id || node.next > parent.next { found.append("\(id) \(node.kind): not inside its parent") }
      if node.start < parent.start || node.end > parent.end {
        found.append("\(id) \(node.kind) \(node.range): range outside its parent \(parent.kind) \(parent.range)")
      }
      depths[id] = depths[Int(node.parent)] + 1
      if depths[id] > SyntaxLimits.maxDepth { found.append("\(id) \(node.kind): deeper than the limit") }
    }
    found += siblings(file)
    if unknown != file.unknownNodes { found.append("\(unknown) unknown nodes, \(file.unknownNodes) counted") }
    for (left, right) in zip(file.comments, file.comments.dropFirst()) where right.start < left.end {
      found.append("comments out of order")
    }
    return found
  }

  /// `children` visits exactly the nodes that name a node as their parent, in source order.
  private static func siblings(_ file: SyntaxFile) -> [String] {
    var found: [String] = []
    var visited = 1
    for id in file.nodes.indices {
      var start: UInt32 = 0
      for child in file.children(NodeID(id)) {
        visited += 1
        if Int(file[child].parent) != id { found.append("\(child): wrong parent") }
        if file[child].start < start { found.append("\(child) \(file[child].kind): before its elder sibling") }
        start = file[child].start
      }
    }
    if visited != file.nodes.count { found.append("\(visited) of \(file.nodes.count) nodes are reachable") }
    return found
  }
}
