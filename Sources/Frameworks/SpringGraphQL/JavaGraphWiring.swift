internal import Resolution
internal import Source
internal import Syntax

/// Fields that code wires to functions: `builder.type("Query", t -> t.dataFetcher("books", books))`.
struct JavaGraphWiring {
  let project: JavaProject

  init(_ project: JavaProject) { self.project = project }

  struct Wired {
    let owner: String
    let field: String
    let function: NodeRef?
    let call: NodeRef
  }

  private var context: RecognizerContext { project.context }

  func fields() -> [Wired] { single() + maps() }

  /// `registry.dataFetchers("Query", Map.of("books", books, "book", book))`.
  private func maps() -> [Wired] {
    context.program.sites(called: "dataFetchers").flatMap { call -> [Wired] in
      guard context.isServed(call.file), project.file(call)?.source.language == .java else { return [] }
      let arguments = project.arguments(of: call)
      guard arguments.count == 2, let owner = project.text(of: arguments[0]),
        let map = project.chain(arguments[1]).calls.last, map.name == "of"
      else { return [] }
      return stride(from: 0, to: map.arguments.count - 1, by: 2).compactMap { position in
        let name = map.arguments[position]
        return project.text(of: name).map {
          Wired(owner: owner, field: $0, function: fetcher(map.arguments[position + 1], 0), call: name)
        }
      }
    }
  }

  private func single() -> [Wired] {
    context.program.sites(called: "dataFetcher").compactMap { call in
      guard context.isServed(call.file), project.file(call)?.source.language == .java else { return nil }
      let arguments = project.arguments(of: call)
      guard arguments.count == 2 else { return nil }
      let function = fetcher(arguments[1], 0)
      if let (owner, field) = coordinates(arguments[0]) {
        return Wired(owner: owner, field: field, function: function, call: call)
      }
      guard let field = project.text(of: arguments[0]), let owner = owner(of: call) else { return nil }
      return Wired(owner: owner, field: field, function: function, call: place(call))
    }
  }

  /// The name of the method rather than the beginning of the whole chain.
  private func place(_ call: NodeRef) -> NodeRef {
    project.arguments(of: call).first ?? call
  }

  /// `FieldCoordinates.coordinates("Query", "books")`.
  private func coordinates(_ ref: NodeRef) -> (String, String)? {
    guard let call = project.chain(ref).calls.last, call.name == "coordinates", call.arguments.count == 2,
      let owner = project.text(of: call.arguments[0]), let field = project.text(of: call.arguments[1])
    else { return nil }
    return (owner, field)
  }

  /// The type that is wired: named by the chain, or by the call that the lambda around it is given to.
  private func owner(of call: NodeRef) -> String? {
    if let named = project.chain(call).calls.first(where: { $0.name == "newTypeWiring" })?.arguments.first {
      return project.text(of: named)
    }
    guard let file = project.file(call) else { return nil }
    var node = call.node
    for _ in 0..<200 where node != 0 {
      let parent = file[node].parent
      if file[node].kind == .function, file[parent].kind == .call, let callee = file.child(parent, .callee),
        project.text(file[callee].name) == "type"
      {
        return project.arguments(of: NodeRef(file: call.file, node: parent)).first.flatMap { project.text(of: $0) }
      }
      node = parent
    }
    return nil
  }

  /// What a fetcher runs: a lambda, a method, `get` of a class, or the lambda that a method answers with.
  private func fetcher(_ ref: NodeRef, _ depth: Int) -> NodeRef? {
    if let function = project.function(ref) { return function }
    guard depth < 3, let file = project.file(ref) else { return nil }
    if file[ref.node].kind == .call, !file[ref.node].flags.contains(.isNew),
      let callee = file.child(ref.node, .callee)
    {
      let object = file[callee].kind == .member ? file.child(callee, .object) : nil
      let owner = object.map { project.objectType(NodeRef(file: ref.file, node: $0)) } ?? project.type(around: ref)
      guard let owner, let method = project.method(project.text(file[callee].name), of: owner) else { return nil }
      for statement in project.statements(of: method) {
        guard let other = project.file(statement), other[statement.node].kind == .returnStatement,
          let value = other.child(statement.node, .value)
        else { continue }
        return fetcher(NodeRef(file: statement.file, node: value), depth + 1)
      }
      return nil
    }
    return project.objectType(ref).flatMap { project.method("get", of: $0) }
  }
}
