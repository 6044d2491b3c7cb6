internal import Source

/// Reading what only Python has.
extension PythonWalker {
  /// The child of a wrapper; `nil` when there is none or more than one, tokens too: `-1` as a pattern is no wrapper.
  @inline(__always)
  func onlyChild(_ index: Int) -> Int? {
    var children = children(index)
    guard let child = children.next(), children.next() == nil else { return nil }
    return child
  }

  /// Whether there is a comma in a gap between nodes, comments left out.
  func hasComma(_ start: UInt32, _ end: UInt32) -> Bool {
    var inComment = false
    for byte in tree.slice(start, max(start, end)) {
      switch byte {
      case UInt8(ascii: "#"): inComment = true
      case 0x0A: inComment = false
      case UInt8(ascii: ","): if !inComment { return true }
      default: break
      }
    }
    return false
  }

  /// The name of the operator token among a node's children.
  func operatorName(_ index: Int) -> Name {
    for child in children(index) where symbol(child) == .operatorToken { return operatorTokenName(child) }
    return .none
  }

  /// The name of an operator token; `not in` and `is not` may be written with any white space, `<>` is `!=`.
  func operatorTokenName(_ token: Int) -> Name {
    let text = tree.text(token)
    guard let first = text.first else { return .none }
    if first == UInt8(ascii: "n") { return constant("not in") }
    if first == UInt8(ascii: "i"), text.count > 2 { return constant("is not") }
    if first == UInt8(ascii: "<"), text.count == 2, text[1] == UInt8(ascii: ">") { return constant("!=") }
    return names.pointee.intern(text)
  }
}
