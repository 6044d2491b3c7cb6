package import Facts
package import Model
internal import Source
internal import Syntax

/// A call whose argument must not be under an outsider's control.
package struct SinkCall: Sendable {
  package let call: NodeRef
  package let argument: NodeRef
  package let fact: CallFact
  package let kind: Flow.Sink
}

/// Finds sinks, and leaves out those whose argument is seen to be safe without following it.
package struct SinkFinder {
  let evaluator: Evaluator

  package init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  /// The call sites that may be sinks, by the last names of what the facts warn of, in path and position order.
  package static func candidates(_ program: Program) -> [NodeRef] {
    var names: Set<Name> = []
    for fact in program.facts.calls.values where !fact.sinks.isEmpty || fact.arguments["limit"] != nil {
      if let last = fact.name.split(separator: ".").last, let name = program.name(of: String(last)) {
        names.insert(name)
      }
    }
    // An alias of a type is what its constructor is called by.
    for alias in program.facts.aliasesOfSinks {
      if let last = alias.split(separator: ".").last, let name = program.name(of: String(last)) { names.insert(name) }
    }
    let named = names.flatMap { program.sites(of: $0) }
    let others =
      spreads(program) + constructions(program) + promisified(program) + mapperCalls(program) + assignments(program)
    return Set(named + others).filter {
      program.tree.purpose(of: $0.file) == .production && !program.browserFiles.contains($0.file)
    }.sorted()
  }

  /// Python calls that are given a whole mapping: `User(**body)`.
  private static func spreads(_ program: Program) -> [NodeRef] {
    program.fileIDs.flatMap { id -> [NodeRef] in
      guard let file = program.file(id), file.source.language == .python, let index = program.index(of: id)
      else { return [] }
      return index.calls.filter { spread(of: $0.node, file) != nil }.map { NodeRef(file: id, node: $0.node) }
    }
  }

  /// Calls of what `promisify` made: `const run = promisify(exec)`.
  private static func promisified(_ program: Program) -> [NodeRef] {
    guard let promisify = program.name(of: "promisify") else { return [] }
    return program.sites(of: promisify).flatMap { site -> [NodeRef] in
      guard let file = program.file(site.file), file[file[site.node].parent].kind == .assignment,
        let target = file.child(file[site.node].parent, .target), file[target].kind == .name
      else { return [] }
      return Array(program.sites(of: file[target].name).prefix(200))
    }
  }

  /// `new User(body)` of models that are objects of a library, where facts warn of them.
  private static func constructions(_ program: Program) -> [NodeRef] {
    guard program.facts.calls.values.contains(where: { $0.name.hasSuffix(".__call__") && !$0.sinks.isEmpty }) else {
      return []
    }
    return program.fileIDs.flatMap { id -> [NodeRef] in
      guard let file = program.file(id), file.source.language?.isECMAScript == true,
        let index = program.index(of: id)
      else { return [] }
      return index.calls.filter { file[$0.node].flags.contains(.isNew) && file.child($0.node, .argument) != nil }
        .map { NodeRef(file: id, node: $0.node) }
    }
  }

  /// C#'s `command.CommandText = text`, of properties that facts warn of.
  private static func assignments(_ program: Program) -> [NodeRef] {
    let names = Set(
      program.facts.calls.values.filter { $0.properties["assigned"] == "true" }.compactMap { fact in
        fact.name.split(separator: ".").last.flatMap { program.name(of: String($0)) }
      })
    guard !names.isEmpty else { return [] }
    return program.fileIDs.flatMap { id -> [NodeRef] in
      guard let file = program.file(id), file.source.language == .csharp, let index = program.index(of: id) else {
        return []
      }
      return index.attributes.filter { names.contains($0.name) && file[$0.node].kind == .assignment }
        .map { NodeRef(file: id, node: $0.node) }
    }
  }

  /// What a property is set to, where that is a sink.
  private func assigned(_ assignment: NodeRef, _ file: SyntaxFile) -> [SinkCall] {
    guard let target = file.child(assignment.node, .target), let given = file.child(assignment.node, .value),
      let fact = evaluator.fact(ofCalling: evaluator.value(of: NodeRef(file: assignment.file, node: target)))
    else { return [] }
    let argument = NodeRef(file: assignment.file, node: given)
    return fact.sinks.compactMap { sink in
      guard let kind = Flow.Sink(rawValue: sink.kind), !isSafe(argument, sink, kind) else { return nil }
      return SinkCall(call: assignment, argument: argument, fact: fact, kind: kind)
    }
  }

  private static func spread(of call: NodeID, _ file: SyntaxFile) -> NodeID? {
    for child in file.children(call) where file[child].kind == .spread && file[child].flags.contains(.keywordVariadic) {
      return file.child(child, .value)
    }
    return nil
  }

  private static let mappers = [
    "sqlalchemy.", "flask_sqlalchemy.", "django.db.models.", "mongoengine.", "peewee.", "tortoise.",
  ]

  /// A row made from a whole mapping.
  private func rowFromMapping(_ type: NodeRef, _ call: NodeRef, _ file: SyntaxFile) -> SinkCall? {
    guard let mapping = Self.spread(of: call.node, file), let node = evaluator.program.node(type),
      evaluator.externalAncestors(of: type).contains(where: { base in Self.mappers.contains { base.hasPrefix($0) } })
    else { return nil }
    return SinkCall(
      call: call, argument: NodeRef(file: call.file, node: mapping),
      fact: CallFact(name: evaluator.program.text(node.name), origin: "", effect: nil, isBlocking: false),
      kind: .massAssignment)
  }

  /// Whether an object is a row of a table: what a query answered, or of a class that is mapped.
  private func isRow(_ ref: NodeRef?) -> Bool {
    guard let ref else { return false }
    return evaluator.value(of: ref).alternatives.contains { value in
      switch value {
      case .object(let name, _): name.hasSuffix(".Row") || name.hasSuffix(".Document")
      case .instance(let type, _):
        evaluator.externalAncestors(of: type).contains { ["sequelize.Model", "typeorm.BaseEntity"].contains($0) }
      default: false
      }
    }
  }

  /// The sinks of one call.
  package func sinks(of call: NodeRef) -> [SinkCall] {
    guard let file = evaluator.program.file(call.file) else { return [] }
    if file[call.node].kind == .assignment { return assigned(call, file) }
    guard let callee = file.child(call.node, .callee) else { return [] }
    // A tag binds what stands between its texts.
    if file[call.node].flags.contains(.tagged) { return [] }
    let value = evaluator.value(of: NodeRef(file: call.file, node: callee))
    var found: [SinkCall] = []
    if case .type(let type) = value, let sink = rowFromMapping(type, call, file) { found.append(sink) }
    if file.source.language == .java { found += mapperSinks(value, call) }
    let facts = value.alternatives.compactMap { evaluator.fact(ofCalling: $0) }
    for fact in Dictionary(facts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }).values.sorted(by: {
      $0.name < $1.name
    }) {
      for sink in fact.sinks {
        guard let kind = Flow.Sink(rawValue: sink.kind), isActive(sink, call),
          let argument = ArgumentReader(evaluator).argument(sink.place, of: call), !isSafe(argument, sink, kind),
          kind != .massAssignment || !file.isNominal || isParameter(argument),
          fact.name != "Object.assign" || isRow(evaluator.argument(0, of: call)),
          kind != .url
            || !hasOwnTransport(value, callee, file, call) && !hasOwnDialer(call, file) && !hasGuardedClients(file)
        else { continue }
        found.append(SinkCall(call: call, argument: argument, fact: fact, kind: kind))
      }
      if let size = pageSize(fact, call) { found.append(size) }
      found += shellArguments(fact, call) + shellLines(fact, call) + shellTexts(fact, call)
    }
    return found
  }

  /// In Java and C# a row that is stored as it came in: what is made of a body's fields names them.
  private func isParameter(_ argument: NodeRef) -> Bool {
    guard let definition = evaluator.definition(of: argument), let node = evaluator.program.node(definition) else {
      return false
    }
    return evaluator.program.node(argument)?.kind == .name && node.kind == .parameter
  }

  /// A client that was made with a transport of the project's own, which sees each request before it leaves.
  private func hasOwnTransport(_ value: Value, _ callee: NodeID, _ file: SyntaxFile, _ call: NodeRef) -> Bool {
    var made = value.alternatives.compactMap(\.site)
    if made.isEmpty, file[callee].kind == .member, let object = file.child(callee, .object),
      let parameter = evaluator.definition(of: NodeRef(file: call.file, node: object)),
      evaluator.program.node(parameter)?.kind == .parameter, let owner = evaluator.program.file(parameter.file)
    {
      let function = NodeRef(file: parameter.file, node: owner[parameter.node].parent)
      guard let position = evaluator.parameters(of: function).firstIndex(of: parameter) else { return false }
      made = evaluator.callers(of: function).prefix(4).flatMap { caller in
        evaluator.argument(position, of: caller).map { evaluator.value(of: $0).alternatives.compactMap(\.site) } ?? []
      }
    }
    return !made.isEmpty
      && made.allSatisfy { site in
        guard let given = evaluator.argument(named: "transport", of: site) else { return false }
        return evaluator.value(of: given).alternatives.contains {
          if case .instance = $0 { return true }
          return false
        }
      }
  }

  private static let guards = ["EnableSsrfProtection", "AddSsrfProtectedHttpClient", "AddAntiSsrf", "AntiSSRFPolicy"]

  /// `AddHttpClient("assets").EnableSsrfProtection()`: which clients of .NET's factory look at addresses is said where
  /// they are registered.
  private func hasGuardedClients(_ file: SyntaxFile) -> Bool {
    file.source.language == .csharp
      && Self.guards.contains { name in
        evaluator.program.name(of: name).map { !evaluator.program.sites(of: $0).isEmpty } ?? false
      }
  }

  /// Go's way to look at addresses: the dialer of the client that sends what this call makes.
  private func hasOwnDialer(_ call: NodeRef, _ file: SyntaxFile) -> Bool {
    guard file.source.language == .go, let function = file.ancestor(of: call.node, where: { $0.kind == .function })
    else {
      return false
    }
    return (function..<file[function].next).contains { node in
      guard file[node].kind == .member || file[node].kind == .keywordArgument else { return false }
      return ["Control", "ControlContext", "DialContext"].contains(evaluator.program.text(file[node].name))
        && (file[node].role == .target || file[node].kind == .keywordArgument)
    }
  }

  /// The limit of a query, when it is neither a constant nor capped by the call itself.
  private func pageSize(_ fact: CallFact, _ call: NodeRef) -> SinkCall? {
    let reader = ArgumentReader(evaluator)
    guard let place = fact.arguments["limit"], let argument = reader.argument(place, of: call),
      reader.argument(fact.arguments["cap"], of: call) == nil
    else { return nil }
    if case .number = evaluator.value(of: argument), evaluator.program.node(argument)?.kind == .number { return nil }
    return SinkCall(call: call, argument: argument, fact: fact, kind: .pageSize)
  }

  /// `shell=True` and the like.
  private func isActive(_ sink: CallFact.Sink, _ call: NodeRef) -> Bool {
    if let other = sink.unless,
      ArgumentReader(evaluator).argument(ArgumentPlace(position: nil, keywords: [other]), of: call) != nil
    {
      return false
    }
    guard let flag = sink.onlyWhen else { return true }
    guard let given = ArgumentReader(evaluator).argument(ArgumentPlace(position: nil, keywords: [flag]), of: call)
    else {
      return false
    }
    return evaluator.value(of: given) != .bool(false)
  }

  private func isSafe(_ argument: NodeRef, _ sink: CallFact.Sink, _ kind: Flow.Sink) -> Bool {
    let value = evaluator.value(of: argument)
    // A text with parts is followed even when it looks constant: what can't be seen is left out of a value.
    if let kind = evaluator.program.node(argument)?.kind, kind == .string || kind == .name,
      value.constantText != nil, value.alternatives.count == 1
    {
      return true
    }
    if sink.isSafeAsList, case .literal = value { return true }
    return kind == .url && hasFixedHost(value.text)
  }

  /// `https://host/…`: the host is written down, and only what comes after it varies.
  private func hasFixedHost(_ text: String?) -> Bool {
    guard let text else { return false }
    // `client.get(f"/users/{id}")`: below the address that the client was made with.
    if text.hasPrefix("/"), !text.hasPrefix("//"), text.dropFirst().first.map({ $0 != Value.hole }) ?? true {
      return true
    }
    let known = text.prefix { $0 != Value.hole }
    // `client.PostAsync($"users/{id}")`: below the client's address as well.
    if known.first?.isLetter ?? false, known.contains("/"), !known.contains(":") { return true }
    let fixed = known.split(separator: "/", omittingEmptySubsequences: false)
    // "https:", "", "host", and something after a further slash.
    return fixed.count >= 4 && fixed[0].hasSuffix(":") && fixed[1].isEmpty && !fixed[2].isEmpty
  }
}
