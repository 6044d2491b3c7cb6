package import Model
package import Source
package import Syntax

/// The model's ids of every function of a program: each file's top level first, then its functions in order.
package struct FunctionTable: Sendable {
  /// The first id of each file.
  private let offsets: [UInt32]
  /// Nodes of functions by file, ascending; the first is 0, the module.
  private let nodes: [[NodeID]]

  package init(_ program: Program) {
    var offsets: [UInt32] = []
    var nodes: [[NodeID]] = []
    var count: UInt32 = 0
    for position in 0..<program.fileCount {
      offsets.append(count)
      let functions =
        program.index(of: FileID(index: UInt32(position)))?.scopes.filter { $0.kind != .type }.map(\.node) ?? []
      nodes.append(functions)
      count += UInt32(functions.count)
    }
    self.offsets = offsets
    self.nodes = nodes
    self.count = Int(count)
  }

  package let count: Int

  /// The id of the function that a node opens; the module's for node 0.
  package func id(of function: NodeRef) -> FunctionID? {
    let list = nodes[Int(function.file.index)]
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < function.node { low = middle + 1 } else { high = middle }
    }
    guard low < list.count, list[low] == function.node else { return nil }
    return FunctionID(index: offsets[Int(function.file.index)] + UInt32(low))
  }

  /// The node that opens a function.
  package func ref(of id: FunctionID) -> NodeRef? {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] <= id.index { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let position = Int(id.index - offsets[low - 1])
    guard position < nodes[low - 1].count else { return nil }
    return NodeRef(file: FileID(index: UInt32(low - 1)), node: nodes[low - 1][position])
  }

  /// The function around a node, or the module's.
  package func id(around ref: NodeRef, in program: Program) -> FunctionID? {
    guard let file = program.file(ref.file), let index = program.index(of: ref.file) else { return nil }
    return id(of: NodeRef(file: ref.file, node: index.function(around: ref.node, in: file)))
  }

  /// The functions of a file, by node, in order of id.
  package func functions(of file: FileID) -> [NodeID] { nodes[Int(file.index)] }

  /// The first id of a file's functions.
  package func firstID(of file: FileID) -> UInt32 { offsets[Int(file.index)] }
}

extension Evaluator {
  /// A function's name with those of what it lies in: "Class.method", "outer.inner"; "<module>" for a file's top.
  package func qualifiedName(of function: NodeRef) -> String {
    guard function.node != 0, let file = program.file(function.file) else { return "<module>" }
    var parts: [String] = []
    if file.source.language == .go { return goQualifiedName(of: function.node, file) }
    if file.isNominal { return nominalQualifiedName(of: function.node, file) }
    var node = function.node
    while node != 0 {
      switch file[node].kind {
      case .function, .classDeclaration, .namespace: parts.append(name(of: node, file))
      default: break
      }
      node = file[node].parent
    }
    return parts.reversed().joined(separator: ".")
  }

  /// The name of a function, or of the variable or key that holds it.
  func name(of node: NodeID, _ file: SyntaxFile) -> String {
    if !file[node].name.isNone { return program.text(file[node].name) }
    var parent = file[node].parent
    // `const create = asyncHandler(async (req, res) => …)`: the variable's name.
    if file.source.language?.isECMAScript == true, file[node].role == .argument, file[parent].kind == .call,
      let callee = file.child(parent, .callee), file[callee].kind == .name
    {
      parent = file[parent].parent
    }
    switch file[parent].kind {
    case .assignment: return file.child(parent, .target).map { program.text(file[$0].name) } ?? "<lambda>"
    case .field: return program.text(file[parent].name)
    case .pair: return file.child(parent, .key).flatMap { file.stringValue($0) } ?? "<lambda>"
    default: return "<lambda>"
    }
  }
}
