internal import Frameworks
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What the handlers of ECMAScript's frameworks answer with, where a recognizer has not said: `res.json(user)`,
/// `ctx.body = user`, `return user`.
enum ResponseStage {
  /// Answers looked at per handler.
  private static let cap = 32

  /// Frameworks that send what a handler returns.
  private static let returning: Set<String> = ["nestjs", "fastify", "hapi"]

  static func describe(_ program: Program, _ functions: FunctionTable, _ lines: LineTable, into backend: inout Backend)
  {
    guard backend.tables.contains(where: { !$0.columns.isEmpty }) else { return }
    let reader = ResponseReader(evaluator: Evaluator(program), functions: functions, lines: lines)
    for index in backend.endpoints.indices where backend.endpoints[index].responses.isEmpty {
      // A schema chooses the fields of what an operation answers.
      guard backend.endpoints[index].transport != .graphql else { continue }
      guard let handler = backend.endpoints[index].handler.function, let ref = functions.ref(of: handler) else {
        continue
      }
      let sendsReturned = returning.contains(backend.endpoints[index].framework)
      backend.endpoints[index].responses = Array(reader.responses(of: ref, sendsReturned: sendsReturned).prefix(cap))
    }
  }
}

private struct ResponseReader {
  let evaluator: Evaluator
  let functions: FunctionTable
  let lines: LineTable

  private static let senders: Set<String> = ["json", "send", "jsonp"]

  func responses(of function: NodeRef, sendsReturned: Bool) -> [Response] {
    guard let file = evaluator.program.file(function.file) else { return [] }
    if file.source.language == .java { return declared(function, file) }
    guard file.source.language?.isECMAScript == true else { return [] }
    let first = evaluator.parameters(of: function).first.flatMap { evaluator.program.node($0)?.name }
    var found: [Response] = []
    var node = function.node + 1
    while node < file[function.node].next {
      if let answer = answer(node, file, context: first), let response = response(of: answer, in: function.file) {
        found.append(response)
      }
      if sendsReturned, let answer = returned(node, by: function, file),
        let response = response(of: answer, in: function.file)
      {
        found.append(response)
      }
      node += 1
    }
    return found
  }

  private static let wrappers: Set<String> = [
    "ResponseEntity", "HttpEntity", "List", "Collection", "Set", "Iterable", "Optional", "Page", "Slice", "Mono",
    "Flux",
    "Uni", "Multi", "CompletableFuture", "Callable", "RestResponse", "PagedModel", "ArrayList", "Stream",
  ]

  /// What a Java handler says that it answers: `User`, `ResponseEntity<List<User>>`.
  private func declared(_ function: NodeRef, _ file: SyntaxFile) -> [Response] {
    guard var type = file.child(function.node, .type) else { return [] }
    for _ in 0..<4 {
      guard file[type].kind == .index, let object = file.child(type, .object),
        Self.wrappers.contains(evaluator.program.text(file[object].name)),
        let inner = file.children(type, .index).last
      else { break }
      type = inner
    }
    guard case .instance(let model, _) = evaluator.instance(ofType: NodeRef(file: function.file, node: type)),
      let node = evaluator.program.node(model)
    else { return [] }
    return [
      Response(
        location: lines.location(of: file[type].range, in: function.file), entity: evaluator.program.text(node.name),
        isProjected: false)
    ]
  }

  /// `return user` of the handler itself.
  private func returned(_ node: NodeID, by function: NodeRef, _ file: SyntaxFile) -> NodeID? {
    guard file[node].kind == .returnStatement,
      file.ancestor(of: node, where: { $0.kind == .function }) == function.node
    else { return nil }
    return file.child(node, .value)
  }

  private func answer(_ node: NodeID, _ file: SyntaxFile, context: Name?) -> NodeID? {
    switch file[node].kind {
    case .call:
      guard let callee = file.child(node, .callee), file[callee].kind == .member,
        Self.senders.contains(evaluator.program.text(file[callee].name)), isResponse(callee, file)
      else { return nil }
      return file.child(node, .argument)
    case .assignment:
      guard let target = file.child(node, .target), file[target].kind == .member,
        evaluator.program.text(file[target].name) == "body", let object = file.child(target, .object),
        file[object].name == context, file[object].kind == .name
      else { return nil }
      return file.child(node, .value)
    default: return nil
    }
  }

  /// `res.json`, `res.status(200).json`, `reply.send`.
  private func isResponse(_ callee: NodeID, _ file: SyntaxFile) -> Bool {
    var node = callee
    for _ in 0..<6 {
      guard let object = file.child(node, file[node].kind == .call ? .callee : .object) else { break }
      node = object
    }
    return file[node].kind == .name
      && ["res", "response", "reply", "resp"].contains(evaluator.program.text(file[node].name))
  }

  /// The entity whose row, as a query answered it, is the whole answer or one of its parts.
  private func response(of answer: NodeID, in id: FileID) -> Response? {
    guard let file = evaluator.program.file(id) else { return nil }
    var candidates = [answer]
    if file[answer].kind == .dictionary {
      candidates = file.children(answer).compactMap { file[$0].kind == .pair ? file.child($0, .value) : nil }
    }
    for candidate in candidates.prefix(12) {
      let ref = NodeRef(file: id, node: candidate)
      guard file[candidate].kind == .name || file[candidate].kind == .await || file[candidate].kind == .call,
        let entity = wholeRow(ref)
      else { continue }
      return Response(
        location: lines.location(of: file[candidate].range, in: id), entity: entity, isProjected: false)
    }
    return nil
  }

  /// `delete user.password` in the function that has the row.
  private func dropsColumns(around site: NodeRef) -> Bool {
    guard let file = evaluator.program.file(site.file), let index = evaluator.program.index(of: site.file),
      case let function = index.function(around: site.node, in: file), function != 0
    else { return false }
    return (function..<file[function].next).contains { node in
      guard file[node].kind == .deleteStatement, let value = file.child(node, .value) else { return false }
      return file[value].kind == .member
    }
  }

  private func wholeRow(_ ref: NodeRef) -> String? {
    let reader = RowReader(evaluator)
    for value in evaluator.value(of: ref).alternatives {
      // One of its columns is no row: `const { id } = await create()`.
      if case .member = value { continue }
      guard let site = value.site, reader.isWholeRow(site), !dropsColumns(around: site) else { continue }
      return evaluator.entityName(of: value) ?? evaluator.entityName(ofCall: site)
    }
    return nil
  }
}
