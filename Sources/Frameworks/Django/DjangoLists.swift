internal import Resolution
internal import Source
internal import Syntax

/// An element of a list that set-up code builds, in one of the ways in which it gets there.
struct DjangoElement {
  var node: NodeRef
  var frame: Frame?
  /// It is there only when some condition holds at the start.
  var isConditional = false
}

/// Lists as URL configurations and settings build them: literals, `+`, `+=`, `append`, `extend`, functions that return
/// them.
struct DjangoLists {
  let context: RecognizerContext
  /// Decides conditions at the start.
  var conditions: DjangoConditions
  /// What other files add to the `urlpatterns` of a file.
  private var foreign: [FileID: [(node: NodeRef, isWhole: Bool)]] = [:]
  private static let maxDepth = 14
  private static let maxElements = 4000

  init(context: RecognizerContext) {
    self.context = context
    conditions = DjangoConditions(context: context, settings: DjangoSettings(context: context, file: nil))
    readForeign()
  }

  private var evaluator: Evaluator { context.evaluator }

  /// `from project.urls import urlpatterns; urlpatterns.append(…)` in another file.
  private mutating func readForeign() {
    guard let patterns = context.program.names.lookup("urlpatterns") else { return }
    for method in ["append", "extend", "insert"] {
      guard let name = context.program.names.lookup(method) else { continue }
      for call in context.program.sites(of: name) where context.isServed(call.file) {
        guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
          let object = file.child(callee, .object), file[object].kind == .name, file[object].name == patterns,
          let target = evaluator.definition(of: NodeRef(file: call.file, node: object)), target.file != call.file,
          conditions.isOn(call), let (given, isWhole) = addition(to: patterns, call.node, file)
        else { continue }
        foreign[target.file, default: []].append((NodeRef(file: call.file, node: given), isWhole))
      }
    }
  }

  /// The elements of an expression; what is no list is its own only element.
  func elements(of ref: NodeRef, in frame: Frame? = nil) -> [DjangoElement] {
    var visiting: Set<NodeRef> = []
    return elements(DjangoElement(node: ref, frame: frame), &visiting, depth: 0)
  }

  /// The elements of a list by its name at the top of a file.
  func named(_ name: String, in id: FileID) -> [DjangoElement] {
    guard let interned = context.program.names.lookup(name) else { return [] }
    var visiting: Set<NodeRef> = []
    var found = named(interned, id, 0, nil, &visiting, depth: 0)
    guard name == "urlpatterns" else { return found }
    for (node, isWhole) in foreign[id] ?? [] {
      found += isWhole ? elements(of: node) : [DjangoElement(node: node)]
    }
    return found
  }

  private func elements(_ element: DjangoElement, _ visiting: inout Set<NodeRef>, depth: Int) -> [DjangoElement] {
    guard depth < Self.maxDepth, let file = context.program.file(element.node.file) else { return [] }
    let id = element.node.file
    func go(_ node: NodeID, _ frame: Frame? = element.frame, _ visiting: inout Set<NodeRef>) -> [DjangoElement] {
      let next = DjangoElement(
        node: NodeRef(file: id, node: node), frame: frame, isConditional: element.isConditional)
      return elements(next, &visiting, depth: depth + 1)
    }
    switch file[element.node.node].kind {
    case .list, .tuple, .set:
      var found: [DjangoElement] = []
      for child in file.children(element.node.node) where file[child].role == .element {
        if file[child].kind == .spread, let value = file.child(child, .value) {
          found += go(value, element.frame, &visiting)
        } else if file[child].kind == .conditional {
          found += go(child, element.frame, &visiting)
        } else {
          found.append(
            DjangoElement(
              node: NodeRef(file: id, node: child), frame: element.frame, isConditional: element.isConditional))
        }
        guard found.count < Self.maxElements else { return found }
      }
      return found
    case .binary, .logical:
      return [SyntaxRole.left, .right].flatMap { role in
        file.child(element.node.node, role).map { go($0, element.frame, &visiting) } ?? []
      }
    case .conditional:
      return [SyntaxRole.then, .otherwise].flatMap { role in
        file.child(element.node.node, role).map { go($0, element.frame, &visiting) } ?? []
      }
    case .index:
      // A part of a list is taken for the whole.
      guard let inner = file.child(element.node.node, .index), file[inner].kind == .slice,
        let object = file.child(element.node.node, .object)
      else { return [element] }
      return go(object, element.frame, &visiting)
    case .comprehension: return comprehended(element, file)
    case .call: return called(element, file, &visiting, depth)
    case .name, .member: return referred(element, file, &visiting, depth)
    case .null: return []
    default: return [element]
    }
  }

