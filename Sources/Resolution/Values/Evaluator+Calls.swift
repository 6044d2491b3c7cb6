internal import Facts
internal import Source
package import Syntax

extension Evaluator {
  func callValue(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    guard let callee = file.child(ref.node, .callee) else { return .unknown }
    if file.isNominal { return nominalCall(ref, callee, file, frame) }
    if file.source.language == .go, let value = goCall(ref, callee, file, frame) { return value }
    if let text = textCall(ref, callee, file, frame) { return text }
    if file[callee].kind == .name, file[callee].name == words.require || file[callee].name == words.importName,
      let specifier = argument(0, of: ref).flatMap({ value(of: $0, in: frame).constantText })
    {
      return required(specifier, from: file)
    }
    if file[callee].name == words.superName {
      guard let index = program.index(of: ref.file) else { return .unknown }
      return enclosingInstance(ref, file, index)
    }
    if let collection = collectionCall(ref, callee, file, frame) { return collection }
    if let function = boundFunction(callee, ref.file, file, frame) { return function }
    return result(ofCalling: value(of: NodeRef(file: ref.file, node: callee), in: frame), at: ref, in: frame)
  }

  /// `controller.create.bind(controller)`: the function itself.
  private func boundFunction(_ callee: NodeID, _ id: FileID, _ file: SyntaxFile, _ frame: Frame?) -> Value? {
    guard file[callee].kind == .member, file[callee].name == words.bind, let object = file.child(callee, .object) else {
      return nil
    }
    let value = value(of: NodeRef(file: id, node: object), in: frame)
    switch value {
    case .function, .bound: return value
    default: return nil
    }
  }

  /// What calling something gives.
  package func result(ofCalling callee: Value, at site: NodeRef, in frame: Frame?) -> Value {
    switch callee {
    case .member(let name, let receiver):
      let word = program.facts.returned(by: name)
      if word == "@self" { return fluent(name, receiver) }
      if let word, word.hasPrefix("@"), let value = nominalResult(word, callee, site, frame) { return value }
      if word == nil, let value = nominalResult(declaredBy: receiver, at: site) { return value }
      return libraryResult(name, site, frame)
    case .object(let name, _) where program.facts.returned(by: name + ".__call__") != nil:
      return libraryResult(name + ".__call__", site, frame)
    case .external(let name), .object(let name, _): return libraryResult(name, site, frame)
    case .type(let type): return .instance(type, site: site)
    case .function(let function):
      // `new Store(db)` of a function that assigns to `this`.
      if let node = program.node(site), node.kind == .call, node.flags.contains(.isNew) {
        return .instance(function, site: site)
      }
      if nominalIgnoresCall(function) { return returned(by: function, in: nil) }
      return returned(by: function, in: self.frame(for: function, calledAt: site, in: frame))
    case .bound(let function, _) where nominalIgnoresCall(function): return returned(by: function, in: nil)
    case .bound(let function, let receiver):
      return returned(
        by: function, in: self.frame(for: function, calledAt: site, in: frame, receiver: receiver))
    case .union(let values): return .merge(values.map { result(ofCalling: $0, at: site, in: frame) })
    case .module(let id):
      // A CommonJS or default-export module called directly.
      return exported("default", from: id).map { result(ofCalling: $0, at: site, in: frame) } ?? .unknown
    case .unknown, .null, .bool, .number, .string, .folder, .instance, .literal, .parameter, .row, .table:
      return .unknown
    }
  }

  /// A method that answers with the object it was called on: `router.get(…).post(…)`.
  private func fluent(_ name: String, _ receiver: NodeRef?) -> Value {
    guard let dot = name.lastIndex(of: ".") else { return .unknown }
    return .object(String(name[..<dot]), site: receiver)
  }

  private func libraryResult(_ name: String, _ site: NodeRef, _ frame: Frame?) -> Value {
    if let fallback = environmentFallback(name, site, frame) { return fallback }
    if let type = program.facts.returned(by: name) {
      // "@0": what the first argument is.
      if type.hasPrefix("@"), let position = Int(type.dropFirst()) {
        return argument(position, of: site).map { value(of: $0, in: frame) } ?? .unknown
      }
      // "@row 0": a row of the model that the first argument is.
      if type.hasPrefix("@row "), let position = Int(type.dropFirst(5)) {
        guard case .type(let model)? = argument(position, of: site).map({ value(of: $0, in: frame) }) else {
          return .object(name, site: site)
        }
        return .instance(model, site: site)
      }
      return .object(type, site: site)
    }
    return .object(name, site: site)
  }

