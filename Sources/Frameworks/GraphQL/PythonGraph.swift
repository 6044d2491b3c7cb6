internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What Python's GraphQL libraries have in common: the root types of schemas, the members of types, guards.
struct PythonGraph {
  let context: RecognizerContext
  let guards: DecoratorGuards
  private static let maxMembers = 4_000

  init(_ context: RecognizerContext) {
    self.context = context
    guards = DecoratorGuards(context, libraries: Self.libraries)
  }

  var evaluator: Evaluator { context.evaluator }

  private static let required = DecoratorGuards.Library(.required)
  private static let libraries: [String: DecoratorGuards.Library] = [
    "graphql_jwt.decorators.login_required": required, "graphql_jwt.decorators.staff_member_required": required,
    "graphql_jwt.decorators.superuser_required": required, "graphql_jwt.decorators.permission_required": required,
    "flask_jwt_extended.jwt_required": DecoratorGuards.Library(.required, optionalWhen: "optional"),
    "flask_graphql_auth.mutation_jwt_required": required, "flask_graphql_auth.query_jwt_required": required,
  ]

  // MARK: Roots

  /// The types that schemas are made with: `graphene.Schema(query=Query, mutation=Mutation)`.
  func roots(of libraries: Set<String>) -> [(root: GraphRoot, type: NodeRef)] {
    var found: [(root: GraphRoot, type: NodeRef)] = []
    for call in context.program.sites(called: "Schema") where context.isServed(call.file) {
      guard let file = context.program.file(call.file), file.source.language == .python,
        let callee = file.child(call.node, .callee),
        isLibrary(evaluator.value(of: NodeRef(file: call.file, node: callee)), libraries)
      else { continue }
      for (position, root) in GraphRoot.allCases.enumerated() {
        guard let given = evaluator.argument(named: root.rawValue, of: call) ?? evaluator.argument(position, of: call),
          context.program.node(given)?.kind != .keywordArgument
        else { continue }
        for context in evaluator.contexts(of: call).prefix(8) {
          for value in evaluator.value(of: given, in: context.frame).alternatives {
            guard case .type(let type) = value, !found.contains(where: { $0.type == type }) else { continue }
            found.append((root, type))
          }
        }
      }
    }
    return found
  }

  private func isLibrary(_ value: Value, _ libraries: Set<String>) -> Bool {
    value.alternatives.contains { alternative in
      if case .type(let type) = alternative {
        return evaluator.externalAncestors(of: type).contains(where: libraries.contains)
      }
      return alternative.externalName.map(libraries.contains) ?? false
    }
  }

  // MARK: Members

  /// One name in the body of a type or of one that it extends.
  struct Member {
    let name: String
    /// A function, or an assignment.
    let node: NodeRef
    let owner: NodeRef
  }

  /// The members of a class and of its bases, those nearer first; also of types that a call makes of a list of
  /// functions (`create_type("Query", [me, users])`).
  func members(of type: NodeRef) -> [Member] {
    var found: [Member] = []
    var names: Set<String> = []
    for owner in evaluator.lineage(of: type) {
      found += own(owner).filter { names.insert($0.name).inserted }
      for base in evaluator.bases(of: owner).flatMap(\.alternatives) {
        guard found.count < Self.maxMembers, case .object(let name, let site?) = base, name.hasSuffix(".create_type")
        else { continue }
        found += made(site).filter { names.insert($0.name).inserted }
      }
    }
    return found
  }

  func own(_ type: NodeRef) -> [Member] {
    guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { return [] }
    return file.children(body).compactMap { child in
      let node = NodeRef(file: type.file, node: child)
      switch file[child].kind {
      case .function: return Member(name: context.program.text(file[child].name), node: node, owner: type)
      case .assignment:
        guard let target = file.child(child, .target), file[target].kind == .name else { return nil }
        return Member(name: context.program.text(file[target].name), node: node, owner: type)
      default: return nil
      }
    }
  }

  private func made(_ call: NodeRef) -> [Member] {
    guard let given = evaluator.argument(named: "fields", of: call) ?? evaluator.argument(1, of: call) else {
      return []
    }
    return evaluator.elementNodes(of: evaluator.value(of: given)).compactMap { element in
      guard let declaration = evaluator.definition(of: element), let node = context.program.node(declaration) else {
        return nil
      }
      return Member(name: context.program.text(node.name), node: declaration, owner: call)
    }
  }

  /// The value of an assignment, when it is a call.
  func call(of member: Member) -> NodeRef? {
    guard let file = context.program.file(member.node.file), let value = file.child(member.node.node, .value),
      file[value].kind == .call
    else { return nil }
    return NodeRef(file: member.node.file, node: value)
  }

