internal import CTreeSitter
internal import Source
internal import Syntax

extension PythonWalker {
  /// Statements in order. `pass` is not in the flat tree, so nothing stands for it.
  mutating func block(_ index: Int, _ role: SyntaxRole) {
    open(.block, role, index)
    for child in children(index) { lower(child, .statement) }
    close()
  }

  /// `a = b = v` is one node with two targets, although the grammar nests it.
  mutating func assignment(_ index: Int, _ role: SyntaxRole) {
    open(.assignment, role, index)
    var current = index
    while true {
      var inner: Int?
      for child in children(current) {
        switch field(child) {
        case .left: lower(child, .target)
        case .type: lower(child, .type)
        case .right where symbol(child) == .assignment: inner = child
        case .right: lower(child, .value)
        default: lower(child, .none)
        }
      }
      guard let next = inner else { break }
      current = next
    }
    close()
  }

  mutating func augmentedAssignment(_ index: Int, _ role: SyntaxRole) {
    let id = open(.augmentedAssignment, role, index)
    for child in children(index) {
      switch field(child) {
      case .left: lower(child, .target)
      case .right: lower(child, .value)
      case .operator:
        let node = tree.nodes[child]
        let name = node.end > node.start ? names.pointee.intern(tree.slice(node.start, node.end - 1)) : .none
        builder.pointee.update(id) { $0.name = name }
      default: lower(child, .none)
      }
    }
    close()
  }

  mutating func raiseStatement(_ index: Int, _ role: SyntaxRole) {
    open(.throwStatement, role, index)
    for child in children(index) { lower(child, field(child) == .cause ? .cause : .value) }
    close()
  }

  mutating func assertStatement(_ index: Int, _ role: SyntaxRole) {
    open(.assertStatement, role, index)
    var operand: SyntaxRole = .condition
    for child in children(index) {
      lower(child, operand)
      if symbol(child) != .error { operand = .value }
    }
    close()
  }

  mutating func deleteStatement(_ index: Int, _ role: SyntaxRole) {
    open(.deleteStatement, role, index)
    for child in children(index) {
      if symbol(child) == .expressionList {
        for element in children(child) { lower(element, .value) }
      } else {
        lower(child, .value)
      }
    }
    close()
  }

  mutating func scopeDeclaration(_ index: Int, _ role: SyntaxRole, _ keyword: Name) {
    open(.scopeDeclaration, role, index, name: keyword)
    for child in children(index) { lower(child, .item) }
    close()
  }

  /// Python 2's `print x` and `exec x` are calls of those names.
  mutating func statementCall(_ index: Int, _ role: SyntaxRole) {
    let start = tree.nodes[index].start
    let isPrint = symbol(index) == .printStatement
    let callee = isPrint ? constant("print") : constant("exec")
    open(.call, role, index)
    builder.pointee.leaf(.name, .callee, start: start, end: start + (isPrint ? 5 : 4), name: callee)
    for child in children(index) {
      if symbol(child) == .chevron {
        open(.keywordArgument, .argument, child, name: constant("file"))
        for operand in children(child) { lower(operand, .value) }
        close()
      } else {
        lower(child, .argument)
      }
    }
    close()
  }

  /// `with`; its items may stand in parentheses.
  mutating func withStatement(_ index: Int, _ role: SyntaxRole) {
    let id = open(.withStatement, role, index)
    for child in children(index) {
      switch symbol(child) {
      case .asyncKeyword: builder.pointee.update(id) { $0.flags.insert(.async) }
      case .withClause: for item in children(child) { withItem(item) }
      case .block: block(child, .body)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// `with (a as b):` comes as a parenthesised expression.
  private mutating func withItem(_ item: Int) {
    guard symbol(item) == .withItem else { return lower(item, .none) }
    open(.withItem, .item, item)
    for child in children(item) {
      var value = child
      while symbol(value) == .parenthesized, let inner = onlyChild(value) { value = inner }
      if symbol(value) == .asPattern {
        for part in children(value) { lower(part, field(part) == .alias ? .target : .value) }
      } else {
        lower(value, .value)
      }
    }
    close()
  }
}
