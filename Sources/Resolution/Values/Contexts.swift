internal import Source
internal import Syntax

/// One way in which a piece of set-up code runs: what is known on the way, and the calls that lead there.
package struct RunContext: Sendable {
  /// What parameters and loop variables are; `nil` when there are none to know.
  package let frame: Frame?
  /// The calls and loop elements that lead to it, outermost first: orders registrations as they happen at run time.
  package let chain: [NodeRef]

  package init(frame: Frame?, chain: [NodeRef]) {
    self.frame = frame
    self.chain = chain
  }

  /// Code that runs once, with nothing known on the way.
  package static let plain = RunContext(frame: nil, chain: [])
}

/// A function that is looked at in every way in which it is called, from a depth of such questions on.
struct ContextQuestion: Hashable {
  let function: NodeRef
  let depth: Int
}

extension Evaluator {
  /// Bounds on how many ways one piece of set-up code is looked at.
  static let maxContexts = 768
  static let maxContextDepth = 5
  /// Bounds on the ways that are gone through for one question, and for all questions.
  static let maxWays = 12_000
  static let maxWaysInAll = 250_000

  /// The ways in which set-up code at a node runs: once for each call of the function around it (`register(app, "/v1")`)
  /// and for each element of a constant table that a loop around it goes over. At least one.
  package func contexts(of ref: NodeRef) -> [RunContext] {
    wayFuel = min(Self.maxWays, Self.maxWaysInAll - waysTaken)
    return contexts(of: ref, depth: 0, visiting: [])
  }

  /// Whether one more way may be gone through: calls of calls of calls multiply.
  private func takeWay() -> Bool {
    guard wayFuel > 0 else { return false }
    wayFuel -= 1
    waysTaken += 1
    return true
  }

  private func contexts(of ref: NodeRef, depth: Int, visiting: Set<NodeRef>) -> [RunContext] {
    guard let file = program.file(ref.file), let index = program.index(of: ref.file) else {
      return [RunContext(frame: nil, chain: [])]
    }
    let function = NodeRef(file: ref.file, node: index.function(around: ref.node, in: file))
    var ways = [RunContext(frame: nil, chain: [])]
    if function.node != 0, depth < Self.maxContextDepth, !visiting.contains(function) {
      let question = ContextQuestion(function: function, depth: depth)
      if let known = contextMemo[question] {
        ways = known
      } else {
        ways = calls(of: function, depth: depth, visiting: visiting.union([function]))
        contextMemo[question] = ways
      }
    }
    for loop in loops(around: ref.node, below: function.node, file) {
      ways = unroll(NodeRef(file: ref.file, node: loop), ways, file)
    }
    return ways
  }

  /// Loops between a node and the function around it, outermost first.
  private func loops(around node: NodeID, below function: NodeID, _ file: SyntaxFile) -> [NodeID] {
    var found: [NodeID] = []
    var current = file[node].parent
    while current != function, current != 0 {
      if file[current].kind == .forEach { found.append(current) }
      current = file[current].parent
    }
    return found.reversed()
  }

  /// One way for each element of a loop over something whose elements are known.
  private func unroll(_ loop: NodeRef, _ ways: [RunContext], _ file: SyntaxFile) -> [RunContext] {
    guard let target = file.child(loop.node, .target) else { return ways }
    var unrolled: [RunContext] = []
    for way in ways {
      let iterable = child(.iterable, of: loop, in: way.frame)
      let elements = items(of: iterable, in: way.frame)
      if elements.isEmpty { unrolled.append(way) }
      for (position, element) in elements.enumerated() where unrolled.count < Self.maxContexts && takeWay() {
        var bindings: [NodeRef: Value] = [:]
        bind(NodeRef(file: loop.file, node: target), to: element, file, &bindings)
        let mark = NodeRef(file: loop.file, node: loop.node + NodeID(position))
        unrolled.append(
          RunContext(frame: Frame(bindings: bindings, parent: way.frame), chain: way.chain + [mark]))
      }
    }
    return unrolled
  }

  /// What is known in each round of a loop, or of a callback that is called for each element (`forEach`); itself when
  /// the elements can't be seen.
  package func iterations(of ref: NodeRef, in frame: Frame?) -> [Frame?] {
    guard let file = program.file(ref.file) else { return [frame] }
    let target: NodeID?
    let collection: Value
    if file[ref.node].kind == .forEach {
      target = file.child(ref.node, .target)
      collection = child(.iterable, of: ref, in: frame)
    } else {
      target = file.child(ref.node, .parameter)
      guard let callee = file.child(file[ref.node].parent, .callee), let object = file.child(callee, .object) else {
        return [frame]
      }
      collection = value(of: NodeRef(file: ref.file, node: object), in: frame)
    }
    guard let target else { return [frame] }
    let elements = items(of: collection, in: frame)
    if elements.isEmpty { return [frame] }
    return elements.prefix(Self.maxContexts).map { element in
      var bindings: [NodeRef: Value] = [:]
      bind(NodeRef(file: ref.file, node: target), to: element, file, &bindings)
      return Frame(bindings: bindings, parent: frame)
    }
  }