  /// The function that an argument of a field names.
  func function(_ given: NodeRef?) -> NodeRef? {
    guard let given else { return nil }
    switch evaluator.value(of: given) {
    case .function(let function), .bound(let function, _): return function
    default: return nil
    }
  }

  // MARK: Auth and inputs

  /// What a resolver's decorators and its own first lines ask of callers.
  func auth(of function: NodeRef) -> Auth {
    var auth = Auth(.none)
    for decorator in guards.decorators(of: function) { auth = auth.stronger(guards.auth(of: decorator)) }
    // With credentials as arguments, a refusal is about those.
    guard auth.requirement != .required, !takesPassword(function), mayCheck(function) else { return auth }
    let verdict = AnonymousWalk(context, memory: guards.memory).handler(function)
    return auth.stronger(Auth(verdict.requirement, by: "check in the resolver", location: verdict.location))
  }

  private static let firstStatements = 6
  private static let callers: Set<String> = [
    "user", "current_user", "is_authenticated", "is_anonymous", "viewer", "request_user", "requestor",
  ]

  /// Whether one of the first statements looks like a check of the caller: following whole resolvers would cost more
  /// than all else that is done about them.
  private func mayCheck(_ function: NodeRef) -> Bool {
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return false
    }
    return file.children(body).prefix(Self.firstStatements).contains { statement in
      switch file[statement].kind {
      case .call, .await: asksGuard(statement, file)
      case .ifStatement:
        file.child(statement, .condition).map { asksGuard($0, file) || namesCaller($0, file) } ?? false
          && leaves(statement, file)
      default: false
      }
    }
  }

  private func asksGuard(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    (node..<min(file[node].next, node + 40)).contains { child in
      file[child].kind == .call
        && file.child(child, .callee).map { DecoratorGuards.soundsLikeGuard(context.program.text(file[$0].name)) }
          ?? false
    }
  }

  private func namesCaller(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    (node..<min(file[node].next, node + 40)).contains { child in
      switch file[child].kind {
      case .name, .member: Self.callers.contains(context.program.text(file[child].name))
      case .string: file.stringValue(child).map(Self.callers.contains) ?? false
      default: false
      }
    }
  }

  /// Whether a condition leads out of the function.
  private func leaves(_ branch: NodeID, _ file: SyntaxFile) -> Bool {
    (branch..<min(file[branch].next, branch + 200)).contains {
      file[$0].kind == .throwStatement || file[$0].kind == .returnStatement
    }
  }

  private func takesPassword(_ function: NodeRef) -> Bool {
    evaluator.parameters(of: function).contains { parameter in
      context.program.node(parameter).map { context.program.text($0.name).lowercased().contains("password") } ?? false
    }
  }

  /// What a class of permissions asks, by what its method answers for a request without credentials.
  func auth(ofPermission given: NodeRef, method: String = "has_permission") -> Auth {
    let place = context.location(given)
    let name = guards.title(of: given)
    if context.extraGuards.contains(name) { return Auth(.required, by: name, location: place) }
    switch evaluator.value(of: given) {
    case .type(let type), .instance(let type, _):
      guard let function = evaluator.method(method, of: type) else { break }
      let answers = AnonymousWalk(context, memory: guards.memory).helper(function, depth: 0).answers
      switch AnonymousTruth.either(answers).answer {
      case .no where !answers.isEmpty:
        return Auth(.required, by: name, location: context.declarationLocation(function))
      case .yes: return Auth(.none)
      default: break
      }
    default: break
    }
    return Auth(.unknown, by: name, location: place)
  }

  /// The parameters of a resolver behind its parent and its information.
  func inputs(of function: NodeRef, into sources: inout RequestSources) -> [Input] {
    guard let file = context.program.file(function.file) else { return [] }
    var found: [Input] = []
    for parameter in evaluator.parameters(of: function) {
      let name = context.program.text(file[parameter.node].name)
      let type = file.child(parameter.node, .type).map { String(file.text($0).prefix(80)) } ?? ""
      guard !Self.given.contains(name), !type.contains("Info"), found.count < 40 else { continue }
      let flags = file[parameter.node].flags
      sources.parameters[parameter] = .value(
        name: name, place: .body, isText: !["int", "float", "bool"].contains(type))
      guard !flags.contains(.keywordVariadic), !flags.contains(.variadic) else { continue }
      found.append(
        Input(
          name: GraphName.camel(name), place: .body, type: type,
          isRequired: file.child(parameter.node, .value) == nil, isValidated: type.isEmpty ? nil : true))
    }
    return found
  }

  private static let given: Set<String> = [
    "self", "cls", "root", "_root", "info", "_info", "parent", "_", "obj", "_parent", "source",
  ]
}
