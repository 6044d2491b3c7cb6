internal import Source
internal import Syntax

/// Who decides whether the other side's certificate is verified.
extension BehaviourScanner {
  private static let words = ["unauthorized", "insecure", "self_signed", "selfsigned", "skip", "ignore", "noverify"]

  /// Parts of settings' names, without underscores: `DisableCertificateCheck`, `verify_ssl`, `DangerousAcceptAny…`.
  private static let settings = [
    "dangerous", "untrusted", "trustall", "trustany", "acceptany", "acceptall", "certificatecheck", "certificateval",
    "certificateerror", "certval", "validatecert", "checkcert", "verifycert", "verifyssl", "verifytls", "allowinvalid",
    "invalidcert",
  ]

  private func asksForIt(_ condition: NodeID, _ other: SyntaxFile) -> Bool {
    let text = other.text(condition).prefix(300).lowercased()
    if Self.words.contains(where: { text.contains($0) }) { return true }
    let joined = text.filter { $0 != "_" }
    return Self.settings.contains { joined.contains($0) }
  }

  /// `process.env.ALLOW_UNAUTHORIZED_CERTS ? {rejectUnauthorized: false} : undefined`: somebody asks for it by name.
  func isOptedOut(_ option: NodeRef) -> Bool {
    guard let other = evaluator.program.file(option.file) else { return false }
    if staysOnMachine(option.node, other) { return true }
    var node = option.node
    let isGo = other.source.language == .go
    while node != 0, other[node].kind != .function || isGo && other[node].flags.contains(.lambda) {
      let parent = other[node].parent
      if other[parent].kind == .conditional || other[parent].kind == .ifStatement, other[node].role != .condition,
        let condition = other.child(parent, .condition), asksForIt(condition, other)
      {
        return true
      }
      node = parent
    }
    return other.source.language == .go && isAskedBefore(option.node, other)
  }

  /// `services.AddHttpClient("loopback").ConfigurePrimaryHttpMessageHandler(…)`: nobody is on the way.
  private func staysOnMachine(_ option: NodeID, _ other: SyntaxFile) -> Bool {
    guard other.source.language == .csharp else { return false }
    var node = option
    for _ in 0..<40 {
      let parent = other[node].parent
      if parent == 0 || other[node].role == .statement && other[parent].kind == .block && !isInLambda(node, other) {
        break
      }
      node = parent
    }
    let text = other.text(node).prefix(200).lowercased()
    return text.contains("loopback") || text.contains("localhost")
  }

  private func isInLambda(_ node: NodeID, _ other: SyntaxFile) -> Bool {
    other.ancestor(of: node, where: { $0.kind == .function }).map { other[$0].flags.contains(.lambda) } ?? false
  }

  /// `if !c.SkipVerify { return plain }` before it.
  private func isAskedBefore(_ option: NodeID, _ other: SyntaxFile) -> Bool {
    guard let function = other.ancestor(of: option, where: { $0.kind == .function }) else { return false }
    return (function..<option).contains { node in
      guard other[node].kind == .ifStatement, other[node].next <= option, let condition = other.child(node, .condition),
        let then = other.child(node, .then),
        other.children(then).contains(where: { other[$0].kind == .returnStatement })
      else { return false }
      return asksForIt(condition, other)
    }
  }
}
