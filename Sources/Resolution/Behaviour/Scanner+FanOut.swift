internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Calls that are started all at once.
extension BehaviourScanner {
  /// `gather(*[…])`, `gather(*tasks)`, `Promise.all(items.map(…))`, `Promise.all(promises)`.
  mutating func addFanOut(_ fact: CallFact, _ node: NodeID) -> Int? {
    guard var items = file.child(node, .argument) else { return nil }
    if file[items].kind == .spread, let inner = file.child(items, .value) {
      items = inner
    } else if file.source.language == .python {
      return nil
    }
    if file.source.language == .csharp {
      guard let list = tasks(of: node, items) else { return nil }
      items = list
    }
    let (over, work) = made(items)
    var fanOut = FanOut(
      function: current, location: location(node), source: over.map { loopSource($0) } ?? loopSource(items),
      isBounded: isLimited(fact, node) || mentionsLimit() || calleesMentionLimit(work))
    fanOut.work = location(work)
    behaviour.fanOuts.append(fanOut)
    return behaviour.fanOuts.count - 1
  }

  /// `Task.WhenAll(items.Select(…))`, `Task.WhenAll(tasks)`: a list, and not some tasks one by one.
  private func tasks(of call: NodeID, _ first: NodeID) -> NodeID? {
    guard file.children(call, .argument).count == 1 else { return nil }
    var items = first
    if file[items].kind == .name, let definition = evaluator.definition(of: ref(items)), definition.file == id,
      definition.node > currentNode, let value = file.child(file[definition.node].parent, .value),
      file[value].kind == .call, !file[value].flags.contains(.isNew)
    {
      items = value
    }
    for _ in 0..<4 {
      guard file[items].kind == .call, let callee = file.child(items, .callee), file[callee].kind == .member else {
        return file[items].kind == .name ? items : nil
      }
      switch evaluator.program.text(file[callee].name) {
      case "ToList", "ToArray", "AsEnumerable":
        guard let object = file.child(callee, .object) else { return nil }
        items = object
      case "Select", "ConvertAll": return items
      default: return nil
      }
    }
    return nil
  }

  /// `load.Feeds` or `ids`, of a parameter of an action: `[HttpPost] Task Load([FromBody] Load load)`.
  private func isActionInput(_ iterable: NodeID) -> Bool {
    guard file.source.language == .csharp, currentNode != 0 else { return false }
    var node = iterable
    for _ in 0..<4 { if file[node].kind == .member, let object = file.child(node, .object) { node = object } }
    guard file[node].kind == .name,
      let parameter = file.children(currentNode, .parameter).first(where: { file[$0].name == file[node].name }),
      !file.children(parameter, .decorator).contains(where: { file.text($0).contains("FromServices") })
    else { return false }
    return file.children(currentNode, .decorator).contains { decorator in
      file.text(decorator).drop { $0 == "[" }.hasPrefix("Http")
    }
  }

  /// `pMap(keys, render, { concurrency: 4 })`.
  private func isLimited(_ fact: CallFact, _ node: NodeID) -> Bool {
    guard let place = fact.arguments["limit"] else { return false }
    if let given = ArgumentReader(evaluator).argument(place, of: ref(node)) {
      return file.text(given.node) != "Infinity" || given.file != id
    }
    return areOptionsOpen(place, of: ref(node))
  }

  /// What a list of started calls was made over, and where.
  private func made(_ items: NodeID, depth: Int = 0) -> (over: NodeID?, work: NodeID) {
    switch file[items].kind {
    case .comprehension:
      let clause = file.child(items, .item)
      return (clause.flatMap { file.child($0, .iterable) }, items)
    case .call:
      // `items.map(…)`, `list(map(…))`.
      if let callee = file.child(items, .callee), let object = file.child(callee, .object) { return (object, items) }
      return (nil, items)
    case .name where depth < 3:
      if let loop = appendingLoop(file[items].name, before: items) { return (file.child(loop, .iterable), loop) }
      guard let definition = evaluator.definition(of: ref(items)), definition.file == id, definition.node > currentNode,
        definition.node < items
      else { return (nil, items) }
      let statement = file[definition.node].parent
      guard file[statement].kind == .assignment, let value = file.child(statement, .value) else { return (nil, items) }
      return made(value, depth: depth + 1)
    default: return (nil, items)
    }
  }

