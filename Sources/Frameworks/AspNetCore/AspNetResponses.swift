internal import Facts
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What actions and handlers answer: rows of EF Core as they are, or something that chooses their fields.
struct AspNetResponses {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }

  func responses(of function: NodeRef) -> [Response] {
    guard let file = context.program.file(function.file) else { return [] }
    return evaluator.returns(of: function, file).prefix(16).compactMap { returned in
      guard let answered = answered(returned), let entity = entity(answered) else { return nil }
      return Response(location: context.headLocation(answered), entity: entity, isProjected: false)
    }
  }

  /// What is handed to `Ok(…)`, or the value itself.
  private func answered(_ returned: NodeRef) -> NodeRef? {
    guard let file = context.program.file(returned.file) else { return nil }
    var node = returned.node
    for _ in 0..<4 {
      if [.await, .cast].contains(file[node].kind), let value = file.child(node, .value) {
        node = value
        continue
      }
      guard file[node].kind == .call, let callee = file.child(node, .callee) else { break }
      switch context.program.text(file[callee].name) {
      case "Ok", "Json", "JsonResult", "OkObjectResult", "ObjectResult":
        guard let argument = file.child(node, .argument), file[argument].kind != .keywordArgument else { return nil }
        node = argument
      case "Accepted", "Created", "CreatedAtAction", "CreatedAtRoute":
        guard let last = file.children(node, .argument).last, file[last].kind != .keywordArgument else { return nil }
        node = last
      default: return NodeRef(file: returned.file, node: node)
      }
    }
    return NodeRef(file: returned.file, node: node)
  }

  /// The entity that a value is a row of: only where a query of the project is seen to bring it.
  private func entity(_ ref: NodeRef) -> String? {
    guard let query = query(behind: ref), evaluator.fact(of: query)?.effect == .query, !choosesColumns(query) else {
      return nil
    }
    for alternative in evaluator.value(of: ref).alternatives {
      guard case .instance(let type, _) = alternative else { continue }
      return context.program.node(type).map { context.program.text($0.name) }
    }
    return nil
  }

  /// The call that an answer is, or that its variable was given.
  private func query(behind ref: NodeRef) -> NodeRef? {
    guard let file = context.program.file(ref.file) else { return nil }
    var node = ref.node
    if file[node].kind == .name, let definition = evaluator.definition(of: ref), definition.file == ref.file,
      file[file[definition.node].parent].kind == .assignment,
      let value = file.child(file[definition.node].parent, .value)
    {
      node = value
    }
    if file[node].kind == .await, let value = file.child(node, .value) { node = value }
    return file[node].kind == .call ? NodeRef(file: ref.file, node: node) : nil
  }

  private static let projections: Set<String> = [
    "Select", "SelectMany", "ProjectTo", "GroupBy", "Join", "ProjectToType",
  ]

  /// A link of the query's chain makes something else of the rows, or where it begins is not seen.
  private func choosesColumns(_ call: NodeRef) -> Bool {
    guard let file = context.program.file(call.file) else { return true }
    var node = call.node
    for _ in 0..<24 {
      guard file[node].kind == .call, let callee = file.child(node, .callee) else { break }
      if Self.projections.contains(context.program.text(file[callee].name)) { return true }
      guard let object = file.child(callee, .object) else { return false }
      node = object
    }
    guard file[node].kind == .name,
      let definition = evaluator.definition(of: NodeRef(file: call.file, node: node)), definition.file == call.file
    else { return false }
    return file[file[definition.node].parent].kind == .assignment
  }
}
