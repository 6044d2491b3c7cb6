internal import Source
internal import Syntax

/// Members that a module hangs on what it exports, or on a table, after making it: `const helpers = module.exports;
/// helpers.setUp = …`, `Object.assign(helpers, {…})`, `require("./more")(helpers)`.
extension Evaluator {
  /// The most places that hand one object on to have more hung on it.
  private static let maxMixins = 64

  /// The names of a file's variables that hold what it exports, `exports` itself first.
  func exportNames(_ id: FileID, _ file: SyntaxFile, _ index: FileIndex) -> [Name] {
    if let known = exportNamesMemo[id] { return known }
    var names = [words.exports]
    for binding in index.bindings(in: 0) where binding.kind == .assigned && file[binding.node].kind == .name {
      let statement = file[binding.node].parent
      guard file[statement].kind == .assignment, file[binding.node].role == .target,
        let value = file.child(statement, .value), holdsExports(value, file), !names.contains(binding.name)
      else { continue }
      names.append(binding.name)
    }
    exportNamesMemo[id] = names
    return names
  }

  /// `module.exports`, `exports`, `module.exports = {}`.
  private func holdsExports(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    var node = node
    for _ in 0..<4 {
      if isExports(node, file) { return true }
      guard file[node].kind == .assignment, let value = file.child(node, .value) else { return false }
      if file.children(node, .target).contains(where: { isExports($0, file) }) { return true }
      node = value
    }
    return false
  }

  func isExports(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    guard file[node].name == words.exports else { return false }
    if file[node].kind == .name { return true }
    guard file[node].kind == .member, let object = file.child(node, .object) else { return false }
    return file[object].kind == .name && file[object].name == words.module
  }

  /// What is hung on a table that a variable holds, under a name.
  func hungMember(_ name: String, onLiteral literal: NodeRef) -> Value? {
    guard let file = program.file(literal.file), file.source.language?.isECMAScript == true,
      let index = program.index(of: literal.file), let interned = program.name(of: name)
    else { return nil }
    let names = holders(of: literal.node, file)
    return names.isEmpty ? nil : hungMember(interned, on: names, literal.file, file, index)
  }

  /// The variables that an expression is assigned to where it stands: `const a = module.exports = {}`.
  private func holders(of node: NodeID, _ file: SyntaxFile) -> [Name] {
    var node = node
    var names: [Name] = []
    while file[node].role == .value, file[file[node].parent].kind == .assignment {
      node = file[node].parent
      for target in file.children(node, .target) where file[target].kind == .name { names.append(file[target].name) }
    }
    return names
  }

  /// What is hung under a name on an object that variables of a file hold.
  func hungMember(_ name: Name, on names: [Name], _ id: FileID, _ file: SyntaxFile, _ index: FileIndex) -> Value? {
    let table = hungTable(names, id, file, index)
    if let node = table.own[name] { return child(.value, of: NodeRef(file: id, node: node)) }
    guard !table.more.isEmpty, hungDepth < 4 else { return nil }
    hungDepth += 1
    defer { hungDepth -= 1 }
    for source in table.more.reversed() {
      let value =
        source.isMixin
        ? mixinNode(name, NodeRef(file: id, node: source.node), source.position).map { self.value(of: $0) }
        : member(program.text(name), of: self.value(of: NodeRef(file: id, node: source.node)))
      if let value, value != .unknown, !isUnseen(value) { return value }
    }
    return nil
  }

  /// The expression that is hung on what a module exports, under a name.
  func hungNode(_ name: Name, on module: FileID) -> NodeRef? {
    guard let file = program.file(module), let index = program.index(of: module) else { return nil }
    let table = hungTable(exportNames(module, file, index), module, file, index)
    if let node = table.own[name] { return valueNode(NodeRef(file: module, node: node)) }
    for source in table.more.reversed() {
      let node = NodeRef(file: module, node: source.node)
      let found =
        source.isMixin
        ? mixinNode(name, node, source.position)
        : entryNode(program.text(name), of: value(of: node))
      if let found { return found }
    }
    return nil
  }

  private func valueNode(_ assignment: NodeRef) -> NodeRef? {
    program.file(assignment.file)?.child(assignment.node, .value).map { NodeRef(file: assignment.file, node: $0) }
  }

