internal import Source
internal import Syntax

/// Who decides whether the other side's certificate is verified.
extension BehaviourScanner {
  private static let words = ["unauthorized", "insecure", "self_signed", "selfsigned", "skip", "ignore", "noverify"]

  /// `process.env.ALLOW_UNAUTHORIZED_CERTS ? {rejectUnauthorized: false} : undefined`: somebody asks for it by name.
  func isOptedOut(_ option: NodeRef) -> Bool {
    guard let other = evaluator.program.file(option.file) else { return false }
    var node = option.node
    while node != 0, other[node].kind != .function {
      let parent = other[node].parent
      if other[parent].kind == .conditional || other[parent].kind == .ifStatement, other[node].role != .condition,
        let condition = other.child(parent, .condition)
      {
        let text = other.text(condition).prefix(300).lowercased()
        if Self.words.contains(where: { text.contains($0) }) { return true }
      }
      node = parent
    }
    return false
  }
}