  private func comprehended(_ element: DjangoElement, _ file: SyntaxFile) -> [DjangoElement] {
    let id = element.node.file
    let clauses = file.children(element.node.node, .item)
    guard clauses.count == 1, let inner = file.child(element.node.node, .element),
      let target = file.child(clauses[0], .target), let iterable = file.child(clauses[0], .iterable)
    else { return [] }
    let source = evaluator.value(of: NodeRef(file: id, node: iterable), in: element.frame)
    let items = evaluator.elements(of: source, in: element.frame)
    return items.prefix(128).map { item in
      DjangoElement(
        node: NodeRef(file: id, node: inner),
        frame: bound(NodeRef(file: id, node: target), to: item, in: element.frame, file),
        isConditional: element.isConditional)
    }
  }

  /// What is known where a variable, or several, of a loop hold an item.
  private func bound(_ target: NodeRef, to item: Value, in frame: Frame?, _ file: SyntaxFile) -> Frame {
    var bindings: [NodeRef: Value] = [:]
    if file[target.node].kind == .tuple {
      for (part, value) in zip(file.children(target.node), evaluator.elements(of: item, in: frame)) {
        bindings[NodeRef(file: target.file, node: part)] = value
      }
    } else {
      bindings[target] = item
    }
    return Frame(bindings: bindings, parent: frame)
  }

  /// The ways in which a statement of a function runs for one call of it: once for each item of the loops around it.
  private func ways(_ node: NodeID, below owner: NodeID, _ id: FileID, _ file: SyntaxFile, _ frame: Frame?) -> [Frame?]
  {
    var loops: [NodeID] = []
    var current = file[node].parent
    while current != owner, current != 0 {
      if file[current].kind == .forEach { loops.append(current) }
      current = file[current].parent
    }
    var ways = [frame]
    for loop in loops.reversed() {
      guard let target = file.child(loop, .target), let iterable = file.child(loop, .iterable) else { continue }
      ways = ways.flatMap { way -> [Frame?] in
        let source = evaluator.value(of: NodeRef(file: id, node: iterable), in: way)
        let items = evaluator.elements(of: source, in: way).prefix(128)
        if items.isEmpty { return [way] }
        return items.map { bound(NodeRef(file: id, node: target), to: $0, in: way, file) }
      }
      if ways.count > 512 { ways = Array(ways.prefix(512)) }
    }
    return ways
  }

  private static let transparent = [
    "list", "tuple", "sorted", "reversed", "format_suffix_patterns", "set", "post_process_urls",
  ]

  private func called(
    _ element: DjangoElement, _ file: SyntaxFile, _ visiting: inout Set<NodeRef>, _ depth: Int
  ) -> [DjangoElement] {
    guard let callee = file.child(element.node.node, .callee) else { return [element] }
    let name = context.program.text(file[callee].name)
    if Self.transparent.contains(name), let first = evaluator.argument(0, of: element.node) {
      return elements(
        DjangoElement(node: first, frame: element.frame, isConditional: element.isConditional), &visiting,
        depth: depth + 1)
    }
    let value = evaluator.value(of: NodeRef(file: element.node.file, node: callee), in: element.frame)
    guard case .function(let function) = value, let other = context.program.file(function.file),
      visiting.insert(function).inserted
    else { return [element] }
    defer { visiting.remove(function) }
    let frame = evaluator.frame(for: function, calledAt: element.node, in: element.frame)
    let inner = frame.map { Frame(bindings: $0.bindings, parent: element.frame) } ?? element.frame
    let returned = evaluator.returns(of: function, other)
    guard !returned.isEmpty else { return [element] }
    return returned.flatMap { ref in
      elements(
        DjangoElement(node: ref, frame: inner, isConditional: element.isConditional), &visiting, depth: depth + 1)
    }
  }

