internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What is known of the view that answers a request: attributes of its class, methods of the classes above.
extension AnonymousWalk {
  /// Whether an expression is the view.
  func isView(_ node: NodeID, _ scope: AnonymousScope) -> Bool {
    guard scope.file[node].kind == .name else { return false }
    let name = word(node, scope.file)
    return name == "view" || name == "self" && request.isViewItself
  }

  /// The truth of an attribute that the view's class is given.
  func attribute(_ name: String, of object: NodeID, _ scope: AnonymousScope) -> AnonymousTruth? {
    if !request.flags.isEmpty, word(object, scope.file) == "self" {
      memory.usesRequest = true
      if let known = request.flags[name] { return .known(known) }
    }
    guard let type = request.view, isView(object, scope) else { return nil }
    memory.usesRequest = true
    for candidate in evaluator.lineage(of: type) {
      guard let declared = evaluator.declaration(name, in: candidate) else { continue }
      return truth(ofAttribute: evaluator.declaredValue(declared))
    }
    return nil
  }

  private func truth(ofAttribute value: Value) -> AnonymousTruth? {
    switch value {
    case .bool(let flag): .known(flag)
    case .null: .known(false)
    case .string(let text): text.contains(Value.hole) ? nil : .known(!text.isEmpty)
    case .number(let number): .known(number != 0)
    case .literal: .known(!evaluator.elementNodes(of: value).isEmpty)
    case .type: .known(true)
    default: nil
    }
  }

  /// `hasattr(view, "is_private")`, `getattr(view, "is_private", False)`.
  func attributeTest(_ name: String, _ call: NodeID, _ scope: AnonymousScope) -> AnonymousTruth? {
    let file = scope.file
    guard name == "hasattr" || name == "getattr", let type = request.view else { return nil }
    let given = file.children(call, .argument)
    guard given.count >= 2, isView(given[0], scope), let key = file.stringValue(given[1]) else { return nil }
    memory.usesRequest = true
    let isDeclared = evaluator.lineage(of: type).contains { evaluator.declaration(key, in: $0) != nil }
    if name == "hasattr" { return .known(isDeclared) }
    if isDeclared { return attribute(key, of: given[0], scope) }
    return given.count > 2 ? truth(of: given[2], scope, steps: 0) : nil
  }

  /// Whether a name that is set in several places holds credentials or nothing: `key = request.headers["X-Api-Key"]`,
  /// else `key = ""`.
  func isNeverGiven(_ node: NodeID, _ scope: AnonymousScope, _ steps: Int) -> Bool {
    let file = scope.file
    guard let target = evaluator.definition(of: scope.ref(node)), target.file == scope.id,
      let index = context.program.index(of: scope.id)
    else { return false }
    let found = index.bindings(of: file[node].name, in: index.scope(of: target.node, in: file))
    guard (2...6).contains(found.count), found.allSatisfy({ $0.kind == .assigned && $0.node < node }) else {
      return false
    }
    var mentions = false
    for binding in found {
      let statement = file[binding.node].parent
      guard file[statement].kind == .assignment, file[binding.node].role == .target,
        let value = file.child(statement, .value), value > node || file[value].next <= node
      else { return false }
      let truth = self.truth(of: value, scope, steps: steps + 4)
      guard truth.answer == .no else { return false }
      mentions = mentions || truth.mentionsIdentity
    }
    return mentions
  }

  /// A key for programs that comes in the query or the body.
  func isKey(_ key: String, in object: NodeID, _ scope: AnonymousScope) -> Bool {
    let tables = ["json", "GET", "POST", "args", "query_params", "data", "form", "values"]
    guard tables.contains(word(object, scope.file)) else { return false }
    let key = key.lowercased()
    return ["api_key", "apikey", "api-key", "access_token"].contains(key)
  }

  /// What `request.user` was set to on every way to where it is read.
  func assigned(_ node: NodeID, _ object: NodeID, _ scope: AnonymousScope) -> NodeID? {
    let file = scope.file
    guard file[object].kind == .name, Self.isIdentity(word(node, file)) else { return nil }
    var block = file[node].parent
    while block != 0, file[block].kind != .function {
      defer { block = file[block].parent }
      guard file[block].kind == .block else { continue }
      var found: NodeID?
      for statement in file.children(block) where file[statement].next <= node && file[statement].kind == .assignment {
        guard let target = file.child(statement, .target), file[target].kind == .member,
          file[target].name == file[node].name, let owner = file.child(target, .object),
          file[owner].name == file[object].name
        else { continue }
        found = file.child(statement, .value)
      }
      if let found { return found }
    }
    return nil
  }

  /// `super().has_permission(…)`: the method of the next class above that has one, or what a library's answers.
  func superAnswer(_ callee: NodeID, _ scope: AnonymousScope) -> AnonymousTruth? {
    let file = scope.file
    guard file[callee].kind == .member, let object = file.child(callee, .object), file[object].kind == .call,
      let inner = file.child(object, .callee), word(inner, file) == "super",
      let own = file.ancestor(of: callee, where: { $0.kind == .classDeclaration })
    else { return nil }
    let type = NodeRef(file: scope.id, node: own)
    let name = word(callee, file)
    guard scope.depth + 1 < Self.maxDepth else { return .unknown }
    for candidate in evaluator.lineage(of: type).dropFirst() {
      guard let method = evaluator.declaration(name, in: candidate), context.program.node(method)?.kind == .function
      else {
        continue
      }
      return .either(helper(method, depth: scope.depth + 1).answers)
    }
    guard name == "has_permission" || name == "has_object_permission" else { return .unknown }
    for library in evaluator.externalAncestors(of: type) {
      let title = library.split(separator: ".").last.map(String.init) ?? ""
      memory.usesRequest = true
      if isOpened(title, type) { return AnonymousTruth(answer: .unknown, mentionsIdentity: true) }
      if let answer = LibraryPermissions.answer(title, request) { return answer }
    }
    return .unknown
  }

  /// Whether a class sets `authenticated_users_only` of Django REST framework's model permissions, perhaps to false.
  func isOpened(_ library: String, _ type: NodeRef) -> Bool {
    guard library.hasPrefix("Django"), let name = context.program.names.lookup("authenticated_users_only") else {
      return false
    }
    return evaluator.lineage(of: type).contains { owner in
      if evaluator.declaration("authenticated_users_only", in: owner) != nil { return true }
      guard let index = context.program.index(of: owner.file), let scope = index.scope(openedBy: owner.node)
      else { return false }
      return index.attributes.contains { $0.name == name && index.scopes[Int($0.scope)].type == scope }
    }
  }
}
