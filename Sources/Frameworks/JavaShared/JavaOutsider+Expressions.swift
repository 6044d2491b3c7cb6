internal import Resolution
internal import Source
internal import Syntax

/// What expressions are for a request without credentials.
extension JavaOutsider {
  /// The ways that a condition goes.
  func decide(_ ref: NodeRef, _ state: JavaState) -> [(JavaState, Bool)] {
    guard let file = project.file(ref) else { return [(state, true), (state, false)] }
    func side(_ role: SyntaxRole) -> NodeRef {
      NodeRef(file: ref.file, node: file.child(ref.node, role) ?? ref.node)
    }
    switch file[ref.node].kind {
    case .unary where project.text(file[ref.node].name) == "not":
      return decide(side(.value), state).map { ($0.0, !$0.1) }
    case .logical:
      let stops = project.text(file[ref.node].name) == "or"
      return decide(side(.left), state).flatMap { after, truth in
        truth == stops ? [(after, truth)] : decide(side(.right), after)
      }
    case .comparison:
      let name = project.text(file[ref.node].name)
      if name == "==" || name == "!=", let tested = nullTest(ref, file) {
        return decideNull(tested, state).map { ($0.0, $0.1 == (name == "==")) }
      }
      if name == "instanceof" { return decideType(ref, file, state) }
    default: break
    }
    return evaluate(ref, state).flatMap { result -> [(JavaState, Bool)] in
      if result.throwing { return [] }
      if let truth = result.fact.truth { return [(result.state, truth)] }
      return [(result.state, true), (result.state, false)]
    }
  }

  private func nullTest(_ ref: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    guard let left = file.child(ref.node, .left), let right = file.child(ref.node, .right) else { return nil }
    if file[right].kind == .null { return NodeRef(file: ref.file, node: left) }
    return file[left].kind == .null ? NodeRef(file: ref.file, node: right) : nil
  }

  private func decideNull(_ ref: NodeRef, _ state: JavaState) -> [(JavaState, Bool)] {
    let name = project.file(ref).flatMap { $0[ref.node].kind == .name ? project.text($0[ref.node].name) : nil }
    return evaluate(ref, state).flatMap { result -> [(JavaState, Bool)] in
      if result.throwing { return [] }
      switch result.fact {
      case .null: return [(result.state, true)]
      case .some, .yes, .no, .anonymous: return [(result.state, false)]
      case .unknown:
        guard let name else { return [(result.state, true), (result.state, false)] }
        var isNull = result.state
        isNull.values[name] = .null
        var isThere = result.state
        isThere.values[name] = .some
        return [(isNull, true), (isThere, false)]
      }
    }
  }

  /// `handler instanceof HandlerMethod`: it is one where there is an endpoint.
  private func decideType(_ ref: NodeRef, _ file: SyntaxFile, _ state: JavaState) -> [(JavaState, Bool)] {
    guard let left = file.child(ref.node, .left), let right = file.child(ref.node, .right) else {
      return [(state, true), (state, false)]
    }
    if file.text(right).hasPrefix("HandlerMethod") { return [(state, true)] }
    let tested = file.text(right)
    return evaluate(NodeRef(file: ref.file, node: left), state).flatMap { result -> [(JavaState, Bool)] in
      if result.fact == .anonymous { return [(result.state, Self.isOfAnonymous(tested))] }
      return result.fact == .null ? [(result.state, false)] : [(result.state, true), (result.state, false)]
    }
  }

