internal import CTreeSitter
internal import Source
internal import Syntax

extension PythonWalker {
  /// `elif` is an `ifStatement` in `.otherwise`; the grammar lists the clauses flat, so no recursion is needed.
  mutating func ifStatement(_ index: Int, _ role: SyntaxRole) {
    let end = tree.nodes[index].end
    open(.ifStatement, role, index)
    var opened = 1
    for child in children(index) {
      switch symbol(child) {
      case .elifClause:
        let start = tree.nodes[child].start
        if builder.pointee.depth > Self.deepest {
          builder.pointee.leaf(.unknown, .otherwise, start: start, end: end)
          for _ in 0..<opened { close() }
          return
        }
        builder.pointee.open(.ifStatement, .otherwise, start: start, end: end)
        opened += 1
        for part in children(child) { branchPart(part) }
      case .elseClause: elseClause(child)
      default: branchPart(child)
      }
    }
    for _ in 0..<opened { close() }
  }

  private mutating func branchPart(_ index: Int) {
    switch field(index) {
    case .condition: lower(index, .condition)
    case .consequence: block(index, .then)
    default: lower(index, .none)
    }
  }

  private mutating func elseClause(_ index: Int) { clauseBlock(index, .otherwise) }

  private mutating func clauseBlock(_ clause: Int, _ role: SyntaxRole) {
    for child in children(clause) {
      if symbol(child) == .block { block(child, role) } else { lower(child, .none) }
    }
  }

  mutating func forStatement(_ index: Int, _ role: SyntaxRole) {
    let id = open(.forEach, role, index)
    for child in children(index) {
      switch field(child) {
      case .left: lower(child, .target)
      case .right: lower(child, .iterable)
      case .body: block(child, .body)
      case .alternative: elseClause(child)
      default:
        if symbol(child) == .asyncKeyword {
          builder.pointee.update(id) { $0.flags.insert(.async) }
        } else {
          lower(child, .none)
        }
      }
    }
    close()
  }

  mutating func whileStatement(_ index: Int, _ role: SyntaxRole) {
    open(.whileLoop, role, index)
    for child in children(index) {
      switch field(child) {
      case .condition: lower(child, .condition)
      case .body: block(child, .body)
      case .alternative: elseClause(child)
      default: lower(child, .none)
      }
    }
    close()
  }

  mutating func tryStatement(_ index: Int, _ role: SyntaxRole) {
    open(.tryStatement, role, index)
    for child in children(index) {
      switch symbol(child) {
      case .block: block(child, .body)
      case .exceptClause, .exceptGroupClause: catchClause(child)
      case .elseClause: elseClause(child)
      case .finallyClause: clauseBlock(child, .finally)
      default: lower(child, .none)
      }
    }
    close()
  }
}