  /// What a loop goes over: elements, or `.items()` and `Object.entries()` as pairs.
  private func items(of value: Value, in frame: Frame?) -> [Value] {
    let plain = elements(of: value, in: frame)
    if !plain.isEmpty { return plain }
    // `new Map([…])`, `new Set([…])`: what they were made of.
    if let site = value.site, program.node(site)?.flags.contains(.isNew) ?? false,
      ["Map", "Set"].contains(value.externalName ?? ""), let table = argument(0, of: site)
    {
      return elements(of: self.value(of: table, in: frame), in: frame)
    }
    // `table.items()`: the call's object is the table.
    guard let site = value.site, let file = program.file(site.file), let callee = file.child(site.node, .callee),
      file[callee].kind == .member
    else { return [] }
    let method = program.text(file[callee].name)
    if method == "items" || method == "values", argument(0, of: site) == nil, let object = file.child(callee, .object) {
      return pairs(
        of: self.value(of: NodeRef(file: site.file, node: object), in: frame), onlyValues: method == "values")
    }
    if method == "entries" || method == "values", let table = argument(0, of: site) {
      return pairs(of: self.value(of: table, in: frame), onlyValues: method == "values")
    }
    if method == "keys", let table = argument(0, of: site) { return elements(of: self.value(of: table, in: frame)) }
    return []
  }

  /// The entries of a table, as rows of key and value.
  private func pairs(of table: Value, onlyValues: Bool) -> [Value] {
    if case .table(let entries) = table {
      return entries.map { onlyValues ? $0.value : .row([.string($0.key), $0.value]) }
    }
    return entries(of: table).map { entry in
      let value = self.value(of: entry.value)
      return onlyValues ? value : .row([.string(entry.key), value])
    }
  }

  /// Binds the names of a pattern to the parts of an element.
  func bind(_ target: NodeRef, to element: Value, _ file: SyntaxFile, _ bindings: inout [NodeRef: Value]) {
    let node = file[target.node]
    switch node.kind {
    case .name: bindings[target] = element
    case .parameter:
      if let pattern = file.child(target.node, .target) {
        bind(NodeRef(file: target.file, node: pattern), to: element, file, &bindings)
      } else {
        bindings[target] = element
      }
    case .tuple, .list:
      for (position, part) in file.children(target.node).enumerated() {
        bind(NodeRef(file: target.file, node: part), to: self.element(position, of: element), file, &bindings)
      }
    case .dictionary:
      for pair in file.children(target.node) where file[pair].kind == .pair {
        guard let key = file.child(pair, .key).flatMap({ file.stringValue($0) }), let value = file.child(pair, .value)
        else { continue }
        bind(NodeRef(file: target.file, node: value), to: member(key, of: element), file, &bindings)
      }
    default: break
    }
  }

  /// One way for each call of a function; for a callback of `forEach` or `map`, one for each element.
  private func calls(of function: NodeRef, depth: Int, visiting: Set<NodeRef>) -> [RunContext] {
    if let ways = callbackWays(function, depth: depth, visiting: visiting) { return ways }
    if let call = goCallbackCall(function) { return contexts(of: call, depth: depth, visiting: visiting) }
    var ways: [RunContext] = []
    for site in setUpCallers(of: function) where wayFuel > 0 {
      for outer in contexts(of: site, depth: depth + 1, visiting: visiting)
      where ways.count < Self.maxContexts && takeWay() && mayCall(function, at: site, in: outer.frame) {
        let frame = frame(
          for: function, calledAt: site, in: outer.frame, receiver: receiver(of: site, in: outer.frame))
        let known = outer.frame.map { outer in frame.map { Frame(bindings: $0.bindings, parent: outer) } ?? outer }
        ways.append(RunContext(frame: known ?? frame, chain: outer.chain + [site]))
      }
    }
    return ways.isEmpty ? [RunContext(frame: nil, chain: [])] : ways
  }

  /// In Go, what a function that is written as an argument knows is what the code around it knows:
  /// `r.Route(prefix, func(r chi.Router) {…})`.
  private func goCallbackCall(_ function: NodeRef) -> NodeRef? {
    guard let file = program.file(function.file), file.source.language == .go, file[function.node].role == .argument,
      file[file[function.node].parent].kind == .call
    else { return nil }
    return NodeRef(file: function.file, node: file[function.node].parent)
  }

  /// The object that a method is called on.
  private func receiver(of site: NodeRef, in frame: Frame?) -> Value? {
    guard let file = program.file(site.file), let callee = file.child(site.node, .callee), file[callee].kind == .member,
      let object = file.child(callee, .object)
    else { return nil }
    let value = value(of: NodeRef(file: site.file, node: object), in: frame)
    return value.site == nil ? nil : value
  }

  private func callbackWays(_ function: NodeRef, depth: Int, visiting: Set<NodeRef>) -> [RunContext]? {
    guard let file = program.file(function.file), file[function.node].role == .argument,
      let first = file.child(function.node, .parameter)
    else { return nil }
    let call = NodeRef(file: function.file, node: file[function.node].parent)
    guard let callee = file.child(call.node, .callee), file[callee].kind == .member,
      ["forEach", "map", "each"].contains(program.text(file[callee].name)), let object = file.child(callee, .object)
    else { return nil }
    var ways: [RunContext] = []
    for outer in contexts(of: call, depth: depth + 1, visiting: visiting) {
      let collection = value(of: NodeRef(file: call.file, node: object), in: outer.frame)
      for (position, element) in items(of: collection, in: outer.frame).enumerated() where ways.count < Self.maxContexts
      {
        var bindings: [NodeRef: Value] = [:]
        bind(NodeRef(file: function.file, node: first), to: element, file, &bindings)
        let mark = NodeRef(file: call.file, node: call.node + NodeID(position))
        ways.append(RunContext(frame: Frame(bindings: bindings, parent: outer.frame), chain: outer.chain + [mark]))
      }
    }
    return ways.isEmpty ? nil : ways
  }
}
