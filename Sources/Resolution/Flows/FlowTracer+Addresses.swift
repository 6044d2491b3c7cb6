internal import Source
internal import Syntax

/// Addresses: only what stands before the first slash of the path says which host is called.
extension FlowTracer {
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
}
