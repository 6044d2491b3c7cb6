internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Permissions that a project's own classes of fields and mutations ask for.
struct GraphenePermissions {
  private let graph: PythonGraph

  init(_ graph: PythonGraph) { self.graph = graph }

  private var context: RecognizerContext { graph.context }
  private var evaluator: Evaluator { graph.evaluator }

  /// `PermissionsField(Order, permissions=[MANAGE_ORDERS])`: a field class of the project that puts a guard around the
  /// resolver when it is given permissions.
  func auth(ofField call: NodeRef) -> Auth {
    guard let given = evaluator.argument(named: "permissions", of: call),
      let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
      case .type(let type) = evaluator.value(of: NodeRef(file: call.file, node: callee))
    else { return Auth(.none) }
    let name = context.program.node(type).map { context.program.text($0.name) } ?? "permissions"
    let place = context.location(given)
    guard let wrap = ["get_resolver", "wrap_resolve"].lazy.compactMap({ evaluator.method($0, of: type) }).first,
      guards(wrap), isFilled(given)
    else { return Auth(.unknown, by: name, location: place) }
    return Auth(.required, by: name, location: place, roles: roles(given))
  }

  /// Whether it puts a guard around the resolver, for the permissions that it has.
  private func guards(_ function: NodeRef) -> Bool {
    for owner in lineage(of: function) {
      guard let file = context.program.file(owner.file) else { continue }
      var mentions = false
      var wraps = false
      for node in owner.node..<file[owner.node].next {
        if file[node].kind == .member, context.program.text(file[node].name) == "permissions" { mentions = true }
        guard file[node].kind == .call, let callee = file.child(node, .callee) else { continue }
        if DecoratorGuards.soundsLikeGuard(context.program.text(file[callee].name)) { wraps = true }
      }
      if mentions, wraps { return true }
    }
    return false
  }

  /// The method itself, and those of the same name further up that it calls by `super()`.
  private func lineage(of function: NodeRef) -> [NodeRef] {
    guard let file = context.program.file(function.file),
      let type = file.ancestor(of: function.node, where: { $0.kind == .classDeclaration })
    else { return [function] }
    let name = context.program.text(file[function.node].name)
    return evaluator.lineage(of: NodeRef(file: function.file, node: type)).compactMap {
      evaluator.declaration(name, in: $0)
    }
    .filter { context.program.node($0)?.kind == .function }
  }

  func isFilled(_ given: NodeRef) -> Bool { !evaluator.elementNodes(of: evaluator.value(of: given)).isEmpty }

  func roles(_ given: NodeRef) -> [String] {
    evaluator.elementNodes(of: evaluator.value(of: given)).prefix(6).compactMap { node in
      context.program.node(node).map { context.program.text($0.name) }
    }.filter { $0.utf8.count < 60 }
  }
}

/// Mutations as classes.
struct GrapheneMutations {
  private let graph: PythonGraph

  init(_ graph: PythonGraph) { self.graph = graph }

  private var context: RecognizerContext { graph.context }
  private var evaluator: Evaluator { graph.evaluator }

  private static let methods = ["perform_mutation", "mutate_and_get_payload", "mutate"]

  /// The method that does the work, and what stands before it.
  func answerer(_ type: NodeRef) -> (function: NodeRef?, auth: Auth) {
    let own = evaluator.declaration("mutate", in: type).flatMap {
      context.program.node($0)?.kind == .function ? $0 : nil
    }
    let function = own ?? Self.methods.lazy.compactMap { evaluator.method($0, of: type) }.first
    var auth = permissions(of: type)
    // A base class's `mutate` runs first.
    if auth.requirement != .required, let mutate = evaluator.method("mutate", of: type), mutate != function {
      auth = auth.stronger(graph.auth(of: mutate))
    }
    return (function, auth)
  }

  /// `class Meta: permissions = (MANAGE_ORDERS,)`, which a base class of the project checks before anything else.
  private func permissions(of type: NodeRef) -> Auth {
    for owner in evaluator.lineage(of: type) {
      guard let meta = evaluator.declaration("Meta", in: owner), context.program.node(meta)?.kind == .classDeclaration,
        let given = evaluator.declaration("permissions", in: meta), let file = context.program.file(given.file),
        let value = file.child(file[given.node].parent, .value)
      else { continue }
      let ref = NodeRef(file: given.file, node: value)
      let permissions = GraphenePermissions(graph)
      guard permissions.isFilled(ref) else { return Auth(.none) }
      let isChecked = evaluator.method("mutate", of: type).map { checks($0) } ?? false
      return Auth(
        isChecked ? .required : .unknown, by: "Meta.permissions", location: context.location(ref),
        roles: permissions.roles(ref))
    }
    return Auth(.none)
  }

  /// `if not cls.check_permissions(…): raise PermissionDenied(…)` among a method's first statements.
  private func checks(_ function: NodeRef) -> Bool {
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return false
    }
    for statement in file.children(body).prefix(6) where file[statement].kind == .ifStatement {
      guard let condition = file.child(statement, .condition), file[condition].kind == .unary,
        let then = file.child(statement, .then)
      else { continue }
      let asks = (condition..<file[condition].next).contains { node in
        file[node].kind == .call
          && file.child(node, .callee).map { DecoratorGuards.soundsLikeGuard(context.program.text(file[$0].name)) }
            ?? false
      }
      let raises = file.children(then).contains { file[$0].kind == .throwStatement }
      if asks, raises { return true }
    }
    return false
  }
}
