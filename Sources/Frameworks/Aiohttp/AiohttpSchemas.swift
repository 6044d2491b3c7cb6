internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// aiohttp-apispec: `@headers_schema(AuthHeader)` together with `validation_middleware` turns requests away that lack
/// a header which the schema requires.
extension AiohttpReading {
  private static let validators: Set<String> = [
    "aiohttp_apispec.validation_middleware", "aiohttp_apispec.middlewares.validation_middleware",
  ]
  private static let headers: Set<String> = [
    "aiohttp_apispec.headers_schema", "aiohttp_apispec.decorators.headers_schema",
  ]

  /// Whether the applications around a route check requests against schemas.
  func validates(_ hosts: [NodeRef]) -> Bool {
    hosts.contains { host in
      (middlewares[host] ?? []).contains { evaluator.value(of: $0).externalName.map(Self.validators.contains) ?? false }
    }
  }

  /// What a decorator of a handler asks for: required credentials, when a header of its schema is such.
  func schemaAuth(of decorator: NodeRef) -> Auth? {
    guard let file = context.program.file(decorator.file), file[decorator.node].kind == .call,
      let name = evaluator.child(.callee, of: decorator, in: nil).externalName, Self.headers.contains(name),
      let given = evaluator.argument(0, of: decorator) ?? evaluator.argument(named: "schema", of: decorator)
    else { return nil }
    for alternative in evaluator.value(of: given).alternatives {
      switch alternative {
      case .type(let type), .instance(let type, _):
        if let field = requiredCredentials(in: type) {
          return Auth(
            .required, by: "header \(field.header) in \(evaluator.qualifiedName(of: type))",
            location: context.location(field.place))
        }
      default: continue
      }
    }
    return nil
  }

  /// The field of a schema for a header that carries credentials and has to be there.
  private func requiredCredentials(in type: NodeRef) -> (header: String, place: NodeRef)? {
    for owner in evaluator.lineage(of: type) {
      guard let file = context.program.file(owner.file), let body = file.child(owner.node, .body) else { continue }
      for statement in file.children(body) where file[statement].kind == .assignment {
        guard let target = file.child(statement, .target), let value = file.child(statement, .value),
          file[value].kind == .call
        else { continue }
        let call = NodeRef(file: owner.file, node: value)
        let key = evaluator.argument(named: "data_key", of: call).flatMap { evaluator.value(of: $0).constantText }
        let header = key ?? context.program.text(file[target].name)
        guard Self.carriesCredentials(header), let given = evaluator.argument(named: "required", of: call),
          evaluator.value(of: given) == .bool(true)
        else { continue }
        return (header, call)
      }
    }
    return nil
  }

  private static func carriesCredentials(_ header: String) -> Bool {
    let name = header.lowercased().replacing("_", with: "-")
    return name == "authorization" || name.hasPrefix("x-") && (name.hasSuffix("-key") || name.hasSuffix("-token"))
  }
}