  /// `os.getenv("X", "default")`, `os.environ.get(…)`: the default is what the code shows.
  private func environmentFallback(_ name: String, _ site: NodeRef, _ frame: Frame?) -> Value? {
    guard name == "os.getenv" || name == "os.environ.get" else { return nil }
    guard let argument = argument(1, of: site) else { return nil }
    let value = value(of: argument, in: frame)
    return value == .unknown ? nil : value
  }

  // MARK: Arguments

  /// The positional argument of a call; `nil` when there is none or a spread stands before it.
  package func argument(_ position: Int, of call: NodeRef) -> NodeRef? {
    guard let file = program.file(call.file) else { return nil }
    var index = 0
    for child in file.children(call.node) where file[child].role == .argument {
      switch file[child].kind {
      case .spread: return nil
      case .keywordArgument: continue
      default:
        if index == position { return NodeRef(file: call.file, node: child) }
        index += 1
      }
    }
    return nil
  }

  /// How many positional arguments a call has; a spread counts as one.
  package func argumentCount(of call: NodeRef) -> Int {
    guard let file = program.file(call.file) else { return 0 }
    return file.children(call.node).reduce(0) {
      $0 + (file[$1].role == .argument && file[$1].kind != .keywordArgument ? 1 : 0)
    }
  }

  /// The value expression of a keyword argument.
  package func argument(named name: String, of call: NodeRef) -> NodeRef? {
    guard let file = program.file(call.file), let interned = program.name(of: name) else { return nil }
    for child in file.children(call.node) where file[child].kind == .keywordArgument && file[child].name == interned {
      return file.child(child, .value).map { NodeRef(file: call.file, node: $0) }
    }
    return nil
  }

  // MARK: Functions

  /// The parameters of a function.
  package func parameters(of function: NodeRef) -> [NodeRef] {
    guard let file = program.file(function.file) else { return [] }
    return file.children(function.node, .parameter).map { NodeRef(file: function.file, node: $0) }
  }

  /// What a function's parameters are for one call.
  package func frame(
    for function: NodeRef, calledAt site: NodeRef, in outer: Frame?, receiver: Value? = nil
  ) -> Frame? {
    guard let file = program.file(function.file) else { return nil }
    var parameters = parameters(of: function)
    var bindings: [NodeRef: Value] = [:]
    if isPythonMethod(function, file) || file.hasReceiver(function.node) || nominalTakesReceiver(function, at: site),
      let first = parameters.first
    {
      parameters.removeFirst()
      if let receiver { bindings[first] = receiver }
    }
    for (position, parameter) in parameters.enumerated() {
      if let value = given(to: parameter, at: position, file, by: site, in: outer) { bindings[parameter] = value }
    }
    return bindings.isEmpty ? nil : self.frame(bindings, parent: nil)
  }

  /// What one call gives to one parameter, the receiver not counted; `nil` when that is not known.
  private func given(
    to parameter: NodeRef, at position: Int, _ file: SyntaxFile, by site: NodeRef, in outer: Frame?
  ) -> Value? {
    let node = file[parameter.node]
    if node.flags.contains(.variadic) {
      // What is left of the positional arguments, in order.
      return rest(from: position, of: site, in: outer).flatMap { $0.isEmpty ? nil : .row($0) }
    }
    if node.flags.contains(.keywordVariadic) { return nil }
    guard let given = argument(position, of: site) ?? argument(named: program.text(node.name), of: site) else {
      return standardFlag(parameter, file, notGivenAt: site)
    }
    let value = value(of: given, in: outer)
    return value == .unknown ? nil : value
  }

  /// As a frame would have it, without a look at the other parameters.
  private func passed(to parameter: NodeRef, of function: NodeRef, _ file: SyntaxFile, at site: NodeRef) -> Value? {
    var position = file.children(function.node, .parameter).firstIndex(of: parameter.node) ?? 0
    if isPythonMethod(function, file) || file.hasReceiver(function.node) || nominalTakesReceiver(function, at: site) {
      position -= 1
    }
    return position < 0 ? nil : given(to: parameter, at: position, file, by: site, in: nil)
  }

