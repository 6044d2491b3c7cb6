package import Source
package import Syntax

extension SyntaxFile {
  /// Whether a function is a method of Go, whose first parameter is the receiver.
  package func hasReceiver(_ function: NodeID) -> Bool {
    guard source.language == .go, self[function].flags.contains(.method), let first = child(function, .parameter) else {
      return false
    }
    return self[first].flags.contains(.receiver)
  }

  /// The name of the type that a Go method belongs to.
  package func receiverType(_ function: NodeID) -> Name? {
    guard hasReceiver(function), let first = child(function, .parameter), var type = child(first, .type) else {
      return nil
    }
    if self[type].kind == .index, let object = child(type, .object) { type = object }
    return self[type].kind == .name ? self[type].name : nil
  }
}
