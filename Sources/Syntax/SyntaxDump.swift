package import Source

/// Prints the IR as an indented tree, for snapshots and debugging. One node a line:
/// `role: kind name [flags] @line` or, when it ends on another line, `@line-line`; literals show their value.
package struct SyntaxDump {
  private let file: SyntaxFile
  private let names: NameTable

  package init(_ file: SyntaxFile, names: NameTable) {
    self.file = file
    self.names = names
  }

  /// The whole file, then its comments and, when there are any, the counts of what was not understood.
  package func text() -> String {
    let lines = LineIndex(file.source.bytes)
    var output = ""
    var depths = [Int](repeating: 0, count: file.nodes.count)
    for id in file.nodes.indices {
      let node = file.nodes[id]
      if id > 0 { depths[id] = depths[Int(node.parent)] + 1 }
      output += String(repeating: "  ", count: depths[id])
      output += describe(NodeID(id), node) + " @" + span(node.range, lines) + "\n"
    }
    if !file.comments.isEmpty {
      output += "comments:" + file.comments.map { " @" + span($0, lines) }.joined() + "\n"
    }
    if file.syntaxErrors > 0 { output += "syntax errors: \(file.syntaxErrors)\n" }
    if file.unknownNodes > 0 { output += "unknown nodes: \(file.unknownNodes)\n" }
    return output
  }

  private func span(_ range: ByteRange, _ lines: LineIndex) -> String {
    let first = lines.line(at: range.start)
    let last = lines.line(at: range.end > range.start ? range.end - 1 : range.end)
    return last > first ? "\(first)-\(last)" : "\(first)"
  }

  private func describe(_ id: NodeID, _ node: SyntaxNode) -> String {
    var text = node.role == .none ? "\(node.kind)" : "\(node.role): \(node.kind)"
    switch node.kind {
    case .string: text += " \"\(Self.escape(file.stringValue(id) ?? ""))\""
    case .number, .regex, .unknown: text += " `\(Self.escape(String(file.text(id).prefix(60))))`"
    default: if !node.name.isNone { text += " \(names[node.name])" }
    }
    let flags = node.flags.names(of: node.kind)
    return flags.isEmpty ? text : text + " [" + flags.joined(separator: " ") + "]"
  }

  /// One line, whatever the text holds.
  private static func escape(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\\": output += "\\\\"
      default: if scalar.value < 0x20 { output += "\\?" } else { output.unicodeScalars.append(scalar) }
      }
    }
    return output
  }
}

extension SyntaxFlags {
  /// The names of the flags that are set, as this kind reads them; a bit it does not have is printed as a number.
  package func names(of kind: SyntaxKind) -> [String] {
    var rest = self
    var names: [String] = []
    for (flag, name) in Self.known(to: kind) + [(.synthetic, "synthetic")] where rest.contains(flag) {
      names.append(name)
      rest.remove(flag)
    }
    if !rest.isEmpty { names.append("#" + String(rest.rawValue, radix: 16)) }
    return names
  }

  private static let exports: [(SyntaxFlags, String)] = [(.exported, "exported"), (.defaultExport, "defaultExport")]

  private static func known(to kind: SyntaxKind) -> [(SyntaxFlags, String)] {
    switch kind {
    case .function:
      [
        (.async, "async"), (.generator, "generator"), (.lambda, "lambda"), (.method, "method"),
        (.isStatic, "isStatic"), (.getter, "getter"), (.setter, "setter"), (.constructor, "constructor"),
        (.optional, "optional"), (.isPrivate, "isPrivate"),
      ] + exports
    case .parameter:
      [
        (.variadic, "variadic"), (.keywordVariadic, "keywordVariadic"), (.keywordOnly, "keywordOnly"),
        (.positionalOnly, "positionalOnly"), (.optional, "optional"), (.property, "property"),
        (.receiver, "receiver"),
      ]
    case .importDeclaration, .importBinding, .export:
      [(.typeOnly, "typeOnly"), (.namespace, "namespace"), (.rootOnly, "rootOnly"), (.isStatic, "isStatic")] + exports
    case .assignment: [(.declaration, "declaration"), (.constant, "constant")] + exports
    case .field:
      [
        (.isStatic, "isStatic"), (.constant, "constant"), (.optional, "optional"), (.isPrivate, "isPrivate"),
        (.property, "property"),
      ] + exports
    case .classDeclaration, .interface, .enumDeclaration:
      [(.isStatic, "isStatic"), (.isPrivate, "isPrivate")] + exports
    case .block: [(.isStatic, "isStatic")]
    case .forEach: [(.async, "async"), (.keys, "keys")]
    case .whileLoop: [(.doWhile, "doWhile")]
    case .withStatement, .comprehensionClause: [(.async, "async")]
    case .switchCase: [(.isDefault, "isDefault")]
    case .jump: [(.isContinue, "isContinue")]
    case .call: [(.isNew, "isNew"), (.tagged, "tagged"), (.optional, "optional")]
    case .index: [(.typeArguments, "typeArguments"), (.optional, "optional")]
    case .spread: [(.keywordVariadic, "keywordVariadic")]
    case .string, .template: [(.raw, "raw"), (.bytes, "bytes"), (.textBlock, "textBlock")]
    case .boolean: [(.truth, "truth")]
    case .pair: [(.computed, "computed"), (.shorthand, "shorthand")]
    case .comprehension: [(.generator, "generator")]
    case .yield: [(.delegate, "delegate")]
    case .member: [(.optional, "optional"), (.methodReference, "methodReference")]
    default: exports
    }
  }
}
