internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Which helpers are worth following: those that can tell who is calling.
extension OutsiderScope {
  private static let carriers: Set<String> = ["req", "request", "_req", "next", "done", "this", "raw", "args"]

  /// Whether a function that is called may look at the caller. One of another file that is given neither the request nor
  /// the answer nor anything of the caller does some other work: it looks up, formats, translates.
  func concernsCaller(
    _ callee: NodeID, _ function: NodeRef, _ arguments: [NodeID], _ known: [NodeRef: AnonymousTruth]
  ) -> Bool {
    if function.file == id || arguments.isEmpty || known.values.contains(where: \.mentionsIdentity) { return true }
    let name = word(callee)
    if AnonymousWalk.isIdentity(name) || MiddlewareGuards.soundsLikeGuard(name) { return true }
    if file[callee].kind == .member, let object = file.child(callee, .object),
      AnonymousWalk.isIdentity(word(object)) || MiddlewareGuards.soundsLikeGuard(word(object))
    {
      return true
    }
    return arguments.contains { argument in
      (argument..<file[argument].next).contains { node in
        guard file[node].kind == .name else { return file[node].kind == .function }
        let name = word(node)
        return Self.carriers.contains(name) || Self.responses.contains(name)
      }
    }
  }
}
