package import Source

/// Prints the IR as an indented tree, one node a line: `role kind "name" flags @line`. For fixtures and debugging.
package struct SyntaxDump {
  private let file: SyntaxFile
  private let names: NameTable

  package init(_ file: SyntaxFile, names: NameTable) {
    self.file = file
    self.names = names
  }

  /// The whole file.
  package func text() -> String {
    let lines = LineIndex(file.source.bytes)
    var output = ""
    var depths: [NodeID: Int] = [0: 0]
    for id in file.nodes.indices.map({ NodeID($0) }) {
      let node = file[id]
      let depth = id == 0 ? 0 : (depths[node.parent] ?? 0) + 1
      depths[id] = depth
      output += String(repeating: "  ", count: depth) + describe(id, node)
      output += " @\(lines.line(at: node.start))\n"
    }
    return output
  }

  private func describe(_ id: NodeID, _ node: SyntaxNode) -> String {
    var text = node.role == .none ? "\(node.kind)" : "\(node.role): \(node.kind)"
    switch node.kind {
    case .string: text += " \"\(file.stringValue(id) ?? "")\""
    case .number, .regex, .unknown: text += " `\(file.text(id).prefix(40))`"
    default: if !node.name.isNone { text += " \(names[node.name])" }
    }
    if node.flags.rawValue != 0 { text += " #" + String(node.flags.rawValue, radix: 16) }
    return text
  }
}