  /// `required=True` where a call says nothing else: what the function then does differs.
  private func standardFlag(_ parameter: NodeRef, _ file: SyntaxFile, notGivenAt site: NodeRef) -> Value? {
    guard let standard = file.child(parameter.node, .value), file[standard].kind == .boolean,
      let caller = program.file(site.file), !caller.children(site.node).contains(where: { caller[$0].kind == .spread })
    else { return nil }
    return .bool(file[standard].flags.contains(.truth))
  }

  /// Whether the first parameter is the object or the class.
  package func isPythonMethod(_ function: NodeRef, _ file: SyntaxFile) -> Bool {
    guard file.source.language == .python, let index = program.index(of: function.file),
      let scope = index.scope(openedBy: function.node)
    else { return false }
    guard index.scopes[Int(index.scopes[Int(scope)].parent)].kind == .type else { return false }
    return !file.children(function.node, .decorator).contains { decorator in
      file.child(decorator, .value).map { program.text(file[$0].name) == "staticmethod" } ?? false
    }
  }

  /// What a function returns or yields, merged over its return statements.
  package func returned(by function: NodeRef, in frame: Frame?) -> Value {
    guard let file = program.file(function.file) else { return .unknown }
    guard frame == nil, file.isNominal else { return returned(by: function, file, in: frame) }
    if let known = returnedMemo[function] { return known }
    let found = whole { returned(by: function, file, in: nil) }
    if found.isWhole { returnedMemo[function] = found.value }
    return found.value
  }

  private func returned(by function: NodeRef, _ file: SyntaxFile, in frame: Frame?) -> Value {
    let values = returns(of: function, file).filter { mayReturn($0, from: function, file, frame) }.prefix(8)
      .map { value(of: $0, in: frame) }
    let merged = Value.merge(values.filter { $0 != .null })
    guard let type = file.child(function.node, .type) else { return merged }
    let declared = NodeRef(file: function.file, node: type)
    if merged == .unknown { return instance(ofType: declared) }
    if file.isNominal { return nominalReturned(merged, declared) }
    // What a library answers, where the signature says which of the project's classes it is.
    if case .object(_, let site) = merged, case .instance(let model, _) = instance(ofType: declared) {
      return .instance(model, site: site)
    }
    return merged
  }

  /// The expressions that a function returns or yields, without those of functions inside it.
  package func returns(of function: NodeRef, _ file: SyntaxFile) -> [NodeRef] {
    if let known = returnMemo[function] { return known }
    guard let body = file.child(function.node, .body) else { return [] }
    var found: [NodeRef] = []
    defer { returnMemo[function] = found }
    var node = body + 1
    let end = file[body].next
    while node < end {
      switch file[node].kind {
      case .function, .classDeclaration: node = file[node].next
      case .returnStatement where file.isCaseValue(node): node += 1
      case .returnStatement, .yield:
        if let value = file.child(node, .value) { found.append(NodeRef(file: function.file, node: value)) }
        node += 1
      default: node += 1
      }
    }
    return found
  }

  /// The values of a switch expression's cases.
  func caseValues(of ref: NodeRef, _ file: SyntaxFile) -> [NodeRef] {
    file.children(ref.node, .item).flatMap { item -> [NodeRef] in
      guard let body = file.child(item, .body) else { return [] }
      return file.children(body).compactMap { statement in
        guard file.isCaseValue(statement), let value = file.child(statement, .value) else { return nil }
        return NodeRef(file: ref.file, node: value)
      }
    }
  }

  // MARK: Parameters

  func parameterValue(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    if let known = known(ref, in: frame) { return known }
    if let own = receiverValue(ref, file) { return own }
    if let injected = injectedValue(ref, file) { return injected }
    if let handed = handedValue(ref, file) { return handed }
    if file.isNominal { return nominalParameter(ref, file, frame) }
    if let type = file.child(ref.node, .type) {
      let value = instance(ofType: NodeRef(file: ref.file, node: type))
      // Which router or application it is, only callers tell.
      if case .object(let name, nil) = value, Self.isRouting(name) {
        let passed = passedValue(ref, file)
        if passed.site == nil, let standard = file.child(ref.node, .value) {
          let made = self.value(of: NodeRef(file: ref.file, node: standard), in: frame)
          if made.site != nil { return made }
        }
        return passed.site == nil && passed.alternatives.count == 1 ? value : passed
      }
      if isInterface(value, file) {
        let passed = passedValue(ref, file)
        if passed.site != nil { return passed }
      }
      if value != .unknown { return value }
    }
    let passed = passedValue(ref, file)
    if passed != .unknown { return passed }
    if let customary = customaryValue(ref, file) { return customary }
    let standard = child(.value, of: ref)
    return standard == .unknown || standard == .null ? .parameter(ref) : standard
  }

