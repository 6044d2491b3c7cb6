internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What a Go function asks that knows of the caller by its context only: `user := auth.ForContext(ctx)`, then
/// `if user == nil { return nil, errUnauthenticated }`.
struct GoContextChecks {
  private let context: RecognizerContext
  private static let statements = 6

  init(_ context: RecognizerContext) { self.context = context }

  func auth(of function: NodeRef) -> Auth {
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return Auth(.none)
    }
    /// Variables that hold who is calling, and those beside them (`err`, `ok`).
    var callers: Set<Name> = []
    var others: Set<Name> = []
    for statement in file.children(body).prefix(Self.statements) {
      if file[statement].kind == .assignment, let value = file.child(statement, .value), asksContext(value, file) {
        let names = names(of: statement, file)
        if let first = names.first { callers.insert(first) }
        others.formUnion(names.dropFirst())
        continue
      }
      guard file[statement].kind == .ifStatement, let condition = file.child(statement, .condition),
        let then = file.child(statement, .then), returnsError(then, file)
      else { continue }
      let place = context.headLocation(NodeRef(file: function.file, node: statement))
      if isAbsence(condition, of: callers, file) {
        return Auth(.required, by: "check in the resolver", location: place)
      }
      if mentions(others, condition, file) { return Auth(.unknown, by: "check in the resolver", location: place) }
    }
    return Auth(.none)
  }

  /// `auth.ForContext(ctx)`, `middleware.CurrentUser(ctx)`, `ctx.Value(userKey)`.
  private func asksContext(_ value: NodeID, _ file: SyntaxFile) -> Bool {
    var node = value
    while file[node].kind == .cast || file[node].kind == .index,
      let inner = file.child(node, .value) ?? file.child(node, .object)
    {
      node = inner
    }
    guard file[node].kind == .call, let callee = file.child(node, .callee), let given = file.child(node, .argument)
    else { return false }
    let name = context.program.text(file[callee].name)
    if name == "Value", let object = file.child(callee, .object), context.program.text(file[object].name) == "ctx" {
      return AnonymousWalk.isIdentity(file.text(given))
    }
    guard file[given].kind == .name, ["ctx", "context", "c"].contains(context.program.text(file[given].name)) else {
      return false
    }
    let whole = file.text(callee).lowercased()
    return ["user", "auth", "viewer", "account", "claims", "session", "principal", "identity"].contains {
      whole.contains($0)
    } && file.children(node, .argument).count == 1
  }

  private func names(of statement: NodeID, _ file: SyntaxFile) -> [Name] {
    file.children(statement, .target).flatMap { target in
      file[target].kind == .tuple ? file.children(target, .element) : [target]
    }.map { file[$0].name }
  }

  /// `user == nil`, `user.ID == ""`: every way in is an absence.
  private func isAbsence(_ condition: NodeID, of callers: Set<Name>, _ file: SyntaxFile) -> Bool {
    switch file[condition].kind {
    case .comparison:
      guard context.program.text(file[condition].name) == "==", let left = file.child(condition, .left),
        let right = file.child(condition, .right), file[right].kind == .null || file.stringValue(right) == ""
      else { return false }
      let object = file[left].kind == .member ? file.child(left, .object) ?? left : left
      return file[object].kind == .name && callers.contains(file[object].name)
    case .logical:
      guard context.program.text(file[condition].name) == "or" else { return false }
      return [SyntaxRole.left, .right].contains { role in
        file.child(condition, role).map { isAbsence($0, of: callers, file) } ?? false
      }
    default: return false
    }
  }

  private func mentions(_ names: Set<Name>, _ condition: NodeID, _ file: SyntaxFile) -> Bool {
    !names.isEmpty
      && (condition..<file[condition].next).contains { file[$0].kind == .name && names.contains(file[$0].name) }
  }

  /// It ends with an error.
  private func returnsError(_ block: NodeID, _ file: SyntaxFile) -> Bool {
    file.children(block).contains { statement in
      guard file[statement].kind == .returnStatement else { return false }
      let values = file.children(statement, .value).flatMap {
        file[$0].kind == .tuple ? file.children($0, .element) : [$0]
      }
      guard let last = values.last else { return false }
      return file[last].kind != .null
    }
  }
}
