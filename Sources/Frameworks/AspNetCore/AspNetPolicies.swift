internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Authorization policies: what they ask of callers.
final class AspNetPolicies {
  private let context: RecognizerContext
  private let attributes: AspNetAttributes
  private let files: [FileID]
  private lazy var definitions = findDefinitions()
  private lazy var handlers = findHandlers()
  private var handled: [String: Auth.Requirement] = [:]

  init(_ context: RecognizerContext, _ files: [FileID]) {
    self.context = context
    self.files = files
    attributes = AspNetAttributes(context: context)
  }

  /// What a policy asks, by the expression that names it. One that is not defined in the project is of a library: where
  /// it were missing, each request would fail.
  func requirement(named ref: NodeRef) -> Auth.Requirement {
    guard let name = attributes.text(ref), !name.contains(Value.hole) else { return .required }
    guard let found = definitions[name], !found.isEmpty else { return .required }
    let all = found.map { requirement(in: $0, 0) ?? .required }
    return all.allSatisfy { $0 == all[0] } ? all[0] : .unknown
  }

  /// The roles that a policy asks for: `policy.RequireRole("Admin", "Editor")`.
  func roles(named ref: NodeRef) -> [String] {
    guard let name = attributes.text(ref), !name.contains(Value.hole) else { return [] }
    return (definitions[name] ?? []).flatMap { definition -> [String] in
      guard let file = context.program.file(definition.file) else { return [] }
      return (definition.node..<file[definition.node].next).flatMap { node -> [String] in
        guard file[node].kind == .call, let callee = file.child(node, .callee),
          context.program.text(file[callee].name) == "RequireRole"
        else { return [] }
        return file.children(node, .argument).prefix(16).flatMap {
          attributes.texts(NodeRef(file: definition.file, node: $0)).filter { !$0.contains(Value.hole) }
        }
      }
    }
  }

  // MARK: Definitions

  /// `AddPolicy("name", policy => …)` by name.
  private func findDefinitions() -> [String: [NodeRef]] {
    var found: [String: [NodeRef]] = [:]
    for method in ["AddPolicy", "AddDefaultPolicy", "AddAuthorizationPolicy"] {
      for call in context.program.sites(called: method) where isOfProject(call.file) {
        guard let file = context.program.file(call.file) else { continue }
        let arguments = file.children(call.node, .argument)
        guard arguments.count > 1, let name = attributes.text(NodeRef(file: call.file, node: arguments[0])) else {
          continue
        }
        found[name, default: []].append(NodeRef(file: call.file, node: arguments[1]))
      }
    }
    return found
  }

  private func isOfProject(_ id: FileID) -> Bool {
    context.isServed(id) && context.program.file(id)?.source.language == .csharp
  }

  private static let demanding: Set<String> = [
    "RequireAuthenticatedUser", "RequireClaim", "RequireRole", "RequireUserName", "RequireScope",
    "RequireScopeOrAppPermission", "RequireAuthorization",
  ]