  /// Types of which it matters which object a parameter is.
  private static func isRouting(_ name: String) -> Bool {
    if GoPackages.routing.contains(where: name.hasPrefix) { return !GoPackages.requests.contains(name) }
    let package = name.prefix { $0 != "." && $0 != "/" }
    return ["express", "koa", "@koa", "fastify", "flask", "fastapi", "starlette", "aiohttp", "@hapi", "hono"].contains(
      package)
  }

  /// `self` and `cls`.
  private func receiverValue(_ ref: NodeRef, _ file: SyntaxFile) -> Value? {
    guard file.source.language == .python else { return nil }
    let function = NodeRef(file: ref.file, node: file[ref.node].parent)
    guard file.child(function.node, .parameter) == ref.node, isPythonMethod(function, file),
      let index = program.index(of: ref.file)
    else { return nil }
    let owner = enclosingInstance(NodeRef(file: ref.file, node: function.node), file, index)
    guard case .instance(let type, _) = owner else { return nil }
    let isClass = file.children(function.node, .decorator).contains { decorator in
      file.child(decorator, .value).map { program.text(file[$0].name) == "classmethod" } ?? false
    }
    return isClass ? .type(type) : owner
  }

  /// What dependency injection puts in: `Depends(f)`, also inside `Annotated[T, Depends(f)]`.
  private func injectedValue(_ ref: NodeRef, _ file: SyntaxFile) -> Value? {
    guard file.source.language == .python else { return nil }
    for dependency in dependencies(of: ref) {
      guard let provider = argument(0, of: dependency) ?? argument(named: "dependency", of: dependency) else {
        continue
      }
      let value = result(ofCalling: value(of: provider), at: dependency, in: nil)
      if value != .unknown { return value }
    }
    return nil
  }

  /// The `Depends(…)` and `Security(…)` calls of a parameter: its default, or a part of its annotated type.
  package func dependencies(of parameter: NodeRef) -> [NodeRef] {
    guard let file = program.file(parameter.file) else { return [] }
    var found: [NodeRef] = []
    if let standard = file.child(parameter.node, .value) {
      found += dependencyCall(NodeRef(file: parameter.file, node: standard))
    }
    if let type = file.child(parameter.node, .type) {
      found += annotations(of: NodeRef(file: parameter.file, node: type)).flatMap { dependencyCall($0) }
    }
    return found
  }

  private func dependencyCall(_ ref: NodeRef, isFactory: Bool = false) -> [NodeRef] {
    guard let file = program.file(ref.file), file[ref.node].kind == .call,
      let callee = file.child(ref.node, .callee)
    else { return [] }
    let value = value(of: NodeRef(file: ref.file, node: callee))
    // `limit: int = LimitBody()`, where the project's own function answers with `Depends(…)`.
    if case .function(let factory) = value, !isFactory, let other = program.file(factory.file) {
      return returns(of: factory, other).prefix(4).flatMap { dependencyCall($0, isFactory: true) }
    }
    let name = value.externalName
    return name == "fastapi.Depends" || name == "fastapi.Security" ? [ref] : []
  }

  /// What callers pass, when few enough call it.
  func passedValue(_ ref: NodeRef, _ file: SyntaxFile) -> Value {
    let function = NodeRef(file: ref.file, node: file[ref.node].parent)
    if let known = passedMemo[ref] { return known }
    guard callerDepth < 3, program.node(function)?.kind == .function else { return .unknown }
    callerDepth += 1
    defer { callerDepth -= 1 }
    let values = callers(of: function).prefix(8).map { passed(to: ref, of: function, file, at: $0) ?? .unknown }
    let merged = Value.merge(Array(values))
    passedMemo[ref] = merged
    return merged
  }
}
