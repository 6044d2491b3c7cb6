internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Graphene, also for Django: types as classes, `resolve_…` methods, mutations as classes.
enum GrapheneRecognizer: Recognizer {
  static let name = "graphene"
  static let triggers = ["graphene", "graphene_django", "graphene_sqlalchemy"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = GrapheneReading(context)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.fieldResolvers += reading.fields
    draft.sources.merge(reading.sources)
    let servers = PythonGraphServers(context).graphene()
    draft.graphQLServers += servers
    if let first = servers.first?.location ?? reading.endpoints.first?.registered {
      draft.frameworks.append(FrameworkUse(name: name, location: first))
    }
  }
}

struct GrapheneReading {
  let graph: PythonGraph
  private(set) var endpoints: [Endpoint] = []
  private(set) var fields: [FieldResolver] = []
  private(set) var sources = RequestSources()

  init(_ context: RecognizerContext) { graph = PythonGraph(context) }

  var context: RecognizerContext { graph.context }
  var evaluator: Evaluator { graph.evaluator }

  mutating func read() {
    var roots = graph.roots(of: ["graphene.Schema", "graphene.types.schema.Schema"])
    if roots.isEmpty { roots = namedRoots() }
    var seen: Set<NodeRef> = []
    for (root, type) in roots {
      for owner in evaluator.lineage(of: type) { seen.insert(owner) }
      for member in graph.members(of: type) { add(root, member, type) }
    }
    readTypes(without: seen)
  }

  /// Classes named like roots, where no schema could be seen.
  private func namedRoots() -> [(root: GraphRoot, type: NodeRef)] {
    var found: [(root: GraphRoot, type: NodeRef)] = []
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language == .python,
        let index = context.program.index(of: id)
      else { continue }
      for scope in index.scopes where scope.kind == .type && scope.parent == 0 {
        guard let root = GraphRoot(typeName: context.program.text(file[scope.node].name)) else { continue }
        let type = NodeRef(file: id, node: scope.node)
        if evaluator.externalAncestors(of: type).contains("graphene.ObjectType") { found.append((root, type)) }
      }
    }
    return found
  }

  // MARK: Operations

  private mutating func add(_ root: GraphRoot, _ member: PythonGraph.Member, _ type: NodeRef) {
    guard context.program.node(member.node)?.kind == .assignment, let call = graph.call(of: member) else { return }
    var name = GraphName.camel(member.name)
    if let given = evaluator.argument(named: "name", of: call), let text = evaluator.value(of: given).constantText {
      name = text
    }
    let found = answerer(member, call, type)
    var auth = found.auth
    if let function = found.function, auth.requirement != .required { auth = auth.stronger(graph.auth(of: function)) }
    let handler =
      found.function.map { context.handler($0) }
      ?? Handler(name: member.name, location: context.headLocation(member.node), function: nil)
    var operation = GraphOperation(
      root: root, name: name, framework: "graphene", handler: handler, registered: context.headLocation(member.node),
      auth: auth)
    if let function = found.function { operation.inputs = graph.inputs(of: function, into: &sources) }
    endpoints.append(operation.endpoint)
  }

  /// The function that answers a field: of a mutation's class, given by name, or `resolve_…`.
  private func answerer(
    _ member: PythonGraph.Member, _ call: NodeRef, _ type: NodeRef
  ) -> (function: NodeRef?, auth: Auth) {
    if let mutation = mutation(of: call) { return GrapheneMutations(graph).answerer(mutation) }
    let auth = GraphenePermissions(graph).auth(ofField: call)
    if let own = graph.function(evaluator.argument(named: "resolver", of: call)) { return (own, auth) }
    return (evaluator.method("resolve_" + member.name, of: type), auth)
  }

  /// `CreateToken.Field()`.
  private func mutation(of call: NodeRef) -> NodeRef? {
    guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
      file[callee].kind == .member, context.program.text(file[callee].name) == "Field",
      let object = file.child(callee, .object),
      case .type(let type) = evaluator.value(of: NodeRef(file: call.file, node: object))
    else { return nil }
    return type
  }

  // MARK: Other types

  private mutating func readTypes(without roots: Set<NodeRef>) {
    let listed = self.listed()
    var memo: [NodeRef: Bool] = [:]
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language == .python,
        let index = context.program.index(of: id)
      else { continue }
      for scope in index.scopes where scope.kind == .type {
        let type = NodeRef(file: id, node: scope.node)
        guard !roots.contains(type) else { continue }
        for member in graph.own(type) where member.name.hasPrefix("resolve_") {
          guard context.program.node(member.node)?.kind == .function, isObjectType(type, &memo),
            let function = context.functions.id(of: member.node)
          else { continue }
          let owner = context.program.text(file[scope.node].name)
          fields.append(
            FieldResolver(
              kind: .graphQL, function: function, owner: owner,
              field: GraphName.camel(String(member.name.dropFirst("resolve_".count))),
              location: context.declarationLocation(member.node), isListed: listed.contains(owner) ? true : nil))
        }
      }
    }
  }

  private func isObjectType(_ type: NodeRef, _ memo: inout [NodeRef: Bool]) -> Bool {
    if let known = memo[type] { return known }
    let isOne = evaluator.externalAncestors(of: type).contains { name in
      name.hasPrefix("graphene") && (name.hasSuffix("ObjectType") || name.hasSuffix("Interface"))
    }
    memo[type] = isOne
    return isOne
  }

  private static let lists = [
    "List", "NonNullList", "DjangoListField", "DjangoConnectionField", "DjangoFilterConnectionField", "ConnectionField",
    "FilterConnectionField", "SQLAlchemyConnectionField",
  ]

  /// Types that some field answers with several of: `graphene.List(Post)`, `ConnectionField(PostConnection)`.
  private func listed() -> Set<String> {
    var found: Set<String> = []
    for list in Self.lists {
      for call in context.program.sites(called: list) {
        guard let file = context.program.file(call.file), var node = file.child(call.node, .argument) else { continue }
        // `graphene.List(graphene.NonNull(lambda: Post))`.
        for _ in 0..<3 {
          if file[node].kind == .call, let inner = file.child(node, .argument) { node = inner }
          if file[node].kind == .function,
            let answer = evaluator.returns(of: NodeRef(file: call.file, node: node), file).first
          {
            node = answer.node
          }
        }
        var name =
          file.stringValue(node)?.split(separator: ".").last.map(String.init) ?? context.program.text(file[node].name)
        for suffix in ["CountableConnection", "Connection"] where name.hasSuffix(suffix) {
          name.removeLast(suffix.count)
          break
        }
        found.insert(name)
      }
    }
    return found
  }
}
