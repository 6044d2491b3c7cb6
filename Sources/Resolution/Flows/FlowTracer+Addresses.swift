internal import Source
internal import Syntax

/// Addresses: only what stands before the first slash of the path says which host is called.
extension FlowTracer {
  /// The parts of a joined text that name the host, when the rest visibly begins a path or a query.
  func hostParts(of ref: NodeRef, _ file: SyntaxFile) -> [NodeRef]? {
    if let head = hostPart(of: ref, file) { return [head] }
    return file[ref.node].kind == .template ? partsOfWrittenHost(of: ref, file) : nil
  }

  /// `$"https://api{environment}.pay.example/payments/{id}"`: `environment` only.
  private func partsOfWrittenHost(of ref: NodeRef, _ file: SyntaxFile) -> [NodeRef]? {
    var text = ""
    var varying: [NodeRef] = []
    for part in file.children(ref.node, .element) {
      if let piece = file.stringValue(part) {
        text += piece
      } else {
        guard text.contains("://") else { return nil }
        varying.append(NodeRef(file: ref.file, node: part))
        text += "x"
      }
      guard let scheme = text.firstRange(of: "://") else { continue }
      if text[scheme.upperBound...].contains(where: { $0 == "/" || $0 == "?" }) { return varying }
    }
    return nil
  }

  /// The part of a joined text that names the host, when the rest visibly begins a path or a query:
  /// `settings.base + f"/reviews/{id}"`, `` `${base}/users/${id}` ``. `nil` when that can't be told.
  func hostPart(of ref: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    switch file[ref.node].kind {
    case .binary:
      guard let left = file.child(ref.node, .left), let right = file.child(ref.node, .right) else { return nil }
      let head = NodeRef(file: ref.file, node: left)
      if beginsPath(NodeRef(file: ref.file, node: right)) { return head }
      // `base + "/a/" + id`: the sum on the left has the host already.
      return file[left].kind == .binary || file[left].kind == .template ? hostPart(of: head, file) : nil
    case .template:
      let parts = file.children(ref.node, .element)
      guard parts.count >= 2, file[parts[0]].kind != .string else { return nil }
      return beginsPath(NodeRef(file: ref.file, node: parts[1])) ? NodeRef(file: ref.file, node: parts[0]) : nil
    default: return nil
    }
  }

  private func beginsPath(_ ref: NodeRef) -> Bool {
    guard let first = evaluator.value(of: ref).text?.first else { return false }
    return first == "/" || first == "?"
  }

  // MARK: Checks

  private static let checks: Set<String> = [
    "validate", "validated", "validates", "safe", "sanitize", "sanitized", "check", "checked", "ensure", "assert",
    "verify", "secure", "allowed", "guard", "is", "require", "reject",
  ]
  private static let addresses: Set<String> = [
    "url", "urls", "uri", "host", "hostname", "domain", "ip", "address", "link", "callback", "webhook", "ssrf",
    "target", "origin",
  ]

  /// `validate_crawlable_url(url)`, `assertPublicHost(host)`: a function of the project's whose name says that it checks
  /// where a call goes.
  func checksAddress(_ name: String) -> Bool {
    guard danger == "url" else { return false }
    let words = FlowTracer.words(name)
    return words.contains { Self.checks.contains($0) } && words.contains { Self.addresses.contains($0) }
  }

  /// Whether the function around an expression hands the same expression to such a check before it uses it.
  func isAddressChecked(_ ref: NodeRef, _ file: SyntaxFile) -> Bool {
    guard danger == "url", let function = file.ancestor(of: ref.node, where: { $0.kind == .function }) else {
      return false
    }
    let wanted = file.text(ref.node)
    return (function..<ref.node).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee),
        checksAddress(program.text(file[callee].name))
      else { return false }
      return file.children(node, .argument).contains { file.text($0) == wanted }
    }
  }

  /// The words of a name: "validate", "crawlable", "url".
  static func words(_ name: String) -> [String] {
    var words: [String] = [""]
    for character in name {
      if character == "_" || character.isUppercase { words.append("") }
      if character != "_" { words[words.count - 1] += character.lowercased() }
    }
    return words.filter { !$0.isEmpty }
  }
}
