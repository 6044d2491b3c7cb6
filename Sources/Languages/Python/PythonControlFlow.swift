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

  mutating func matchStatement(_ index: Int, _ role: SyntaxRole) {
    open(.switchStatement, role, index)
    matchOperands(index, .value) { $0.field($1) == .subject }
    for child in children(index) {
      switch field(child) {
      case .subject: break
      case .body: for clause in children(child) { caseClause(clause) }
      default: lower(child, .none)
      }
    }
    close()
  }

  private mutating func caseClause(_ index: Int) {
    guard symbol(index) == .caseClause else { return lower(index, .none) }
    let id = open(.switchCase, .item, index)
    matchOperands(index, .condition) { $0.symbol($1) == .casePattern }
    var hasGuard = false
    for child in children(index) {
      switch field(child) {
      case .consequence: block(child, .body)
      case .guarded:
        hasGuard = true
        lower(child, .condition)
      default: if symbol(child) != .casePattern { lower(child, .none) }
      }
    }
    let pattern = Int(id) + 1
    if !hasGuard, pattern < builder.pointee.nodes.count, builder.pointee.nodes[pattern].role == .condition,
      isBinding(builder.pointee.nodes[pattern])
    {
      builder.pointee.update(id) { $0.flags.insert(.isDefault) }
    }
    close()
  }

  /// A bare name, `_` too, matches anything.
  private func isBinding(_ node: SyntaxNode) -> Bool { node.kind == .name }

  /// Several subjects, or several patterns, or one with a comma, are a tuple.
  @inline(__always)
  private mutating func matchOperands(_ index: Int, _ role: SyntaxRole, _ isOperand: (PythonWalker, Int) -> Bool) {
    var first = -1
    var last = -1
    for child in children(index) where isOperand(self, child) {
      if first < 0 { first = child }
      last = child
    }
    guard first >= 0 else { return }
    let next = nextSibling(last, in: index)
    let limit = next.map { tree.nodes[$0].start } ?? tree.nodes[index].end
    if first == last, !hasComma(tree.nodes[last].end, limit) { return lower(first, role) }
    builder.pointee.open(.tuple, role, start: tree.nodes[first].start, end: tree.nodes[last].end)
    for child in children(index) where isOperand(self, child) { lower(child, .element) }
    close()
  }

  private func nextSibling(_ child: Int, in parent: Int) -> Int? {
    let next = tree.end(child)
    return next < tree.end(parent) ? next : nil
  }
}
