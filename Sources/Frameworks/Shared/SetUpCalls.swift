package import Resolution
internal import Source
internal import Syntax

extension RecognizerContext {
  /// One call in set-up code, with what is known where it runs.
  package struct SetUpCall {
    package let call: NodeRef
    package let frame: Frame?
  }

  /// The calls in a function's body in order. Functions inside run only where they are called at once: callbacks of
  /// `forEach` for each element, of `then` and `after`, functions that are called on the spot. Loops over known
  /// elements run for each.
  package func setUpCalls(of function: NodeRef, in frame: Frame?) -> [SetUpCall] {
    guard let file = program.file(function.file), let body = file.child(function.node, .body) else { return [] }
    var found: [SetUpCall] = []
    var fuel = 20_000
    collect(body, function.file, file, frame, depth: 0, &fuel, &found)
    return found
  }

  private func collect(
    _ body: NodeID, _ id: FileID, _ file: SyntaxFile, _ frame: Frame?, depth: Int, _ fuel: inout Int,
    _ found: inout [SetUpCall]
  ) {
    guard depth < 12 else { return }
    var node = body + 1
    let end = file[body].next
    while node < end {
      fuel -= 1
      guard fuel > 0 else { return }
      switch file[node].kind {
      case .function:
        for inner in framesAtOnce(node, id, file, frame) {
          if let body = file.child(node, .body) {
            collect(body, id, file, inner, depth: depth + 1, &fuel, &found)
          }
        }
        node = file[node].next
      case .classDeclaration: node = file[node].next
      case .forEach:
        if let body = file.child(node, .body) {
          for inner in evaluator.iterations(of: NodeRef(file: id, node: node), in: frame) {
            collect(body, id, file, inner, depth: depth + 1, &fuel, &found)
          }
        }
        node = file[node].next
      case .call:
        found.append(SetUpCall(call: NodeRef(file: id, node: node), frame: frame))
        node += 1
      default: node += 1
      }
    }
  }

  /// The ways in which a function literal runs where it stands; none when somebody calls it later.
  private func framesAtOnce(_ node: NodeID, _ id: FileID, _ file: SyntaxFile, _ frame: Frame?) -> [Frame?] {
    let parent = file[node].parent
    guard file[parent].kind == .call else { return [] }
    if file[node].role == .callee { return [frame] }
    guard file[node].role == .argument, let callee = file.child(parent, .callee), file[callee].kind == .member else {
      return []
    }
    switch program.text(file[callee].name) {
    case "forEach", "map", "each": return evaluator.iterations(of: NodeRef(file: id, node: node), in: frame)
    case "after", "then": return [frame]
    default: return []
    }
  }
}
