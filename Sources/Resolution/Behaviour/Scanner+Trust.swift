internal import Source
internal import Syntax

/// Who decides whether the other side's certificate is verified.
extension BehaviourScanner {
  private static let words = ["unauthorized", "insecure", "self_signed", "selfsigned", "skip", "ignore", "noverify"]

  /// `process.env.ALLOW_UNAUTHORIZED_CERTS ? {rejectUnauthorized: false} : undefined`: somebody asks for it by name.
  func isOptedOut(_ option: NodeRef) -> Bool {
    guard let other = evaluator.program.file(option.file) else { return false }
    var node = option.node
    let isGo = other.source.language == .go
    while node != 0, other[node].kind != .function || isGo && other[node].flags.contains(.lambda) {
      let parent = other[node].parent
      if other[parent].kind == .conditional || other[parent].kind == .ifStatement, other[node].role != .condition,
        let condition = other.child(parent, .condition)
      {
        let text = other.text(condition).prefix(300).lowercased()
        if Self.words.contains(where: { text.contains($0) }) { return true }
      }
      node = parent
    }
    return other.source.language == .go && isAskedBefore(option.node, other)
  }

  /// `if !c.SkipVerify { return plain }` before it.
  private func isAskedBefore(_ option: NodeID, _ other: SyntaxFile) -> Bool {
    guard let function = other.ancestor(of: option, where: { $0.kind == .function }) else { return false }
    return (function..<option).contains { node in
      guard other[node].kind == .ifStatement, other[node].next <= option, let condition = other.child(node, .condition),
        let then = other.child(node, .then),
        other.children(then).contains(where: { other[$0].kind == .returnStatement })
      else { return false }
      let text = other.text(condition).prefix(300).lowercased()
      return Self.words.contains { text.contains($0) }
    }
  }
}
