internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Strawberry, also for Django: types by decorators, fields by decorated methods.
enum StrawberryRecognizer: Recognizer {
  static let name = "strawberry"
  static let triggers = ["strawberry", "strawberry_django"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = StrawberryReading(context)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.fieldResolvers += reading.fields
    draft.sources.merge(reading.sources)
    let servers = PythonGraphServers(context).strawberry()
    draft.graphQLServers += servers
    if let first = servers.first?.location ?? reading.endpoints.first?.registered {
      draft.frameworks.append(FrameworkUse(name: name, location: first))
    }
  }
}

struct StrawberryReading {
  private let graph: PythonGraph
  private(set) var endpoints: [Endpoint] = []
  private(set) var fields: [FieldResolver] = []
  private(set) var sources = RequestSources()
  private let keepsNames: Bool

  static let schemas: Set<String> = [
    "strawberry.Schema", "strawberry.federation.Schema", "strawberry.schema.Schema",
    "strawberry.federation.schema.Schema",
  ]

  init(_ context: RecognizerContext) {
    graph = PythonGraph(context)
    let evaluator = context.evaluator
    keepsNames = context.program.sites(called: "StrawberryConfig").contains { call in
      evaluator.argument(named: "auto_camel_case", of: call).map { evaluator.value(of: $0) == .bool(false) } ?? false
    }
  }

  private var context: RecognizerContext { graph.context }
  private var evaluator: Evaluator { graph.evaluator }

  mutating func read() {
    let roots = graph.roots(of: Self.schemas)
    var seen: Set<NodeRef> = []
    for (root, type) in roots {
      for owner in evaluator.lineage(of: type) { seen.insert(owner) }
      for member in graph.members(of: type) { add(root, member) }
    }
    readTypes(without: seen)
  }

  /// A field's call or decorator of the library: `strawberry.field(…)`, `@strawberry_django.mutation`.
  private func isField(_ ref: NodeRef) -> Bool {
    guard let file = context.program.file(ref.file) else { return false }
    var callee = ref
    if file[ref.node].kind == .call, let inner = file.child(ref.node, .callee) {
      callee = NodeRef(file: ref.file, node: inner)
    }
    let name = evaluator.value(of: callee).externalName ?? ""
    guard name.hasPrefix("strawberry"), let last = name.split(separator: ".").last else { return false }
    return [
      "field", "mutation", "subscription", "connection", "node", "create", "update", "delete", "offset_paginated",
    ]
    .contains(last)
  }

  private mutating func add(_ root: GraphRoot, _ member: PythonGraph.Member) {
    guard let found = field(member) else { return }
    var auth = Auth(.none)
    var name = keepsNames ? member.name : GraphName.camel(member.name)
    if let call = found.call {
      if let given = evaluator.argument(named: "name", of: call), let text = evaluator.value(of: given).constantText {
        name = text
      }
      auth = permissions(of: call)
    }
    let function = found.function
    if let function, auth.requirement != .required { auth = auth.stronger(graph.auth(of: function)) }
    let handler =
      function.map { context.handler($0) }
      ?? Handler(name: member.name, location: context.headLocation(member.node), function: nil)
    var operation = GraphOperation(
      root: root, name: name, framework: "strawberry", handler: handler,
      registered: context.headLocation(found.call ?? found.decorator ?? member.node), auth: auth)
    if let function { operation.inputs = graph.inputs(of: function, into: &sources) }
    endpoints.append(operation.endpoint)
  }

  /// The decorated function, or what a field is made with.
  private func field(
    _ member: PythonGraph.Member
  ) -> (function: NodeRef?, call: NodeRef?, decorator: NodeRef?)? {
    guard let node = context.program.node(member.node) else { return nil }
    if node.kind == .function {
      guard let decorator = graph.guards.decorators(of: member.node).first(where: { isField($0) }) else { return nil }
      return (member.node, context.program.node(decorator)?.kind == .call ? decorator : nil, decorator)
    }
    let assignment = node.kind == .name ? assignment(around: member.node) : member.node
    let own = PythonGraph.Member(name: member.name, node: assignment, owner: member.owner)
    guard let call = graph.call(of: own), isField(call) else { return nil }
    let resolver = evaluator.argument(named: "resolver", of: call) ?? evaluator.argument(0, of: call)
    return (graph.function(resolver), call, nil)
  }

  private func assignment(around target: NodeRef) -> NodeRef {
    guard let file = context.program.file(target.file) else { return target }
    return NodeRef(file: target.file, node: file[target.node].parent)
  }