  /// `for x in xs: tasks.append(work(x))`.
  private func appendingLoop(_ name: Name, before use: NodeID) -> NodeID? {
    var node = currentNode + 1
    while node < use {
      if file[node].kind == .forEach, let body = file.child(node, .body) {
        for inner in body..<file[body].next where file[inner].kind == .member && file[inner].role == .callee {
          if ["append", "push", "add"].contains(evaluator.program.text(file[inner].name)),
            let object = file.child(inner, .object), file[object].kind == .name, file[object].name == name
          {
            return node
          }
        }
      }
      node += 1
    }
    return nil
  }

  /// Whether the function around uses a semaphore or limiter.
  func mentionsLimit() -> Bool {
    Self.mentions(
      ["semaphore", "limit", "throttle", "chunk", "batch"], in: currentNode, file, evaluator.program.names)
  }

  /// Whether a function that is called for each element does.
  func calleesMentionLimit(_ work: NodeID) -> Bool {
    for node in work..<file[work].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee) else { continue }
      switch evaluator.value(of: ref(callee)) {
      case .function(let function), .bound(let function, _):
        if let other = evaluator.program.file(function.file),
          Self.mentions(["semaphore", "limiter", "throttle"], in: function.node, other, evaluator.program.names)
        {
          return true
        }
      default: break
      }
    }
    return false
  }

  private static func mentions(_ words: [String], in function: NodeID, _ file: SyntaxFile, _ names: NameTable) -> Bool {
    var node = function + 1
    while node < file[function].next {
      if file[node].kind == .name || file[node].kind == .member {
        let name = names[file[node].name].lowercased()
        if name == "sem" || name.hasSuffix("_sem") || words.contains(where: name.contains) { return true }
      }
      node += 1
    }
    return false
  }

  // MARK: Sources

  /// `@app.post("/import") def import_all(urls: list[str])`.
  private func isHandlerParameter(_ name: NodeID) -> Bool {
    guard currentNode != 0, file.children(currentNode, .parameter).contains(where: { file[$0].name == file[name].name })
    else { return false }
    return file.children(currentNode, .decorator).contains { decorator in
      guard let call = file.child(decorator, .value), file[call].kind == .call, let callee = file.child(call, .callee),
        file[callee].kind == .member, let path = file.child(call, .argument)
      else { return false }
      return file.stringValue(path)?.hasPrefix("/") == true
    }
  }

  /// Types of requests, with the dot behind them.
  private static let requests = [
    "express.Request.", "express-serve-static-core.Request.", "fastify.FastifyRequest.", "koa.Context.",
    "koa.ParameterizedContext.", "@hapi/hapi.Request.", "hono.Context.", "next.NextApiRequest.",
  ]

  private static let requestParts: Set<String> = ["body", "query", "params", "payload", "json", "args", "form", "data"]

  /// Whether a collection came with the request: a field of a body model, `req.body.ids`, `request.json["ids"]`.
  func isRequest(_ value: Value, _ iterable: NodeID) -> Bool {
    if isActionInput(iterable) { return true }
    for alternative in value.alternatives {
      guard case .member(let name, _) = alternative else { continue }
      let parts = name.split(separator: ".").map(String.init)
      if name.hasPrefix("flask.request.") || parts.first == Evaluator.parameterType
        || Self.requests.contains(where: name.hasPrefix),
        parts.dropFirst().contains(where: { Self.requestParts.contains($0) })
      {
        return true
      }
    }
    if file[iterable].kind == .name { return isHandlerParameter(iterable) }
    guard file[iterable].kind == .member, let object = file.child(iterable, .object) else { return false }
    return evaluator.value(of: ref(object)).alternatives.contains { alternative in
      guard case .instance(let type, nil) = alternative else { return false }
      return evaluator.externalAncestors(of: type).contains { $0.hasPrefix("pydantic.") }
        || isValidated(evaluator.program.text(file[iterable].name), of: type)
    }
  }

  /// A field that a class validator's decorators check: the class is the shape of a request.
  private func isValidated(_ field: String, of type: NodeRef) -> Bool {
    guard let declared = evaluator.declaration(field, in: type), let other = evaluator.program.file(declared.file),
      other.source.language?.isECMAScript == true
    else { return false }
    return other.children(declared.node, .decorator).contains { decorator in
      guard let value = other.child(decorator, .value) else { return false }
      let callee = other[value].kind == .call ? other.child(value, .callee) ?? value : value
      let name = evaluator.value(of: NodeRef(file: declared.file, node: callee)).externalName
      return name?.hasPrefix("class-validator.") == true
    }
  }
}