  /// What the calls in an expression ask; `nil` when there is none of them.
  func requirement(in ref: NodeRef, _ depth: Int) -> Auth.Requirement? {
    guard depth < 5, let file = context.program.file(ref.file) else { return nil }
    if file[ref.node].kind == .name || file[ref.node].kind == .member { return requirement(ofValue: ref, file, depth) }
    if file[ref.node].flags.contains(.isNew), let callee = file.child(ref.node, .callee) {
      let name = attributes.lastName(callee, file)
      if name.hasSuffix("Requirement") { return handled(name) }
    }
    var found: Auth.Requirement?
    for node in ref.node..<file[ref.node].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee) else { continue }
      let name = context.program.text(file[callee].name)
      let inner = NodeRef(file: ref.file, node: node)
      let one: Auth.Requirement?
      switch name {
      case _ where Self.demanding.contains(name): one = .required
      case "AddRequirements", "Add": one = requirements(inner, file)
      case "RequireAssertion": one = assertion(inner, file)
      case "AddAuthenticationSchemes", "Build", "AddPolicy": one = nil
      case "Combine":
        one = file.child(node, .argument).flatMap { requirement(in: NodeRef(file: ref.file, node: $0), depth + 1) }
      default: one = file[node].flags.contains(.isNew) ? nil : followed(NodeRef(file: ref.file, node: callee), depth)
      }
      if one == .required { return .required }
      found = found ?? one
    }
    return found
  }

  /// A policy that was built elsewhere: a variable, a property, a method of the project.
  private func requirement(ofValue ref: NodeRef, _ file: SyntaxFile, _ depth: Int) -> Auth.Requirement? {
    if context.program.text(file[ref.node].name) == "DefaultPolicy" { return .required }
    guard let definition = context.evaluator.definition(of: ref), definition != ref,
      let other = context.program.file(definition.file)
    else { return nil }
    var node = definition.node
    while node != 0, other.child(node, .value) == nil, other[node].kind == .name { node = other[node].parent }
    return requirement(in: NodeRef(file: definition.file, node: other.child(node, .value) ?? node), depth + 1)
  }

  /// `policy.RequireCurrentUser()`, a method of the project that extends the builder.
  private func followed(_ callee: NodeRef, _ depth: Int) -> Auth.Requirement? {
    for value in context.evaluator.value(of: callee).alternatives {
      switch value {
      case .function(let function), .bound(let function, _):
        guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
          continue
        }
        return requirement(in: NodeRef(file: function.file, node: body), depth + 1)
      default: continue
      }
    }
    return byName(callee, depth)
  }

  private func byName(_ callee: NodeRef, _ depth: Int) -> Auth.Requirement? {
    guard let file = context.program.file(callee.file), let found = extensions[file[callee.node].name] else {
      return nil
    }
    guard let other = context.program.file(found.file), let body = other.child(found.node, .body) else { return nil }
    return requirement(in: NodeRef(file: found.file, node: body), depth + 1)
  }

  /// Methods of the project that extend the builder of policies.
  private lazy var extensions: [Name: NodeRef] = {
    var found: [Name: NodeRef] = [:]
    for id in files {
      guard let file = context.program.file(id), let index = context.program.index(of: id) else { continue }
      for scope in index.scopes where scope.kind == .function {
        guard let first = file.child(scope.node, .parameter), file[first].flags.contains(.receiver),
          let type = file.child(first, .type), attributes.lastName(type, file) == "AuthorizationPolicyBuilder"
        else { continue }
        found[file[scope.node].name] = NodeRef(file: id, node: scope.node)
      }
    }
    return found
  }()

  private func assertion(_ call: NodeRef, _ file: SyntaxFile) -> Auth.Requirement {
    guard let argument = file.child(call.node, .argument) else { return .unknown }
    return AspNetRefusals(context: context).mentions(argument, file) ? .required : .unknown
  }

  // MARK: Requirements of the project

  private func requirements(_ call: NodeRef, _ file: SyntaxFile) -> Auth.Requirement? {
    var found: Auth.Requirement?
    for argument in file.children(call.node, .argument) where file[argument].flags.contains(.isNew) {
      guard let callee = file.child(argument, .callee) else { continue }
      let name = attributes.lastName(callee, file)
      guard name.hasSuffix("Requirement") || handlers[name] != nil else { continue }
      let one = handled(name)
      if one == .required { return .required }
      found = found ?? one
    }
    return found
  }

  private func handled(_ requirement: String) -> Auth.Requirement {
    if let known = handled[requirement] { return known }
    let all = (handlers[requirement] ?? []).map { handler($0) }
    // Each handler may let somebody through.
    let result: Auth.Requirement = all.isEmpty ? .unknown : all.allSatisfy { $0 == .required } ? .required : .unknown
    handled[requirement] = result
    return result
  }

  /// The classes that extend `AuthorizationHandler<T>`, by the name of the requirement.
  private func findHandlers() -> [String: [NodeRef]] {
    var found: [String: [NodeRef]] = [:]
    for id in files {
      guard let file = context.program.file(id), let index = context.program.index(of: id) else { continue }
      for scope in index.scopes where scope.kind == .type && file[scope.node].kind == .classDeclaration {
        for base in file.children(scope.node, .base) where file[base].kind == .index {
          guard attributes.lastName(base, file) == "AuthorizationHandler", let argument = file.child(base, .index)
          else {
            continue
          }
          found[attributes.lastName(argument, file), default: []].append(NodeRef(file: id, node: scope.node))
        }
      }
    }
    return found
  }

  /// Whether a handler lets nobody succeed without asking who it is.
  private func handler(_ type: NodeRef) -> Auth.Requirement {
    guard let method = context.evaluator.method("HandleRequirementAsync", of: type),
      let file = context.program.file(method.file), let body = file.child(method.node, .body)
    else { return .unknown }
    let refusals = AspNetRefusals(context: context)
    var succeeds = 0
    for node in body..<file[body].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee), context.program.text(file[callee].name) == "Succeed" else {
        continue
      }
      succeeds += 1
      guard isConditional(node, body, file, refusals) else { return .unknown }
    }
    return succeeds > 0 ? .required : .unknown
  }

  /// Whether a call stands behind a question about the caller: within an `if`, or after one that leaves.
  private func isConditional(_ call: NodeID, _ body: NodeID, _ file: SyntaxFile, _ refusals: AspNetRefusals) -> Bool {
    var node = call
    while node != body, node != 0 {
      let parent = file[node].parent
      if file[parent].kind == .ifStatement, file[node].role == .then, let condition = file.child(parent, .condition),
        refusals.mentions(condition, file)
      {
        return true
      }
      if file[parent].kind == .block {
        for sibling in file.children(parent) where sibling < node && file[sibling].kind == .ifStatement {
          guard let condition = file.child(sibling, .condition), let then = file.child(sibling, .then),
            refusals.mentions(condition, file), leaves(then, file)
          else { continue }
          return true
        }
      }
      node = parent
    }
    return false
  }

  private func leaves(_ block: NodeID, _ file: SyntaxFile) -> Bool {
    (block..<file[block].next).contains { file[$0].kind == .returnStatement || file[$0].kind == .throwStatement }
      && !(block..<file[block].next).contains { id in
        file[id].kind == .call
          && file.child(id, .callee).map { context.program.text(file[$0].name) == "Succeed" } ?? false
      }
  }
}
