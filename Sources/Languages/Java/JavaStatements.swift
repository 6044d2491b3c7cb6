internal import CTreeSitter
internal import Source
internal import Syntax

extension JavaWalker {
  /// A string template: a call of its processor.
  mutating func template(_ index: Int, _ role: SyntaxRole) {
    open(.call, role, index, flags: .tagged)
    var isFirst = true
    for child in children(index) {
      lower(child, isFirst ? .callee : .argument)
      isFirst = false
    }
    close()
  }

  mutating func block(of index: Int, _ role: SyntaxRole) { block(index, role) }

  func isIf(_ index: Int) -> Bool { symbol(index) == .ifStatement }

  /// A block or a class body; any other statement is wrapped in one.
  mutating func block(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .block, .constructorBody, .classBody, .interfaceBody, .annotationBody:
      open(.block, role, index)
      for child in children(index) { lower(child, .statement) }
    default:
      open(.block, role, index, flags: .synthetic)
      lower(index, .statement)
    }
    close()
  }

  // MARK: Loops

  /// `for (T x : xs)`.
  mutating func forEach(_ index: Int, _ role: SyntaxRole) {
    open(.forEach, role, index)
    for child in children(index) {
      switch field(child) {
      case .type: if !isInferred(child) { type(child, self.child(index, .dimensions)) }
      case .name: lower(child, .target)
      case .value: lower(child, .iterable)
      case .body: block(child, .body)
      default: if symbol(child) != .modifiers { lower(child, .none) }
      }
    }
    close()
  }

  // MARK: Exceptions

  mutating func tryStatement(_ index: Int, _ role: SyntaxRole) {
    open(.tryStatement, role, index)
    for child in children(index) {
      if field(child) == .body { block(child, .body) } else { handler(child) }
    }
    close()
  }

  private mutating func handler(_ index: Int) {
    switch symbol(index) {
    case .catchClause: catchClause(index)
    case .finallyClause: for child in children(index) { block(child, .finally) }
    default: lower(index, .none)
    }
  }

  private mutating func catchClause(_ index: Int) {
    let parameter = child(index, of: .catchParameter)
    let bound = parameter.flatMap { child($0, .name) }
    open(.catchClause, .handler, index, name: bound.map { symbol($0) == .underscore ? .none : intern($0) } ?? .none)
    for child in children(index) {
      if child == parameter {
        guard let type = self.child(child, of: .catchType) else { continue }
        if let only = onlyChild(type) { lower(only, .type) } else { caughtTypes(type) }
      } else if field(child) == .body {
        block(child, .body)
      } else {
        lower(child, .none)
      }
    }
    close()
  }

  /// `A | B`.
  private mutating func caughtTypes(_ index: Int) {
    open(.tuple, .type, index)
    for child in children(index) { lower(child, .element) }
    close()
  }

  /// `try (R r = …) {…}`: a `with`, in a `try` where something is caught or done at last.
  mutating func tryWithResources(_ index: Int, _ role: SyntaxRole) {
    let body = child(index, .body)
    let end = body.map { tree.nodes[$0].end } ?? tree.nodes[index].end
    let isHandled = child(index, of: .catchClause) != nil || child(index, of: .finallyClause) != nil
    let start = tree.nodes[index].start
    if isHandled {
      open(.tryStatement, role, index)
      builder.pointee.open(.block, .body, start: start, end: max(start, end), flags: .synthetic)
    }
    builder.pointee.open(.withStatement, isHandled ? .statement : role, start: start, end: max(start, end))
    if let resources = child(index, .resources) {
      for resource in children(resources) { self.resource(resource) }
    }
    if let body { block(body, .body) }
    close()
    if isHandled {
      close()
      for child in children(index) where field(child) != .resources && field(child) != .body { handler(child) }
      close()
    }
  }

  private mutating func resource(_ index: Int) {
    guard symbol(index) == .resource else { return lower(index, .none) }
    open(.withItem, .item, index)
    let value = child(index, .value)
    for child in children(index) {
      switch field(child) {
      case .name: lower(child, .target)
      case .type where !isInferred(child): lower(child, .type)
      case .value: lower(child, .value)
      default: if value == nil, symbol(child) != .modifiers { lower(child, .value) }
      }
    }
    close()
  }

  /// `synchronized (x) {…}`.
  mutating func synchronized(_ index: Int, _ role: SyntaxRole) {
    open(.withStatement, role, index)
    for child in children(index) {
      if field(child) == .body {
        block(child, .body)
      } else if symbol(child) == .parenthesized {
        let start = tree.nodes[index].start
        let end = tree.nodes[child].end
        builder.pointee.open(.withItem, .item, start: start, end: end)
        builder.pointee.open(.call, .value, start: start, end: end, flags: .synthetic)
        builder.pointee.leaf(
          .name, .callee, start: start, end: min(start + 12, end), name: constant("synchronized"))
        lower(child, .argument)
        close()
        close()
      } else {
        lower(child, .none)
      }
    }
    close()
  }

  mutating func assertion(_ index: Int, _ role: SyntaxRole) {
    open(.assertStatement, role, index)
    var part = SyntaxRole.condition
    for child in children(index) {
      lower(child, part)
      part = .value
    }
    close()
  }
}
