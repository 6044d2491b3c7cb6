internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// `router.all(path, …)` whose handlers only look at requests and go on: middleware for what answers at that path.
extension ExpressReading {
  mutating func readPathGuards() {
    for call in context.registrations(of: ["all"], on: Self.types) {
      guard let site = call.site, call.type != Evaluator.parameterType || isHandedApplication(site),
        let first = evaluator.argument(0, of: call.call)
      else { continue }
      let handlers = flattened(call, from: 1)
      guard !handlers.isEmpty, handlers.allSatisfy({ onlyGoesOn($0, call) }) else { continue }
      pathGuards.insert(call.call)
      for path in paths(first, call.context.frame) {
        let pattern = ExpressPattern(path)
        for handler in handlers {
          hung[site, default: []].append(
            HungMiddleware(ref: handler, path: path, registration: call, pattern: pattern))
        }
      }
    }
  }

  /// Whether a handler calls the next one, and never answers but to refuse.
  private func onlyGoesOn(_ ref: NodeRef, _ call: Registration) -> Bool {
    guard let function = handlerFunction(ref, call.context.frame), evaluator.parameters(of: function).count == 3,
      let file = context.program.file(function.file)
    else { return false }
    let next = file[evaluator.parameters(of: function)[2].node].name
    var goesOn = false
    for node in function.node..<file[function.node].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee) else { continue }
      if file[callee].kind == .name, file[callee].name == next, file.child(node, .argument) == nil { goesOn = true }
      // `setImmediate(next)`, and guards that this one runs.
      if file.children(node, .argument).contains(where: { file[$0].kind == .name && file[$0].name == next }) {
        goesOn = true
      }
      if answers(node, callee, file) { return false }
    }
    return goesOn
  }

  private static let answers: Set<String> = ["json", "send", "render", "sendFile", "download", "jsonp", "pipe", "end"]

  /// `res.json(…)`, but not `res.status(403).json(…)`.
  private func answers(_ call: NodeID, _ callee: NodeID, _ file: SyntaxFile) -> Bool {
    guard file[callee].kind == .member, Self.answers.contains(context.program.text(file[callee].name)) else {
      return false
    }
    var node = callee
    for _ in 0..<8 {
      switch file[node].kind {
      case .member:
        guard let object = file.child(node, .object) else { return false }
        node = object
      case .call:
        guard let inner = file.child(node, .callee) else { return false }
        if context.program.text(file[inner].name) == "status", let status = file.child(node, .argument),
          file[status].kind == .number, file.text(status).first.map({ $0 >= "4" }) ?? false
        {
          return false
        }
        node = inner
      case .name: return ["res", "response"].contains(context.program.text(file[node].name))
      default: return false
      }
    }
    return false
  }

  /// Whether middleware that hangs on a whole path stands before an endpoint.
  func covers(_ pattern: ExpressPattern, below prefix: String, _ full: String) -> Bool {
    let prefix = PathTemplate.withoutTrailingSlash(PathTemplate.colons(prefix))
    guard prefix.isEmpty || prefix == "/" || full.hasPrefix(prefix) else { return false }
    let rest = prefix == "/" ? full : String(full.dropFirst(prefix.count))
    return pattern.matches(rest.isEmpty ? "/" : rest)
  }
}
