internal import Model
internal import Source
internal import Syntax

/// One way from a source to a sink, found backwards.
package struct TracedFlow: Sendable {
  /// "query parameter q", "body of the request", …
  package var source: String
  /// From source to sink.
  package var places: [(node: NodeRef, note: String)]
  /// The handler whose parameter is the source, when it is one.
  package var handler: NodeRef?
  /// Of a path: it is the outsider's from its beginning, and no folder stands before it.
  package var isWhole = false
}

/// Follows a value backwards, from where it is dangerous to where an outsider controls it: through variables, calls,
/// returns, attributes, containers and files. What is not seen to be under an outsider's control stays silent.
package struct FlowTracer {
  let evaluator: Evaluator
  let sources: RequestSources
  /// Kinds of danger that sanitizers of the sink at hand take away.
  private(set) var danger = ""
  private(set) var fuel = 0
  private(set) var found: [TracedFlow] = []
  private var visited: Set<Visit> = []

  static let maxFuel = 3_000
  static let maxDepth = 40
  /// Flows kept per sink: one shows it, a second one shows another entry.
  static let maxFlows = 4

  private struct Visit: Hashable {
    let node: NodeRef
    let call: NodeRef?
  }

  package init(evaluator: Evaluator, sources: RequestSources) {
    self.evaluator = evaluator
    self.sources = sources
  }

  /// The flows into an expression. `danger` is the kind of the sink.
  package mutating func flows(into sink: NodeRef, danger: String) -> [TracedFlow] {
    self.danger = danger
    fuel = Self.maxFuel
    found = []
    visited = []
    trace(sink, Trail(steps: [(sink, "reaches the call")], calls: []))
    return found
  }

  /// A call and the function of it that the way went into.
  struct Entered {
    let call: NodeRef
    let function: NodeRef
  }

  /// What was passed on the way so far, the sink first.
  struct Trail {
    var steps: [(node: NodeRef, note: String)]
    /// Calls that the way went into, and must come back out of.
    var calls: [Entered]
    /// It is what the receiver of an upload made up itself: where it put the file, how large it is.
    var isOfReceiver = false
    /// And what it was read of is called a file or an upload.
    var namesUpload = false
    /// The field that is read of the object that is followed, for sizes.
    var field: String?
    /// Something stands before it in a path.
    var isBehind = false

    func then(_ node: NodeRef, _ note: String) -> Trail {
      var next = self
      next.steps.append((node, note))
      return next
    }
  }

  var program: Program { evaluator.program }

  mutating func report(_ source: String, at node: NodeRef, handler: NodeRef?, _ trail: Trail) {
    if trail.isOfReceiver, source.hasPrefix("upload") || source == "the request" && trail.namesUpload { return }
    guard found.count < Self.maxFlows else { return }
    var places = trail.steps
    if places.last?.node != node { places.append((node, "")) }
    places[places.count - 1].note = source
    let isWhole = danger == "path" && !trail.isBehind
    found.append(TracedFlow(source: source, places: places.reversed(), handler: handler, isWhole: isWhole))
  }

  mutating func trace(_ ref: NodeRef, _ trail: Trail) {
    fuel -= 1
    guard fuel > 0, trail.steps.count < Self.maxDepth, found.count < Self.maxFlows, let file = program.file(ref.file),
      visited.insert(Visit(node: ref, call: trail.calls.last?.call)).inserted
    else { return }
    switch file[ref.node].kind {
    case .name: traceName(ref, file, trail)
    case .member: traceMember(ref, file, trail)
    case .index: if !isKnownSource(ref, file, trail) { traceChildren(ref, file, [.object], trail) }
    case .call: traceCall(ref, file, trail)
    case .binary, .template:
      if danger == "url", let parts = hostParts(of: ref, file) {
        for part in parts { trace(part, trail) }
      } else {
        traceChildren(ref, file, [.left, .right, .element], trail)
      }
    case .conditional where danger == "pageSize" && isClamp(ref, file): break
    case .conditional where choosesListed(ref, file): traceChildren(ref, file, [.otherwise], trail)
    // `a and b` is b, or an `a` that is empty.
    case .logical where ["and", "&&"].contains(program.text(file[ref.node].name)):
      traceChildren(ref, file, [.right], trail)
    case .logical, .conditional: traceChildren(ref, file, [.left, .right, .then, .otherwise], trail)
    // An object is no text: `where({name})` is built by the library.
    case .dictionary where danger == "sql" && file.source.language?.isECMAScript == true: break
    case .dictionary where danger == "massAssignment": traceSpreads(ref, file, trail)
    case .dictionary where danger == "pageSize": traceSizes(ref, file, trail)
    case .list, .tuple, .set, .dictionary: traceChildren(ref, file, [.element], trail)
    case .comprehension: traceChildren(ref, file, [.element], trail)
    case .switchStatement: for value in evaluator.caseValues(of: ref, file) { trace(value, trail) }
    case .await, .cast, .spread, .pair, .assignment, .keywordArgument, .returnStatement, .unary:
      if file[ref.node].kind != .unary { traceChildren(ref, file, [.value], trail) }
    default: break
    }
  }

  mutating func traceChildren(_ ref: NodeRef, _ file: SyntaxFile, _ roles: [SyntaxRole], _ trail: Trail) {
    let isJoined = danger == "path" && [.binary, .template].contains(file[ref.node].kind)
    var trail = trail
    for child in file.children(ref.node) where roles.contains(file[child].role) {
      trace(NodeRef(file: ref.file, node: child), trail)
      if isJoined { trail.isBehind = true }
    }
  }

  /// Fields that are named one by one are chosen; a spread or an operator (`$set`) takes whatever is there.
  private mutating func traceSpreads(_ ref: NodeRef, _ file: SyntaxFile, _ trail: Trail) {
    for child in file.children(ref.node) where file[child].role == .element {
      let isOperator =
        file[child].kind == .pair && file.child(child, .key).flatMap { file.stringValue($0) }?.hasPrefix("$") == true
      if file[child].kind == .spread || isOperator { trace(NodeRef(file: ref.file, node: child), trail) }
    }
  }

  // MARK: Names

  private mutating func traceName(_ ref: NodeRef, _ file: SyntaxFile, _ trail: Trail) {
    guard !isChecked(ref, file), let index = program.index(of: ref.file) else { return }
    traceBound(ref, file, trail)
    if file.isNominal { return traceNominalName(ref, file, index, trail) }
    let name = file[ref.node].name
    var scope = index.scope(of: ref.node, in: file)
    let own = scope
    while true {
      let bindings = index.isVisible(scope, from: own, in: file) ? index.bindings(of: name, in: scope) : []
      if !bindings.isEmpty {
        let candidates = scope == own ? reaching(bindings, ref.node, file) : Array(bindings)
        for binding in candidates { traceBinding(binding, ref.file, file, trail) }
        if scope == own { traceAugmented(name, before: ref, file, index, scope, trail) }
        return
      }
      if scope == 0 { break }
      scope = index.scopes[Int(scope)].parent
    }
    _ = isKnownSource(ref, file, trail)
  }

  /// The bindings that can hold at a use: the last one before it in straight code, and those in branches after that.
  func reaching(_ bindings: ArraySlice<Binding>, _ use: NodeID, _ file: SyntaxFile) -> [Binding] {
    let before = bindings.filter { $0.node < use && !isWithinStatement(of: $0, use, file) }
    guard !before.isEmpty else { return Array(bindings) }
    var kept: [Binding] = []
    for binding in before.reversed() {
      kept.append(binding)
      if !isInBranch(binding.node, notAround: use, file) || replacesWhatIsThere(binding, file) { break }
    }
    return kept
  }

  /// `x = f(x)`: the use on the right is before the binding on the left.
  private func isWithinStatement(of binding: Binding, _ use: NodeID, _ file: SyntaxFile) -> Bool {
    guard binding.kind == .assigned else { return false }
    var node = binding.node
    while node != 0, file[node].kind != .assignment { node = file[node].parent }
    return node != 0 && use > node && use < file[node].next
  }

  private func isInBranch(_ node: NodeID, notAround use: NodeID, _ file: SyntaxFile) -> Bool {
    var node = file[node].parent
    while node != 0, file[node].kind != .function {
      switch file[node].kind {
      case .ifStatement, .tryStatement, .switchCase, .forEach, .whileLoop:
        if use >= file[node].next { return true }
      default: break
      }
      node = file[node].parent
    }
    return false
  }

  mutating func traceBinding(_ binding: Binding, _ id: FileID, _ file: SyntaxFile, _ trail: Trail) {
    let ref = NodeRef(file: id, node: binding.node)
    switch binding.kind {
    case .parameter: traceParameter(parameter(of: ref, file), trail)
    case .assigned, .looped, .entered: traceStatement(ref, file, trail)
    case .imported:
      if let definition = evaluator.definition(of: ref), let other = program.file(definition.file),
        definition != ref, other[definition.node].kind == .name
      {
        traceStatement(definition, other, trail)
      }
    case .function, .type, .caught: break
    }
  }

  func isTyped(_ parameter: NodeRef) -> Bool {
    evaluator.value(of: parameter).alternatives.contains { value in
      if case .instance(let type, _) = value { return !isMapped(type) }
      return false
    }
  }

  /// A class that stands for a table lists all of its columns, those that nobody may set among them.
  private func isMapped(_ type: NodeRef) -> Bool {
    guard let file = program.file(type.file) else { return false }
    if file.isNominal { return isMappedNominal(type, file) }
    guard file.source.language?.isECMAScript == true else { return false }
    return file.children(type.node, .decorator).contains { decorator in
      guard let value = file.child(decorator, .value) else { return false }
      let callee = file[value].kind == .call ? file.child(value, .callee) ?? value : value
      let name = evaluator.value(of: NodeRef(file: type.file, node: callee)).externalName
      return ["typeorm.Entity", "@nestjs/mongoose.Schema", "sequelize-typescript.Table", "@mikro-orm/core.Entity"]
        .contains(name)
    }
  }

  /// A parameter's node from one of the names that its pattern binds.
  private func parameter(of ref: NodeRef, _ file: SyntaxFile) -> NodeRef {
    if file[ref.node].kind == .parameter { return ref }
    let found = file.ancestor(of: ref.node) { $0.kind == .parameter }
    return found.map { NodeRef(file: ref.file, node: $0) } ?? ref
  }

  /// The right-hand side of the statement that binds a name.
  private mutating func traceStatement(_ target: NodeRef, _ file: SyntaxFile, _ trail: Trail) {
    var node = target.node
    while node != 0 {
      let parent = file[node].parent
      switch file[parent].kind {
      case .assignment, .withItem:
        if file[node].role == .target, let value = file.child(parent, .value) {
          let next = NodeRef(file: target.file, node: value)
          var trail = trail.then(NodeRef(file: target.file, node: parent), "is assigned")
          if danger == "pageSize", let key = destructuredKey(target.node, file) {
            if isBoundedField(key, of: next) { return }
            trail = reading(key, trail)
          }
          trace(next, trail)
          return
        }
      case .forEach, .comprehensionClause:
        if file[node].role == .target, let iterable = file.child(parent, .iterable) {
          trace(NodeRef(file: target.file, node: iterable), trail)
        }
        return
      case .function, .classDeclaration, .block: return
      default: break
      }
      node = parent
    }
  }

  /// `query += …` between the binding and the use.
  mutating func traceAugmented(
    _ name: Name, before use: NodeRef, _ file: SyntaxFile, _ index: FileIndex, _ scope: ScopeID, _ trail: Trail
  ) {
    var node = index.scopes[Int(scope)].node + 1
    while node < use.node {
      if file[node].kind == .augmentedAssignment, let target = file.child(node, .target), file[target].name == name,
        file[target].kind == .name, let value = file.child(node, .value), use.node >= file[node].next
      {
        let place = NodeRef(file: use.file, node: node)
        trace(NodeRef(file: use.file, node: value), trail.then(place, "is appended"))
      }
      node += 1
    }
  }

  // MARK: Parameters

  mutating func traceParameter(_ parameter: NodeRef, _ trail: Trail) {
    guard let file = program.file(parameter.file) else { return }
    let function = NodeRef(file: parameter.file, node: file[parameter.node].parent)
    switch sources.parameters[parameter] {
    case .value(let name, let place, let isText):
      // A body of a type of its own lists its fields: nothing else gets through.
      if danger == "massAssignment", file.source.language == .csharp {
        if isStored(parameter, file) {
          report("\(place.rawValue) parameter \(name)", at: parameter, handler: function, trail)
        }
        return
      }
      if danger == "massAssignment", isTyped(parameter) || namesOwnClass(parameter, file) { return }
      if danger == "path", sources.segments.contains(parameter) || isFileItself(parameter, file) { return }
      if danger == "pageSize", sources.bounded.contains(parameter) || hasMaximum(parameter, file) { return }
      if isText || danger == "pageSize" {
        report("\(place.rawValue) parameter \(name)", at: parameter, handler: function, trail)
      }
      return
    case .request:
      report("the request", at: parameter, handler: function, trail)
      return
    case nil: break
    }
    guard danger == "pageSize" ? !hasMaximum(parameter, file) : !isSafeType(parameter, file) else { return }
    if danger == "massAssignment", file.source.language == .python, namesOwnClass(parameter, file) { return }
    if traceElement(parameter, function, file, trail) { return }
    // Back out of the call that the way went into, or out to every caller.
    var trail = trail
    while let entered = trail.calls.popLast() {
      // Another function's parameter, such as that of a constructor: the object was not made by this call.
      guard entered.function == function else { continue }
      traceArgument(of: parameter, function, at: entered.call, trail)
      return
    }
    for call in evaluator.callers(of: function).prefix(8) { traceArgument(of: parameter, function, at: call, trail) }
  }

  private mutating func traceArgument(of parameter: NodeRef, _ function: NodeRef, at call: NodeRef, _ trail: Trail) {
    guard let file = program.file(function.file) else { return }
    var parameters = evaluator.parameters(of: function)
    let isShifted =
      evaluator.isPythonMethod(function, file) || file.hasReceiver(function.node)
      || evaluator.nominalTakesReceiver(function, at: call)
    if isShifted, let receiver = parameters.first {
      if receiver == parameter { return traceReceiver(of: function, at: call, trail) }
      parameters.removeFirst()
    }
    guard let position = parameters.firstIndex(of: parameter), let node = program.node(parameter) else { return }
    let given =
      evaluator.argument(position, of: call) ?? evaluator.argument(named: program.text(node.name), of: call)
    guard let given else { return }
    trace(given, trail.then(call, "is passed to \(evaluator.qualifiedName(of: function))"))
  }

  /// Annotated as a number, a boolean, a UUID, a date, an enum: no text of an outsider's.
  private func isSafeType(_ parameter: NodeRef, _ file: SyntaxFile) -> Bool {
    guard let type = file.child(parameter.node, .type) else { return false }
    if file.isNominal { return isSafeNominal(parameter) }
    return Self.safeTypes.contains(file.text(type))
  }

  static let safeTypes: Set<String> = [
    "int", "float", "bool", "number", "boolean", "UUID", "uuid.UUID", "datetime", "date", "Decimal", "int | None",
    "Optional[int]", "bigint", "Date", "int64", "int32", "uint", "uint64", "uint32", "float64", "time.Time",
  ]
}
