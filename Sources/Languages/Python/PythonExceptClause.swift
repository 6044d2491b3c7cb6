internal import CTreeSitter
internal import Source
internal import Syntax

extension PythonWalker {
  mutating func catchClause(_ index: Int) {
    let id = open(.catchClause, .handler, index)
    if let types = bareTypes(index) {
      builder.pointee.open(.tuple, .type, start: types.start, end: types.end)
      for child in children(index) where symbol(child) != .block {
        if symbol(child) == .error {
          for type in children(child) { lower(type, .element) }
        } else {
          lower(child, .element)
        }
      }
      close()
      for child in children(index) where symbol(child) == .block { block(child, .body) }
    } else {
      for child in children(index) { catchPart(child, id) }
    }
    close()
  }

  private mutating func catchPart(_ index: Int, _ clause: NodeID) {
    switch symbol(index) {
    case .block: block(index, .body)
    case .asPattern:
      for part in children(index) {
        if field(part) == .alias { bindError(part, clause) } else { lower(part, .type) }
      }
    default:
      if field(index) == .alias { bindError(index, clause) } else { lower(index, .type) }
    }
  }

  /// `except E as name`.
  private mutating func bindError(_ alias: Int, _ clause: NodeID) {
    let target = symbol(alias) == .asPatternTarget ? onlyChild(alias) ?? alias : alias
    guard symbol(target) == .identifier else { return lower(target, .target) }
    let name = intern(target)
    builder.pointee.update(clause) { $0.name = name }
  }

  /// The range of `A, B, C` in Python 3.14's `except A, B, C:`, which the grammar knows only as Python 2's
  /// `except A, name:` and with an error for the types between. `nil` for every other clause.
  private func bareTypes(_ clause: Int) -> ByteRange? {
    var start: UInt32?
    var end: UInt32 = 0
    var isList = false
    for child in children(clause) where symbol(child) != .block {
      switch symbol(child) {
      case .error:
        for part in children(child) where symbol(part) != .identifier && symbol(part) != .attribute { return nil }
        isList = true
      case .identifier: if field(child) == .alias, isClassName(child) { isList = true }
      case .attribute: if field(child) == .alias { isList = true }
      default: return nil
      }
      start = start ?? tree.nodes[child].start
      end = tree.nodes[child].end
    }
    guard isList, let start else { return nil }
    return ByteRange(start: start, end: end)
  }

  /// Errors are classes, written with a capital; what Python 2 bound them to was not.
  private func isClassName(_ index: Int) -> Bool {
    guard let first = tree.text(index).first else { return false }
    return first >= UInt8(ascii: "A") && first <= UInt8(ascii: "Z")
  }
}
