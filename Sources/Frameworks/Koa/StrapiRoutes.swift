internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Routes of Strapi, which is built on Koa: lists of `{method, path, handler: "controller.action"}` in `routes` folders.
struct StrapiRoutes {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }

  func endpoints() -> [Endpoint] {
    var found: [Endpoint] = []
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language?.isECMAScript == true,
        file.source.path.contains("routes")
      else { continue }
      guard let value = evaluator.exported("default", from: id) else { continue }
      for object in objects(of: value, depth: 0) { if let endpoint = endpoint(object) { found.append(endpoint) } }
    }
    return found
  }

  private func objects(of value: Value, depth: Int) -> [NodeRef] {
    guard depth < 4 else { return [] }
    return value.alternatives.flatMap { alternative -> [NodeRef] in
      switch alternative {
      case .function(let function): return objects(of: evaluator.returned(by: function, in: nil), depth: depth + 1)
      case .literal(let literal):
        if context.program.node(literal)?.kind == .list { return evaluator.elementNodes(of: alternative) }
        return evaluator.entryNode("routes", of: alternative).map {
          objects(of: evaluator.value(of: $0), depth: depth + 1)
        } ?? []
      default: return []
      }
    }
  }

  private func endpoint(_ object: NodeRef) -> Endpoint? {
    let entries = context.options(object, in: nil)
    func text(_ key: String) -> String? { entries[key].flatMap { evaluator.value(of: $0).constantText } }
    guard let method = text("method"), let path = text("path"), let handler = text("handler"), handler.contains("."),
      !handler.contains("/"), !handler.contains(" ")
    else { return nil }
    let place = context.location(object)
    // Permissions are rows of the database, unless the route opts out.
    var auth = Auth(.unknown, by: "Strapi's permissions", location: place)
    if let config = entries["config"], let own = context.options(config, in: nil)["auth"],
      evaluator.value(of: own) == .bool(false)
    {
      auth = Auth(.none)
      auth.isExplicitlyPublic = true
    }
    return Endpoint(
      id: EndpointID(index: 0), method: method.uppercased(),
      path: PathTemplate.withoutTrailingSlash(PathTemplate.normalized(PathTemplate.colons(path))), framework: "koa",
      auth: auth, handler: Handler(name: handler, location: place, function: nil), registered: place)
  }
}
