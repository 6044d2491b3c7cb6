internal import Resolution
internal import Source
internal import Syntax

/// What a Python interceptor does with a caller that shows no credentials: `intercept_service(self, continuation,
/// details)` answers with `continuation(details)`, or with a handler that refuses.
struct GRPCPythonGuard {
  private let context: RecognizerContext
  private let walk: GRPCGuardWalk

  init(_ context: RecognizerContext, _ walk: GRPCGuardWalk) {
    self.context = context
    self.walk = walk
  }

  func verdict(of function: NodeRef) -> GRPCVerdict {
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return .unknown(function)
    }
    let around = file.ancestor(of: function.node) { $0.kind == .classDeclaration } ?? function.node
    guard let refusal = (around..<file[around].next).first(where: { walk.isRefusalName($0, file) }) else {
      return walk.mention(in: function).map { .unknown($0) } ?? .passes
    }
    let place = NodeRef(file: function.file, node: refusal)
    guard let exempt = exemptions(function, body, file) else { return .unknown(place) }
    return .guards(exempt: exempt, place: place)
  }

  /// The methods that are let through, when everybody else needs the credentials that the function reads; `nil` when
  /// that is not plain.
  private func exemptions(_ function: NodeRef, _ body: NodeID, _ file: SyntaxFile) -> Set<GRPCExemption>? {
    guard reads("invocation_metadata", body, file) else { return nil }
    var exempt: Set<GRPCExemption> = []
    var checks = 0
    var statements = file.children(body).map { $0 }[...]
    while let statement = statements.popFirst() {
      switch file[statement].kind {
      case .ifStatement:
        guard let condition = file.child(statement, .condition), let then = file.child(statement, .then),
          file.child(statement, .otherwise) == nil
        else { return nil }
        guard let answer = onlyReturn(then, file) else {
          if contains(.returnStatement, then, file) { return nil }
          continue
        }
        if goesOn(answer, file) {
          if let found = methods(condition, function, file) {
            exempt.formUnion(found)
          } else if !mentionsMethod(condition, file), !has("or", condition, file), checks == 0, statements.count == 1,
            let last = statements.first, file[last].kind == .returnStatement, !goesOn(last, file)
          {
            // `if valid: return continuation(details)`, and a refusal for the rest.
            return exempt
          } else {
            return nil
          }
        } else {
          guard !has("and", condition, file), !mentionsMethod(condition, file) else { return nil }
          checks += 1
        }
      case .returnStatement: return checks > 0 && goesOn(statement, file) ? exempt : nil
      case .assignment, .string, .call, .await: continue
      default: return nil
      }
    }
    return nil
  }

  private func onlyReturn(_ block: NodeID, _ file: SyntaxFile) -> NodeID? {
    let statements = file.children(block).map { $0 }
    guard statements.count == 1, file[statements[0]].kind == .returnStatement else { return nil }
    return statements[0]
  }

  /// `return continuation(details)`, awaited or not.
  private func goesOn(_ statement: NodeID, _ file: SyntaxFile) -> Bool {
    (statement..<file[statement].next).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee), file[callee].kind == .name else {
        return false
      }
      return context.program.text(file[callee].name) == "continuation"
    }
  }

  /// `details.method == "/a.B/C"`, `details.method in ("/a.B/C", …)`.
  private func methods(_ condition: NodeID, _ function: NodeRef, _ file: SyntaxFile) -> [GRPCExemption]? {
    guard file[condition].kind == .comparison, let left = file.child(condition, .left),
      let right = file.child(condition, .right), file[left].kind == .member,
      context.program.text(file[left].name) == "method"
    else { return nil }
    let value = context.evaluator.value(of: NodeRef(file: function.file, node: right))
    switch context.program.text(file[condition].name) {
    case "==": return value.constantText.map { [GRPCExemption(text: $0, form: .whole)] }
    case "in":
      let texts = context.evaluator.elements(of: value).map(\.constantText)
      guard !texts.isEmpty, !texts.contains(nil) else { return nil }
      return texts.compactMap { $0.map { GRPCExemption(text: $0, form: .whole) } }
    default: return nil
    }
  }

  private func mentionsMethod(_ node: NodeID, _ file: SyntaxFile) -> Bool { reads("method", node, file) }

  private func reads(_ member: String, _ node: NodeID, _ file: SyntaxFile) -> Bool {
    (node..<file[node].next).contains {
      file[$0].kind == .member && context.program.text(file[$0].name) == member
    }
  }

  private func has(_ operation: String, _ node: NodeID, _ file: SyntaxFile) -> Bool {
    (node..<file[node].next).contains {
      file[$0].kind == .logical && context.program.text(file[$0].name) == operation
    }
  }

  private func contains(_ kind: SyntaxKind, _ node: NodeID, _ file: SyntaxFile) -> Bool {
    (node..<file[node].next).contains { file[$0].kind == kind }
  }
}
