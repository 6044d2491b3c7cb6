internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Ariadne: bindables of a type whose decorators hang functions on its fields.
enum AriadneRecognizer: Recognizer {
  static let name = "ariadne"
  static let triggers = ["ariadne"]

  private static let roots: [String: GraphRoot] = [
    "ariadne.QueryType": .query, "ariadne.MutationType": .mutation, "ariadne.SubscriptionType": .subscription,
    "ariadne.objects.QueryType": .query, "ariadne.objects.MutationType": .mutation,
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let graph = PythonGraph(context)
    let schemas = GraphSchemas(context)
    let evaluator = context.evaluator
    let types = Set(roots.keys).union(["ariadne.ObjectType", "ariadne.objects.ObjectType"])
    var first: Location?
    for call in context.registrations(of: ["field", "source", "set_field"], on: types) {
      guard let given = evaluator.argument(0, of: call.call), let name = evaluator.value(of: given).constantText,
        let function = function(call, graph)
      else { continue }
      let root = roots[call.type] ?? call.site.flatMap { typeName($0, context) }.flatMap { GraphRoot(typeName: $0) }
      guard let root else {
        guard let owner = call.site.flatMap({ typeName($0, context) }), let id = context.functions.id(of: function)
        else {
          continue
        }
        draft.fieldResolvers.append(
          FieldResolver(
            kind: .graphQL, function: id, owner: owner, field: name, location: context.declarationLocation(function),
            isListed: schemas.isEmpty ? nil : schemas.listed.contains(owner)))
        continue
      }
      // A subscription has a source and a field.
      if root == .subscription, call.method != "source" { continue }
      var auth = graph.auth(of: function)
      for directive in schemas.declared(root, name)?.directives ?? [] where GraphName.soundsLikeGuard(directive.name) {
        auth = auth.stronger(Auth(.unknown, by: "@" + directive.name, location: schemas.declared(root, name)?.location))
      }
      var operation = GraphOperation(
        root: root, name: name, framework: Self.name, handler: context.handler(function),
        registered: context.location(call.call), auth: auth)
      operation.inputs = graph.inputs(of: function, into: &draft.sources)
      draft.endpoints.append(operation.endpoint)
      first = first ?? context.location(call.call)
    }
    let servers = PythonGraphServers(context).ariadne()
    draft.graphQLServers += servers
    if let first = first ?? servers.first?.location {
      draft.frameworks.append(FrameworkUse(name: name, location: first))
    }
  }

  /// The decorated function, or the second argument of `set_field`.
  private static func function(_ call: Registration, _ graph: PythonGraph) -> NodeRef? {
    guard let file = graph.context.program.file(call.call.file) else { return nil }
    let parent = file[call.call.node].parent
    if file[parent].kind == .decorator { return NodeRef(file: call.call.file, node: file[parent].parent) }
    return graph.function(graph.evaluator.argument(1, of: call.call))
  }

  /// The type that `ObjectType("User")` is about.
  private static func typeName(_ site: NodeRef, _ context: RecognizerContext) -> String? {
    context.evaluator.argument(0, of: site).flatMap { context.evaluator.value(of: $0).constantText }
  }
}
