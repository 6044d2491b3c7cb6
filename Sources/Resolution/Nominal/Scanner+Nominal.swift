internal import Facts
internal import Model
internal import Source
internal import Syntax

/// How Java and C# run what they are given: annotations that wrap, lambdas for each element, anonymous classes.
extension BehaviourScanner {
  /// The annotations of a class that hold for its public methods: `@Transactional`, unless the method has its own.
  func typeDecorators(_ function: NodeID) -> [NodeID] {
    guard file.isNominal, function != 0, file[function].flags.contains(.exported),
      !file[function].flags.contains(.constructor)
    else { return [] }
    let type = file[file[function].parent].parent
    guard file[type].kind == .classDeclaration, file.child(type, .body) == file[function].parent else { return [] }
    func name(_ decorator: NodeID) -> Name? {
      file.child(decorator, .value).map { NominalBases.lastName(of: $0, file) }
    }
    let own = Set(file.children(function, .decorator).compactMap { name($0) })
    return file.children(type, .decorator).filter { name($0).map { !own.contains($0) } ?? false }
  }

  /// A method that its annotation lets run on a thread of its own: `@Async`.
  func runsElsewhere(_ function: NodeRef) -> Bool {
    guard let other = evaluator.program.file(function.file), other.isNominal else { return false }
    return other.children(function.node, .decorator).contains { decorator in
      guard let value = other.child(decorator, .value),
        let name = evaluator.value(of: NodeRef(file: function.file, node: value)).externalName
      else { return false }
      return evaluator.program.facts.call(name)?.effect == .spawn
    }
  }

  /// The methods of `new Runnable() { public void run() {…} }`.
  func methods(ofAnonymous call: NodeID) -> [NodeRef] {
    guard file.isNominal, let type = file.child(call, .body), file[type].kind == .classDeclaration,
      let body = file.child(type, .body)
    else { return [] }
    return file.children(body).filter { file[$0].kind == .function && !file[$0].flags.contains(.constructor) }
      .map { ref($0) }
  }

  /// `chain.doFilter(request, response)` of a filter, after it has begun a transaction: each request runs in one.
  func passesRequestOn(_ node: NodeID) -> Bool {
    guard file.source.language == .java, openTransaction != nil, let callee = file.child(node, .callee),
      file[callee].kind == .member, evaluator.program.text(file[callee].name) == "doFilter"
    else { return false }
    return evaluator.program.text(file[currentNode].name).hasPrefix("doFilter")
  }

  /// Methods that call what they are given once for each element, whatever they are called on.
  private static let loops: Set<String> = [
    "forEach", "forEachOrdered", "removeIf", "ForEach", "Select", "SelectMany", "ConvertAll",
  ]

  /// Those that an optional value or a promise has as well.
  private static let maybeLoops: Set<String> = [
    "map", "filter", "flatMap", "anyMatch", "allMatch", "noneMatch", "mapToInt", "mapToLong", "mapToObj", "peek",
    "reduce", "Where", "Any", "All", "concatMap",
  ]

  private static let single = [".Optional", ".Mono", ".CompletableFuture", ".Task", ".CompletionStage", ".Option"]

  /// `orders.stream().map(o -> …)`: the lambda runs once per element.
  func nominalLoop(_ node: NodeID) -> Loop? {
    guard let callee = file.child(node, .callee), file[callee].kind == .member,
      let object = file.child(callee, .object),
      file.children(node, .argument).contains(where: { file[$0].kind == .function || file[$0].kind == .member })
    else { return nil }
    let name = evaluator.program.text(file[callee].name)
    let place = Location(file: file.source.path, line: lines.line(at: file[node].start))
    let type = evaluator.value(of: ref(object)).externalName
    if let type, Self.single.contains(where: type.hasSuffix) { return nil }
    if Self.loops.contains(name) { return loop(over: source(object), at: place) }
    guard Self.maybeLoops.contains(name), type != nil || isStream(object) else { return nil }
    return loop(over: source(object), at: place)
  }

  /// What a chain of a stream goes over: `orders` of `orders.stream().filter(…)`.
  private func source(_ object: NodeID) -> NodeID {
    var current = object
    for _ in 0..<16 {
      guard file[current].kind == .call, let callee = file.child(current, .callee), file[callee].kind == .member,
        Self.links.contains(evaluator.program.text(file[callee].name)), let inner = file.child(callee, .object)
      else { return current }
      current = inner
    }
    return current
  }

  private static let links: Set<String> = [
    "stream", "parallelStream", "filter", "sorted", "distinct", "limit", "skip", "peek", "Where", "OrderBy",
    "OrderByDescending", "Distinct", "Take", "Skip", "AsEnumerable", "ToList", "Reverse", "boxed",
  ]

  private func isStream(_ object: NodeID) -> Bool {
    var current = object
    for _ in 0..<16 {
      guard file[current].kind == .call, let callee = file.child(current, .callee) else { return false }
      if ["stream", "parallelStream", "entrySet"].contains(evaluator.program.text(file[callee].name)) { return true }
      guard let inner = file.child(callee, .object) else { return false }
      current = inner
    }
    return false
  }

  /// `client.setRequestFactory(…)` in the file that makes the client: facts name such calls under `timeoutCall`.
  func isCalledLater(_ fact: CallFact, _ call: NodeRef) -> Bool {
    guard let named = fact.properties["timeoutCall"] else { return false }
    return isCalled(named, in: call.file)
  }

  /// Whether this file calls one of the methods that facts name, with spaces between.
  func isCalledInFile(_ named: String) -> Bool { isCalled(named, in: id) }

  private func isCalled(_ named: String, in file: FileID) -> Bool {
    let names = named.split(separator: " ").compactMap { evaluator.program.name(of: String($0)) }
    return evaluator.program.index(of: file)?.calls.contains { names.contains($0.name) } ?? false
  }

  /// `(host, session) -> true`: what looks at the other side, and is content with whoever it is.
  func isYesman(_ function: NodeRef) -> Bool {
    guard let other = evaluator.program.file(function.file), other.isNominal else { return false }
    let answers = evaluator.returns(of: function, other)
    return !answers.isEmpty && answers.allSatisfy { evaluator.value(of: $0) == .bool(true) }
  }

  /// `Mono<Order> find()`: a Java method that answers with what is to come.
  func answersLater(_ function: NodeID) -> Bool {
    guard file.source.language == .java, function != 0, let type = file.child(function, .type) else { return false }
    return ["Mono", "Flux", "Uni", "Multi"].contains(evaluator.program.text(NominalBases.lastName(of: type, file)))
  }
}