  /// A name that only looks like something: of an external, any member may be.
  private func isUnseen(_ value: Value) -> Bool {
    switch value {
    case .external, .member: true
    default: false
    }
  }

  /// All names that are hung on a table by assignment, for those who need every entry.
  func hungNames(onLiteral literal: NodeRef) -> [Name] {
    guard let file = program.file(literal.file), let index = program.index(of: literal.file) else { return [] }
    let names = holders(of: literal.node, file)
    return names.isEmpty ? [] : hungTable(names, literal.file, file, index).own.keys.sorted { $0.raw < $1.raw }
  }

  /// What a function hangs on its parameter that is handed the object: `module.exports = (user) => { user.find = … }`.
  private func mixinNode(_ name: Name, _ call: NodeRef, _ position: Int) -> NodeRef? {
    guard let file = program.file(call.file), let callee = file.child(call.node, .callee),
      case .function(let function) = value(of: NodeRef(file: call.file, node: callee)),
      let node = attributesOfParameter(position, function)[name]
    else { return nil }
    return valueNode(NodeRef(file: function.file, node: node))
  }

  private func attributesOfParameter(_ position: Int, _ function: NodeRef) -> [Name: NodeID] {
    let parameters = parameters(of: function)
    guard position < parameters.count else { return [:] }
    if let known = mixinMemo[parameters[position]] { return known }
    var found: [Name: NodeID] = [:]
    if let file = program.file(function.file), let index = program.index(of: function.file),
      let scope = index.scope(openedBy: function.node)
    {
      let own = file[parameters[position].node].name
      for attribute in index.attributes where attribute.object == own && attribute.scope == scope {
        found[attribute.name] = attribute.node
      }
    }
    mixinMemo[parameters[position]] = found
    return found
  }

  private func hungTable(_ names: [Name], _ id: FileID, _ file: SyntaxFile, _ index: FileIndex) -> HungTable {
    let question = HungQuestion(file: id, names: names)
    if let known = hungMemo[question] { return known }
    var table = HungTable()
    for attribute in index.attributes where names.contains(attribute.object) {
      let isTop = attribute.scope == 0
      // What functions assign later is not what the module sets up.
      guard isTop || table.own[attribute.name] == nil, isTop || !isShadowed(attribute, index) else { continue }
      table.own[attribute.name] = attribute.node
    }
    for call in index.calls where call.scope == 0 && table.more.count < Self.maxMixins {
      for (position, argument) in file.children(call.node, .argument).enumerated() {
        guard file[argument].kind == .name ? names.contains(file[argument].name) : isExports(argument, file),
          let callee = file.child(call.node, .callee)
        else { continue }
        if position == 0, isAssign(callee, file) {
          table.more += file.children(call.node, .argument).dropFirst().map { HungTable.Source(node: $0) }
        } else if file[callee].kind == .call || file[callee].kind == .name {
          table.more.append(HungTable.Source(node: call.node, position: position, isMixin: true))
        }
      }
    }
    hungMemo[question] = table
    return table
  }

  /// `Object.assign`.
  private func isAssign(_ callee: NodeID, _ file: SyntaxFile) -> Bool {
    guard file[callee].kind == .member, let object = file.child(callee, .object), file[object].kind == .name else {
      return false
    }
    return program.text(file[callee].name) == "assign" && program.text(file[object].name) == "Object"
  }

  /// Whether a function around an attribute binds the object's name for itself.
  private func isShadowed(_ attribute: AttributeBinding, _ index: FileIndex) -> Bool {
    var scope = attribute.scope
    while scope > 0 {
      if !index.bindings(of: attribute.object, in: scope).isEmpty { return true }
      scope = index.scopes[Int(scope)].parent
    }
    return false
  }
}

/// What is hung on an object of a module.
struct HungTable {
  /// An expression whose members are taken over, or a call that hangs more on one of its arguments.
  struct Source {
    let node: NodeID
    var position = 0
    var isMixin = false
  }

  /// Assignments by the member's name.
  var own: [Name: NodeID] = [:]
  var more: [Source] = []
}

struct HungQuestion: Hashable {
  let file: FileID
  let names: [Name]
}
