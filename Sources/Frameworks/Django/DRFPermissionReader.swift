internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Follows `get_permissions` for one action: which permissions does it answer with?
struct DRFPermissionReader {
  let walk: AnonymousWalk
  let context: RecognizerContext
  let function: NodeRef
  /// What a list of permissions asks.
  let judge: (NodeRef) -> Auth
  /// What one permission asks.
  let single: (NodeRef) -> Auth
  /// What the class asks when the method is not there.
  let inherited: () -> Auth
  /// An entry of a table among the class's attributes.
  let entry: (String, String) -> NodeRef?

  /// What local names and `self.permission_classes` hold.
  private var values: [String: Auth] = [:]
  private var fuel = 200

  init(
    walk: AnonymousWalk, context: RecognizerContext, function: NodeRef, judge: @escaping (NodeRef) -> Auth,
    single: @escaping (NodeRef) -> Auth, inherited: @escaping () -> Auth,
    entry: @escaping (String, String) -> NodeRef?
  ) {
    self.walk = walk
    self.context = context
    self.function = function
    self.judge = judge
    self.single = single
    self.inherited = inherited
    self.entry = entry
  }

  /// `nil` when it can't be seen.
  mutating func run() -> Auth? {
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return nil
    }
    let answers = block(body, file).answers
    guard let first = answers.first else { return nil }
    if answers.allSatisfy({ $0.requirement == first.requirement }) { return first }
    return Auth(.unknown, by: "get_permissions", location: context.declarationLocation(function))
  }

  private mutating func block(_ block: NodeID, _ file: SyntaxFile) -> (answers: [Auth], falls: Bool) {
    var answers: [Auth] = []
    for statement in file.children(block) {
      fuel -= 1
      guard fuel > 0 else { return ([], false) }
      switch file[statement].kind {
      case .returnStatement:
        if let value = file.child(statement, .value) { answers.append(self.answer(value, file, depth: 0)) }
        return (answers, false)
      case .assignment: assign(statement, file)
      case .augmentedAssignment: extend(statement, file)
      case .ifStatement:
        let inner = branch(statement, file)
        answers += inner.answers
        if !inner.falls { return (answers, false) }
      case .tryStatement, .withStatement:
        guard let body = file.child(statement, .body) else { continue }
        let inner = self.block(body, file)
        answers += inner.answers
        if !inner.falls { return (answers, false) }
      case .throwStatement: return (answers, false)
      default: break
      }
    }
    return (answers, true)
  }

  private mutating func branch(_ node: NodeID, _ file: SyntaxFile) -> (answers: [Auth], falls: Bool) {
    guard let condition = file.child(node, .condition), let then = file.child(node, .then) else { return ([], true) }
    let scope = AnonymousScope(walk: walk, id: function.file, file: file, mode: .helper, depth: 0)
    let truth = walk.truth(of: condition, scope, steps: 0).answer
    var answers: [Auth] = []
    var falls = truth == .no
    let before = values
    var after: [[String: Auth]] = []
    if truth != .no {
      let inner = block(then, file)
      answers += inner.answers
      falls = falls || inner.falls
      if inner.falls { after.append(values) }
    }
    if truth != .yes {
      values = before
      if let otherwise = file.child(node, .otherwise) {
        let inner = file[otherwise].kind == .block ? block(otherwise, file) : branch(otherwise, file)
        answers += inner.answers
        if truth == .no { falls = inner.falls } else { falls = falls || inner.falls }
        if inner.falls { after.append(values) }
      } else {
        falls = true
        after.append(values)
      }
    }
    values = after.first ?? before
    for other in after.dropFirst() {
      for (name, auth) in other where values[name]?.requirement != auth.requirement { values[name] = Auth(.unknown) }
    }
    return (answers, falls)
  }

  private func key(_ node: NodeID, _ file: SyntaxFile) -> String? {
    switch file[node].kind {
    case .name: return walk.word(node, file)
    case .member:
      guard let object = file.child(node, .object), walk.word(object, file) == "self" else { return nil }
      return "self." + walk.word(node, file)
    default: return nil
    }
  }

  private mutating func assign(_ node: NodeID, _ file: SyntaxFile) {
    guard let target = file.child(node, .target), let name = key(target, file), let value = file.child(node, .value)
    else {
      return
    }
    values[name] = answer(value, file, depth: 0)
  }

  private mutating func extend(_ node: NodeID, _ file: SyntaxFile) {
    guard let target = file.child(node, .target), let name = key(target, file), let value = file.child(node, .value),
      let known = values[name]
    else { return }
    values[name] = known.stronger(answer(value, file, depth: 0))
  }

  /// What an expression that gives permissions asks.
  private mutating func answer(_ node: NodeID, _ file: SyntaxFile, depth: Int) -> Auth {
    guard depth < 8 else { return Auth(.unknown) }
    let ref = NodeRef(file: function.file, node: node)
    switch file[node].kind {
    case .list, .tuple:
      var auth = Auth(.none)
      for child in file.children(node, .element) {
        if file[child].kind == .spread, let inner = file.child(child, .value) {
          auth = auth.stronger(answer(inner, file, depth: depth + 1))
        } else {
          auth = auth.stronger(single(NodeRef(file: function.file, node: child)))
        }
      }
      return auth
    case .comprehension:
      guard let clause = file.child(node, .item), let source = file.child(clause, .iterable) else {
        return Auth(.unknown)
      }
      return answer(source, file, depth: depth + 1)
    case .binary:
      return [SyntaxRole.left, .right].reduce(Auth(.none)) { auth, role in
        file.child(node, role).map { auth.stronger(answer($0, file, depth: depth + 1)) } ?? auth
      }
    case .conditional:
      guard let condition = file.child(node, .condition), let then = file.child(node, .then),
        let otherwise = file.child(node, .otherwise)
      else { return Auth(.unknown) }
      let scope = AnonymousScope(walk: walk, id: function.file, file: file, mode: .helper, depth: 0)
      switch walk.truth(of: condition, scope, steps: 0).answer {
      case .yes: return answer(then, file, depth: depth + 1)
      case .no: return answer(otherwise, file, depth: depth + 1)
      case .unknown:
        let (first, second) = (answer(then, file, depth: depth + 1), answer(otherwise, file, depth: depth + 1))
        return first.requirement == second.requirement ? first : Auth(.unknown)
      }
    case .index: return table(node, file) ?? Auth(.unknown)
    case .call: return called(node, file, depth)
    case .name, .member:
      if let name = key(node, file) {
        if let known = values[name] { return known }
        if name == "self.permission_classes" { return inherited() }
      }
      return judge(ref)
    default: return Auth(.unknown)
    }
  }

  private mutating func called(_ node: NodeID, _ file: SyntaxFile, _ depth: Int) -> Auth {
    guard let callee = file.child(node, .callee) else { return Auth(.unknown) }
    let name = walk.word(callee, file)
    if name == "get_permissions" { return inherited() }
    let first = file.child(node, .argument)
    if ["list", "tuple", "map"].contains(name) {
      let given = name == "map" ? file.children(node, .argument).last : first
      return given.map { answer($0, file, depth: depth + 1) } ?? Auth(.none)
    }
    if name == "get", let object = file.child(callee, .object), let action = walk.request.action,
      file[object].kind == .member
    {
      if let found = entry(walk.word(object, file), action) { return judge(found) }
      if let fallback = file.children(node, .argument).dropFirst().first {
        return answer(fallback, file, depth: depth + 1)
      }
    }
    return Auth(.unknown)
  }

  /// `self.permission_classes_by_action[self.action]`.
  private func table(_ node: NodeID, _ file: SyntaxFile) -> Auth? {
    guard let object = file.child(node, .object), file[object].kind == .member, let action = walk.request.action,
      let index = file.child(node, .index), walk.word(index, file) == "action"
    else { return nil }
    return entry(walk.word(object, file), action).map { judge($0) } ?? inherited()
  }
}
