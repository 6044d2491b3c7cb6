package import Resolution
internal import Source
internal import Syntax

/// One call of a method of a framework's object, in one of the ways in which it runs: `router.get("/x")`.
package struct Registration: Sendable {
  package let call: NodeRef
  /// The method's name.
  package let method: String
  /// The framework's type that it is called on.
  package let type: String
  /// The call that made the object; `nil` when it could not be seen.
  package let site: NodeRef?
  package let context: RunContext

  /// When it happens relative to others of the same file or chain of calls.
  package var moment: [NodeRef] { context.chain + [call] }

  /// Whether it happens before another, as far as one chain of calls orders them; `nil` when nothing orders them.
  package func happens(before other: Registration) -> Bool? {
    for (mine, theirs) in zip(moment, other.moment) where mine != theirs {
      return mine.file == theirs.file ? mine.node < theirs.node : nil
    }
    return moment.count < other.moment.count
  }
}

extension RecognizerContext {
  /// The calls of some methods on objects of some library types, in every way they run, in path and position order.
  ///
  /// `types` are canonical names ("fastapi.FastAPI"); classes of the project that extend them count as them.
  package func registrations(of methods: [String], on types: Set<String>) -> [Registration] {
    var found: [Registration] = []
    for method in methods {
      guard let name = program.names.lookup(method) else { continue }
      for call in program.sites(of: name) where isServed(call.file) {
        found += registrations(method, call, types)
      }
    }
    found += computedRegistrations(of: Set(methods), on: types)
    return found.sorted { ($0.call, $0.context.chain.count) < ($1.call, $1.context.chain.count) }
  }

  private func registrations(_ method: String, _ call: NodeRef, _ types: Set<String>) -> [Registration] {
    // Java's and C#'s frameworks register by annotations and by ways of their own.
    guard let file = program.file(call.file), file.source.language?.isNominal == false,
      let callee = file.child(call.node, .callee), file[callee].kind == .member
    else { return [] }
    let ref = NodeRef(file: call.file, node: callee)
    // Cheap first: without a context it is a member of one of the types, or of a parameter.
    let plain = evaluator.value(of: ref)
    if !plain.alternatives.contains(where: { matches($0, method, types) }) {
      // What callers hand in decides: worth the while only where it looks like a route.
      guard plain.alternatives.contains(where: { dependsOnContext($0) }) || isOfVariadic(callee, call.file, file),
        mayRegister(method, call)
      else { return [] }
    }
    var found: [Registration] = []
    for context in evaluator.contexts(of: call) {
      let value = context.frame == nil ? plain : evaluator.value(of: ref, in: context.frame)
      for alternative in value.alternatives {
        guard let type = type(of: alternative, method, types), isPossible(alternative.site, callee, call, context.frame)
        else { continue }
        found.append(
          Registration(call: call, method: method, type: type, site: alternative.site, context: context))
      }
    }
    return found
  }

  /// Whether an object can be the receiver here: `if app is admin: app.add_routes(…)`. What can't be decided is
  /// possible.
  private func isPossible(_ site: NodeRef?, _ callee: NodeID, _ call: NodeRef, _ frame: Frame?) -> Bool {
    guard let site, let file = program.file(call.file), var receiver = file.child(callee, .object) else { return true }
    // `app.router.add_get(…)` is about `app`.
    while file[receiver].kind == .member, let owner = file.child(receiver, .object) { receiver = owner }
    guard file[receiver].kind == .name else { return true }
    var node = call.node
    while true {
      let parent = file[node].parent
      guard parent != node, parent != 0, file[parent].kind != .function else { return true }
      if file[parent].kind == .ifStatement, file[node].role == .then || file[node].role == .otherwise,
        let wanted = identity(tested: parent, of: file[receiver].name, file, call.file, frame)
      {
        let isSame = wanted.isEqual == (file[node].role == .then)
        if isSame != (wanted.site == site) { return false }
      }
      node = parent
    }
  }

  /// The one object that a condition compares a name with, and whether for being it.
  private func identity(
    tested node: NodeID, of name: Name, _ file: SyntaxFile, _ id: FileID, _ frame: Frame?
  ) -> (site: NodeRef, isEqual: Bool)? {
    guard let condition = file.child(node, .condition), file[condition].kind == .comparison,
      let left = file.child(condition, .left), let right = file.child(condition, .right),
      file[left].kind == .name, file[left].name == name
    else { return nil }
    let operation = program.text(file[condition].name)
    let isEqual = operation == "is" || operation == "=="
    guard isEqual || operation == "is not" || operation == "!=" else { return nil }
    let values = evaluator.value(of: NodeRef(file: id, node: right), in: frame).alternatives
    guard values.count == 1, let site = values[0].site else { return nil }
    return (site, isEqual)
  }

  private static let verbs: Set<String> = ["get", "post", "put", "delete", "patch", "head", "options", "all", "query"]

  /// `params.get("name")` is no route: paths have a slash, or are not seen whole.
  func mayRegister(_ method: String, _ call: NodeRef) -> Bool {
    guard Self.verbs.contains(method) else { return true }
    guard let first = evaluator.argument(0, of: call) else { return false }
    if let file = program.file(call.file), file[first.node].kind == .number { return false }
    guard let text = evaluator.value(of: first).constantText else { return true }
    return text.isEmpty || text == "*" || text.contains("/")
  }

  func dependsOnContext(_ value: Value) -> Bool {
    if case .member(let name, _) = value { return name.hasPrefix(Evaluator.parameterType + ".") }
    return false
  }

  private func matches(_ value: Value, _ method: String, _ types: Set<String>) -> Bool {
    type(of: value, method, types) != nil
  }

  /// The type among `types` whose method a value is.
  func type(of value: Value, _ method: String, _ types: Set<String>) -> String? {
    guard case .member(let name, _) = value, name.hasSuffix("." + method) else { return nil }
    let type = String(name.dropLast(method.count + 1))
    return types.contains(type) ? type : nil
  }
}
