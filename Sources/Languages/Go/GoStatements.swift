internal import CTreeSitter
internal import Source
internal import Syntax

extension GoWalker {
  mutating func block(_ index: Int, _ role: SyntaxRole) {
    open(.block, role, index)
    statements(index, .statement)
    close()
  }

  /// Statements in order, those of a list among them.
  mutating func statements(_ index: Int, _ role: SyntaxRole) {
    for child in children(index) {
      if symbol(child) == .statementList {
        for statement in children(child) { lower(statement, role) }
      } else {
        lower(child, role)
      }
    }
  }

  /// `a, b := f()`, `a = b`, `a += b`. Several targets are a tuple, and so are several values.
  mutating func assignment(_ index: Int, _ role: SyntaxRole, _ flags: SyntaxFlags) {
    if let token = child(index, .operator), tree.text(token).count > 1 { return augmented(index, role, token) }
    // `case <-done:` receives and assigns nothing.
    guard child(index, .left) != nil else {
      for child in children(index) { lower(child, role) }
      return
    }
    open(.assignment, role, index, flags: flags)
    for child in children(index) {
      switch field(child) {
      case .left: target(child)
      case .right: lower(child, .value)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// What is assigned to; the elements of a tuple are targets too, for `_` binds nothing.
  mutating func target(_ index: Int) {
    guard symbol(index) == .expressionList, onlyChild(index) == nil else { return lower(index, .target) }
    open(.tuple, .target, index)
    for child in children(index) {
      if symbol(child) == .identifier, isText(child, "_") {
        leaf(.name, .element, child)
      } else {
        lower(child, .element)
      }
    }
    close()
  }

  /// `channel <- value`.
  mutating func send(_ index: Int, _ role: SyntaxRole) {
    open(.binary, role, index, name: constant("<-"))
    var side: SyntaxRole = .left
    for child in children(index) {
      if symbol(child) == .operatorToken { side = .right } else { lower(child, side) }
    }
    close()
  }

  /// `go f(x)` and `defer f(x)`: calls of `go` and `defer` with a function that does it.
  mutating func background(_ index: Int, _ role: SyntaxRole, _ keyword: Name) {
    let start = tree.nodes[index].start
    let length: UInt32 = keyword == constant("go") ? 2 : 5
    open(.call, role, index)
    builder.pointee.leaf(.name, .callee, start: start, end: start + length, name: keyword)
    for child in children(index) { backgroundCall(child) }
    close()
  }

  private mutating func backgroundCall(_ index: Int) {
    if symbol(index) == .call, let callee = child(index, .function), symbol(callee) == .functionLiteral {
      lower(callee, .argument)
      if let arguments = child(index, .arguments) { self.arguments(arguments) }
      return
    }
    guard symbol(index) == .call else { return lower(index, .argument) }
    open(.function, .argument, index, flags: [.lambda, .synthetic])
    open(.block, .body, index, flags: .synthetic)
    lower(index, .statement)
    close()
    close()
  }

  // MARK: Branches

  /// `if x := f(); x != nil {…}`: what is done first comes before the `if`, which then begins with its condition.
  mutating func ifStatement(_ index: Int, _ role: SyntaxRole) {
    guard let initializer = child(index, .initializer) else {
      return branch(index, role, from: tree.nodes[index].start)
    }
    let needsBlock = role != .statement
    if needsBlock { open(.block, role, index, flags: .synthetic) }
    lower(initializer, .statement)
    let start = child(index, .condition).map { tree.nodes[$0].start } ?? tree.nodes[initializer].end
    branch(index, .statement, from: start)
    if needsBlock { close() }
  }

  private mutating func branch(_ index: Int, _ role: SyntaxRole, from start: UInt32) {
    builder.pointee.open(.ifStatement, role, start: start, end: tree.nodes[index].end)
    for child in children(index) {
      switch field(child) {
      case .initializer: break
      case .condition: lower(child, .condition)
      case .consequence: block(child, .then)
      case .alternative: lower(child, .otherwise)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// `switch`, `switch x := v.(type)` and `select`.
  mutating func switchStatement(_ index: Int, _ role: SyntaxRole) {
    var start = tree.nodes[index].start
    if let initializer = child(index, .initializer) {
      lower(initializer, role)
      start = tree.nodes[initializer].end
    }
    builder.pointee.open(.switchStatement, role, start: start, end: tree.nodes[index].end)
    let alias = child(index, .alias)
    for child in children(index) {
      switch field(child) {
      case .initializer, .alias: break
      case .value: if let alias { switchBinding(alias, child) } else { lower(child, .value) }
      default: switchCase(child)
      }
    }
    close()
  }

  /// `x := v.(type)`: the value, bound to a name.
  private mutating func switchBinding(_ alias: Int, _ value: Int) {
    builder.pointee.open(
      .assignment, .value, start: tree.nodes[alias].start, end: tree.nodes[value].end, flags: .declaration)
    target(alias)
    lower(value, .value)
    close()
  }

  private mutating func switchCase(_ index: Int) {
    switch symbol(index) {
    case .expressionCase, .typeCase, .communicationCase, .defaultCase: break
    default: return lower(index, .none)
    }
    open(.switchCase, .item, index, flags: symbol(index) == .defaultCase ? .isDefault : [])
    var end = tree.nodes[index].start
    for child in children(index) {
      switch field(child) {
      case .value where symbol(child) == .expressionList: for value in children(child) { lower(value, .condition) }
      case .value, .type, .communication: lower(child, .condition)
      default: continue
      }
      end = tree.nodes[child].end
    }
    builder.pointee.open(.block, .body, start: end, end: tree.nodes[index].end)
    for child in children(index) {
      switch field(child) {
      case .value, .type, .communication: break
      default: if symbol(child) == .statementList { statements(child, .statement) } else { lower(child, .statement) }
      }
    }
    close()
    close()
  }

  // MARK: Loops

  mutating func forStatement(_ index: Int, _ role: SyntaxRole) {
    for child in children(index) {
      switch symbol(child) {
      case .rangeClause: return rangeLoop(index, child, role)
      case .forClause: return countedLoop(index, child, role)
      case .block where field(child) == .body: break
      case .error: break
      default:
        open(.whileLoop, role, index)
        for part in children(index) { field(part) == .body ? block(part, .body) : lower(part, .condition) }
        return close()
      }
    }
    open(.forLoop, role, index)
    for part in children(index) { field(part) == .body ? block(part, .body) : lower(part, .none) }
    close()
  }

  private mutating func countedLoop(_ index: Int, _ clause: Int, _ role: SyntaxRole) {
    open(.forLoop, role, index)
    for part in children(clause) {
      switch field(part) {
      case .initializer: lower(part, .initializer)
      case .condition: lower(part, .condition)
      case .update: lower(part, .update)
      default: lower(part, .none)
      }
    }
    for part in children(index) where part != clause { field(part) == .body ? block(part, .body) : lower(part, .none) }
    close()
  }

  /// `for key, value := range x`: the value is the target, the key is declared before.
  private mutating func rangeLoop(_ index: Int, _ clause: Int, _ role: SyntaxRole) {
    let left = child(clause, .left)
    let targets = left.map { children($0).map { $0 } } ?? []
    let hasValue = targets.count > 1
    open(.forEach, role, index, flags: targets.count == 1 ? .keys : [])
    if hasValue, !isText(targets[0], "_") {
      open(.assignment, .initializer, targets[0], flags: .declaration)
      lower(targets[0], .target)
      close()
    }
    if let target = hasValue ? targets[1] : targets.first { lower(target, .target) }
    for part in children(clause) where part != left { lower(part, field(part) == .right ? .iterable : .none) }
    for part in children(index) where part != clause { field(part) == .body ? block(part, .body) : lower(part, .none) }
    close()
  }
}
