internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// The GraphQL servers that Python code makes, and what bounds their operations.
struct PythonGraphServers {
  private let context: RecognizerContext

  init(_ context: RecognizerContext) { self.context = context }

  private var evaluator: Evaluator { context.evaluator }

  private static let limiters = [
    "QueryDepthLimiter", "MaxTokensLimiter", "MaxAliasesLimiter", "depth_limit_validator", "cost_validator",
    "CostValidator", "DepthLimitValidator",
  ]
  private static let words = ["depth", "cost", "complexity", "limit"]

  private func sites(_ name: String) -> [NodeRef] {
    context.program.sites(called: name).filter { call in
      context.isServed(call.file) && context.program.file(call.file)?.source.language == .python
    }
  }

  private func library(_ call: NodeRef) -> [String] {
    guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee) else { return [] }
    let value = evaluator.value(of: NodeRef(file: call.file, node: callee))
    if case .type(let type) = value { return evaluator.externalAncestors(of: type) }
    return value.externalName.map { [$0] } ?? []
  }

  private var isLimited: Bool { Self.limiters.contains { !sites($0).isEmpty } }

  /// Whether some expression that bounds a server says so; `nil` when it could not be seen whole.
  private func limit(_ keywords: [String], _ call: NodeRef) -> Bool? {
    if isLimited { return true }
    for keyword in keywords {
      guard let given = evaluator.argument(named: keyword, of: call), let file = context.program.file(given.file) else {
        continue
      }
      let value = evaluator.value(of: given)
      let nodes = evaluator.elementNodes(of: value)
      let texts = [file.text(given.node)] + nodes.compactMap { context.program.file($0.file)?.text($0.node) }
      if texts.contains(where: { text in Self.words.contains { text.lowercased().contains($0) } }) { return true }
      guard case .literal = value else { return nil }
    }
    return hasSpread(call) ? nil : false
  }

  private func hasSpread(_ call: NodeRef) -> Bool {
    guard let file = context.program.file(call.file) else { return false }
    return file.children(call.node).contains { file[$0].kind == .spread }
  }

  private func introspection(_ keywords: [String], _ call: NodeRef) -> GraphQLServer.Introspection {
    if context.program.name(of: "DisableIntrospection") != nil { return .off }
    for name in ["NoSchemaIntrospectionCustomRule", "IntrospectionDisabled"] where context.program.name(of: name) != nil
    {
      return .off
    }
    if let given = evaluator.argument(named: "introspection", of: call) {
      switch evaluator.value(of: given) {
      case .bool(let flag): return flag ? .on : .off
      default: return .off
      }
    }
    for keyword in keywords {
      guard let given = evaluator.argument(named: keyword, of: call) else { continue }
      guard case .literal = evaluator.value(of: given) else { return .unknown }
    }
    return hasSpread(call) ? .unknown : .onByDefault
  }

  private func server(_ framework: String, _ call: NodeRef, _ limits: [String]) -> GraphQLServer {
    GraphQLServer(
      framework: framework, location: context.headLocation(call), hasLimit: limit(limits, call),
      introspection: introspection(limits, call))
  }

  /// `strawberry.Schema(query=Query, extensions=[…])`.
  func strawberry() -> [GraphQLServer] {
    sites("Schema").filter { !StrawberryReading.schemas.isDisjoint(with: library($0)) }
      .map { server("strawberry", $0, ["extensions"]) }
  }

  /// `GraphQLView.as_view(schema=schema, validation_rules=…)`.
  func graphene() -> [GraphQLServer] {
    sites("as_view").filter { call in
      guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
        let object = file.child(callee, .object)
      else { return false }
      let value = evaluator.value(of: NodeRef(file: call.file, node: object))
      if case .type(let type) = value {
        return evaluator.externalAncestors(of: type).contains {
          $0.hasPrefix("graphene") && $0.hasSuffix("GraphQLView")
        }
      }
      let name = value.externalName ?? ""
      return name.hasSuffix("GraphQLView") && (name.hasPrefix("graphene") || name.hasPrefix("flask_graphql"))
    }.map { server("graphene", $0, ["validation_rules", "middleware", "backend"]) }
  }

  /// `GraphQL(schema, validation_rules=[…])`.
  func ariadne() -> [GraphQLServer] {
    sites("GraphQL").filter { library($0).contains { $0.hasPrefix("ariadne") } }
      .map { server("ariadne", $0, ["validation_rules"]) }
  }
}