  func evaluate(_ ref: NodeRef, _ state: JavaState) -> [JavaResult] {
    guard let file = project.file(ref) else { return [JavaResult(state, .unknown)] }
    let node = file[ref.node]
    switch node.kind {
    case .null: return [JavaResult(state, .null)]
    case .boolean: return [JavaResult(state, JavaFact(node.flags.contains(.truth)))]
    case .string, .template, .number, .list, .function: return [JavaResult(state, .some)]
    case .name: return [JavaResult(state, state.values[project.text(node.name)] ?? .unknown)]
    case .call: return call(ref, file, state)
    case .cast:
      guard let value = file.child(ref.node, .value) else { return [JavaResult(state, .unknown)] }
      let type = file.child(ref.node, .type).map { file.text($0) } ?? "Object"
      return evaluate(NodeRef(file: ref.file, node: value), state).map { result in
        guard result.fact == .anonymous, !Self.isOfAnonymous(type) else { return result }
        return JavaResult(result.state, .unknown, throwing: true)
      }
    case .conditional:
      guard let condition = file.child(ref.node, .condition), let then = file.child(ref.node, .then),
        let otherwise = file.child(ref.node, .otherwise)
      else { return [JavaResult(state, .unknown)] }
      return decide(NodeRef(file: ref.file, node: condition), state).prefix(8).flatMap { after, truth in
        evaluate(NodeRef(file: ref.file, node: truth ? then : otherwise), after)
      }
    case .logical, .comparison, .unary:
      guard node.kind != .unary || project.text(node.name) == "not" else { return [JavaResult(state, .unknown)] }
      // Comparisons of other things than null come back here: those are open.
      if node.kind == .comparison, nullTest(ref, file) == nil, project.text(node.name) != "instanceof" {
        return [JavaResult(state, .unknown)]
      }
      return decide(ref, state).map { JavaResult($0.0, JavaFact($0.1)) }
    case .assignment:
      return run(ref, state).map { JavaResult($0.state, .unknown, throwing: $0.end == .throwing) }
    default: return [JavaResult(state, .unknown)]
    }
  }

  // MARK: Calls

  private static let empty: Set<String> = ["isEmpty", "isBlank", "isNullOrEmpty", "isNull", "isNullOrBlank"]
  private static let filled: Set<String> = [
    "isNotEmpty", "isNotBlank", "hasText", "hasLength", "nonNull", "isNoneBlank",
  ]
  private static let present: Set<String> = [
    "isAnnotationPresent", "hasMethodAnnotation", "hasAnnotation", "isAnnotated",
  ]
  private static let annotations: Set<String> = [
    "getAnnotation", "getMethodAnnotation", "findAnnotation", "getDeclaredAnnotation", "findMergedAnnotation",
    "getMergedAnnotation",
  ]
  private static let equalities: Set<String> = ["equals", "equalsIgnoreCase", "matches", "isPreFlightRequest"]

  private func call(_ ref: NodeRef, _ file: SyntaxFile, _ state: JavaState) -> [JavaResult] {
    guard let callee = file.child(ref.node, .callee), !file[ref.node].flags.contains(.isNew) else {
      return [JavaResult(state, .some)]
    }
    let name = project.text(file[callee].name)
    let object =
      file[callee].kind == .member ? file.child(callee, .object).map { NodeRef(file: ref.file, node: $0) } : nil
    let arguments = project.arguments(of: ref)
    var state = state
    if name == "doFilter" && arguments.count == 2 || name == "filter" && isChain(object)
      || name == "startCall" && arguments.count == 2 || name == "interceptCall" && arguments.count > 2
    {
      state.passed = true
      return [JavaResult(state, .unknown)]
    }
    if ["abortWith", "sendError", "sendRedirect"].contains(name) {
      state.refused = true
      return [JavaResult(state, .unknown)]
    }
    if let fact = credential(name, object, arguments) {
      looks = true
      return [JavaResult(state, fact)]
    }
    if Self.equalities.contains(name), file.text(ref.node).contains("OPTIONS") || name == "isPreFlightRequest" {
      return [JavaResult(state, .no)]
    }
    if Self.present.contains(name) || Self.annotations.contains(name), let has = hasAnnotation(arguments, object, file)
    {
      if Self.present.contains(name) { return [JavaResult(state, JavaFact(has))] }
      return [JavaResult(state, has ? .some : .null)]
    }
    if Self.empty.contains(name) || Self.filled.contains(name) {
      let tested = arguments.first ?? object
      if let tested, evaluate(tested, state).allSatisfy({ $0.fact == .null }) {
        return [JavaResult(state, JavaFact(Self.empty.contains(name)))]
      }
      return [JavaResult(state, .unknown)]
    }
    if name == "equals" || name == "startsWith" || name == "startsWithIgnoreCase", let given = arguments.first,
      evaluate(given, state).allSatisfy({ $0.fact == .null })
    {
      return [JavaResult(state, .no)]
    }
    if let results = holder(name, object, arguments, file, state) { return results }
    return inlined(name, object, arguments, ref, state)
  }