  /// A name, or the name of something of another module.
  private func referred(
    _ element: DjangoElement, _ file: SyntaxFile, _ visiting: inout Set<NodeRef>, _ depth: Int
  ) -> [DjangoElement] {
    if let target = evaluator.definition(of: element.node), let other = context.program.file(target.file),
      let index = context.program.index(of: target.file), other[target.node].kind == .name,
      other[other[target.node].parent].kind == .assignment
    {
      guard visiting.insert(target).inserted else { return [] }
      defer { visiting.remove(target) }
      let scope = index.scope(of: target.node, in: other)
      let frame = target.file == element.node.file ? element.frame : nil
      let found = named(other[target.node].name, target.file, scope, frame, &visiting, depth: depth + 1)
      return found.map { inner in
        var inner = inner
        inner.isConditional = inner.isConditional || element.isConditional
        return inner
      }
    }
    // Through star imports and parameters.
    for case .literal(let literal) in evaluator.value(of: element.node, in: element.frame).alternatives
    where literal != element.node {
      return elements(
        DjangoElement(node: literal, frame: element.frame, isConditional: element.isConditional), &visiting,
        depth: depth + 1)
    }
    return [element]
  }

  /// Everything that a name in a scope is given.
  private func named(
    _ name: Name, _ id: FileID, _ scope: ScopeID, _ frame: Frame?, _ visiting: inout Set<NodeRef>, depth: Int
  ) -> [DjangoElement] {
    guard let file = context.program.file(id), let index = context.program.index(of: id) else { return [] }
    var found: [DjangoElement] = []
    let owner = index.scopes[Int(scope)].node
    var node = owner + 1
    while node < file[owner].next, found.count < Self.maxElements {
      let kind = file[node].kind
      if kind == .classDeclaration || kind == .function { node = file[node].next; continue }
      if let (given, isWhole) = addition(to: name, node, file) {
        guard conditions.isOn(NodeRef(file: id, node: node)) else {
          node = file[node].next
          continue
        }
        let isConditional = isConditional(node, below: owner, file)
        // Of a function that is followed for one call, the others do not matter.
        let ways =
          frame == nil
          ? evaluator.contexts(of: NodeRef(file: id, node: node)).map(\.frame)
          : ways(node, below: owner, id, file, frame)
        for known in ways where found.count < Self.maxElements {
          let element = DjangoElement(
            node: NodeRef(file: id, node: given), frame: known, isConditional: isConditional)
          found += isWhole ? elements(element, &visiting, depth: depth + 1) : [element]
        }
        node = file[node].next
        continue
      }
      node += 1
    }
    return found
  }

  /// What a statement adds to a list, and whether that is a list itself.
  private func addition(to name: Name, _ node: NodeID, _ file: SyntaxFile) -> (NodeID, Bool)? {
    switch file[node].kind {
    case .assignment, .augmentedAssignment:
      guard let value = file.child(node, .value),
        file.children(node, .target).contains(where: { file[$0].kind == .name && file[$0].name == name })
      else { return nil }
      return (value, true)
    case .call:
      guard let callee = file.child(node, .callee), file[callee].kind == .member,
        let object = file.child(callee, .object), file[object].kind == .name, file[object].name == name
      else { return nil }
      let arguments = file.children(node, .argument)
      switch context.program.text(file[callee].name) {
      case "append": return arguments.first.map { ($0, false) }
      case "insert": return arguments.dropFirst().first.map { ($0, false) }
      case "extend": return arguments.first.map { ($0, true) }
      default: return nil
      }
    default: return nil
    }
  }

  private func isConditional(_ node: NodeID, below owner: NodeID, _ file: SyntaxFile) -> Bool {
    var current = file[node].parent
    while current != owner, current != 0 {
      if file[current].kind == .ifStatement { return true }
      current = file[current].parent
    }
    return false
  }
}