  /// `permission_classes=[IsAuthenticated]`, `extensions=[PermissionExtension(permissions=[…]), IsAuthenticated()]`.
  private func permissions(of call: NodeRef) -> Auth {
    var auth = Auth(.none)
    if let given = evaluator.argument(named: "permission_classes", of: call) {
      let value = evaluator.value(of: given)
      let nodes = evaluator.elementNodes(of: value)
      if nodes.isEmpty, value.isUnknown {
        auth = Auth(.unknown, by: "permission_classes", location: context.location(given))
      }
      for node in nodes { auth = auth.stronger(graph.auth(ofPermission: node)) }
    }
    guard let given = evaluator.argument(named: "extensions", of: call) else { return auth }
    for node in evaluator.elementNodes(of: evaluator.value(of: given)) {
      let value = evaluator.value(of: node)
      let name = value.externalName ?? ""
      if name.hasSuffix("PermissionExtension"), let site = value.site,
        let permissions = evaluator.argument(named: "permissions", of: site) ?? evaluator.argument(0, of: site)
      {
        for one in evaluator.elementNodes(of: evaluator.value(of: permissions)) {
          auth = auth.stronger(graph.auth(ofPermission: one))
        }
      } else if name.hasPrefix("strawberry_django.permissions.") {
        // They answer with nothing where that is allowed, but never with what they guard.
        auth = auth.stronger(Auth(.required, by: graph.guards.title(of: node), location: context.location(node)))
      } else if DecoratorGuards.soundsLikeGuard(name)
        || name.isEmpty && DecoratorGuards.soundsLikeGuard(graph.guards.title(of: node))
      {
        auth = auth.stronger(Auth(.unknown, by: graph.guards.title(of: node), location: context.location(node)))
      }
    }
    return auth
  }

  // MARK: Other types

  private static let types: Set<String> = ["type", "interface"]

  private mutating func readTypes(without roots: Set<NodeRef>) {
    var found: [FieldResolver] = []
    var listed: Set<String> = []
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language == .python,
        let index = context.program.index(of: id)
      else { continue }
      for scope in index.scopes where scope.kind == .type && file.child(scope.node, .decorator) != nil {
        let type = NodeRef(file: id, node: scope.node)
        guard isType(type) else { continue }
        for member in graph.own(type) {
          noteList(member, &listed)
          guard !roots.contains(type), let field = field(member), let function = field.function,
            let own = context.functions.id(of: function)
          else { continue }
          found.append(
            FieldResolver(
              kind: .graphQL, function: own, owner: context.program.text(file[scope.node].name),
              field: GraphName.camel(member.name), location: context.declarationLocation(function), isListed: nil))
        }
      }
    }
    fields = found.map { field in
      var field = field
      if listed.contains(field.owner) { field.isListed = true }
      return field
    }
  }

  private func isType(_ type: NodeRef) -> Bool {
    graph.guards.decorators(of: type).contains { decorator in
      guard let file = context.program.file(decorator.file) else { return false }
      var callee = decorator
      if file[decorator.node].kind == .call, let inner = file.child(decorator.node, .callee) {
        callee = NodeRef(file: decorator.file, node: inner)
      }
      let name = evaluator.value(of: callee).externalName ?? ""
      return name.hasPrefix("strawberry") && Self.types.contains(String(name.split(separator: ".").last ?? ""))
    }
  }

  /// `list[Post]`, `Paginated[Post]`: what a field or a function answers with several of.
  private func noteList(_ member: PythonGraph.Member, _ listed: inout Set<String>) {
    guard let file = context.program.file(member.node.file), let type = file.child(member.node.node, .type) else {
      return
    }
    var node = type
    while node < file[type].next {
      defer { node += 1 }
      guard file[node].kind == .index, let object = file.child(node, .object),
        ["list", "List", "Paginated", "Connection", "ListConnection", "Sequence", "Iterable"].contains(
          context.program.text(file[object].name)),
        let inner = file.child(node, .index)
      else { continue }
      if file[inner].kind == .name { listed.insert(context.program.text(file[inner].name)) }
      if let text = file.stringValue(inner) { listed.insert(text) }
      if file[inner].kind == .index, let first = file.child(inner, .index) {
        if let text = file.stringValue(first) { listed.insert(text) }
        if file[first].kind == .tuple, let one = file.child(first, .element), let text = file.stringValue(one) {
          listed.insert(text)
        }
      }
    }
  }
}