  private func isChain(_ object: NodeRef?) -> Bool {
    guard let object, let file = project.file(object) else { return false }
    return file.text(object.node).lowercased().hasSuffix("chain")
  }

  /// What names of headers say that carry credentials.
  private static let credentialWords = [
    "auth", "token", "key", "session", "cookie", "secret", "sign", "jwt", "user", "ticket",
  ]

  private func carriesCredentials(_ header: NodeRef) -> Bool {
    let text = project.text(of: header) ?? project.file(header)?.text(header.node) ?? ""
    let name = text.lowercased()
    return !name.contains("user-agent") && !name.contains("user_agent")
      && Self.credentialWords.contains { name.contains($0) }
  }

  /// What an outsider gives where credentials are asked for. Other headers may be there or not.
  private func credential(_ name: String, _ object: NodeRef?, _ arguments: [NodeRef]) -> JavaFact? {
    switch name {
    case "getHeader", "getHeaderString", "getFirst":
      return arguments.first.flatMap { carriesCredentials($0) ? .null : nil }
    // The metadata of a gRPC call, by keys that are constants.
    case "get" where arguments.count == 1 && isMetadata(object):
      return arguments.first.flatMap { carriesCredentials($0) ? .null : nil }
    case "getUserPrincipal", "getRemoteUser", "getCookies": return .null
    case "getAuthentication" where arguments.isEmpty: return isAnonymousUser ? .anonymous : .null
    case "getSession": return arguments.isEmpty ? .some : .null
    case "getAttribute":
      guard let object, let file = project.file(object) else { return nil }
      return file.text(object.node).lowercased().contains("session") ? .null : nil
    default: return nil
    }
  }

  private func isMetadata(_ object: NodeRef?) -> Bool {
    guard let object, let file = project.file(object), file[object.node].kind == .name,
      let type = project.declaredType(of: project.text(file[object.node].name), at: object)
    else { return false }
    return project.names(of: type).contains("io.grpc.Metadata")
  }

  /// Whether the endpoint's method, or its class, has the annotation that is asked for.
  private func hasAnnotation(_ arguments: [NodeRef], _ object: NodeRef?, _ file: SyntaxFile) -> Bool? {
    guard
      let given = arguments.last(where: { argument in
        project.file(argument).map {
          $0[argument.node].kind == .member && project.text($0[argument.node].name) == "class"
        }
          ?? false
      }), let owner = project.file(given), let type = owner.child(given.node, .object)
    else { return nil }
    asksAnnotations = true
    let names = project.names(of: NodeRef(file: given.file, node: type)).names
    let asked = ([object].compactMap { $0 } + arguments.dropLast()).compactMap { ref in
      project.file(ref).map { $0.text(ref.node).lowercased() }
    }.joined()
    let isOfType = asked.contains("class") || asked.contains("beantype") || asked.contains("clazz")
    let all = isOfType ? typeAnnotations : methodAnnotations
    return names.contains(where: all.contains)
  }

  /// A method of the project, as its body goes.
  private func inlined(
    _ name: String, _ object: NodeRef?, _ arguments: [NodeRef], _ ref: NodeRef, _ state: JavaState
  ) -> [JavaResult] {
    let owner = object.map { project.objectType($0) } ?? project.type(around: ref)
    guard let owner, let method = project.method(name, taking: arguments.count, of: owner),
      let file = project.file(method),
      file.child(method.node, .body) != nil
    else {
      // What comes of nothing fails.
      if let object, evaluate(object, state).allSatisfy({ $0.fact == .null }) {
        return [JavaResult(state, .unknown, throwing: true)]
      }
      return [JavaResult(state, .unknown)]
    }
    var inner = JavaState()
    inner.passed = state.passed
    inner.refused = state.refused
    for (position, parameter) in file.children(method.node, .parameter).enumerated() {
      guard arguments.indices.contains(position) else { break }
      let facts = Set(evaluate(arguments[position], state).map(\.fact))
      inner.values[project.text(file[parameter].name)] = facts.count == 1 ? facts.first : .unknown
    }
    return ways(through: method, inner).map { way in
      var after = state
      after.passed = way.state.passed
      after.refused = way.state.refused
      if case .returns(let fact) = way.end { return JavaResult(after, fact) }
      return JavaResult(after, .unknown, throwing: way.end == .throwing)
    }
  }
}
