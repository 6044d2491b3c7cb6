internal import CTreeSitter
internal import Source
internal import Syntax

/// LINQ's query expressions.
extension CSharpWalker {
  /// `from x in xs where c select e`; what `into y` continues is of the comprehension before it.
  mutating func query(_ index: Int, _ role: SyntaxRole) {
    query(Array(children(index))[...], role)
  }

  private mutating func query(_ parts: ArraySlice<Int>, _ role: SyntaxRole) {
    guard let first = parts.first, let last = parts.last else { return }
    let (start, end) = (tree.nodes[first].start, tree.nodes[last].end)
    guard builder.pointee.depth < Self.deepest else {
      builder.pointee.leaf(.unknown, role, start: start, end: end)
      return
    }
    builder.pointee.open(.comprehension, role, start: start, end: end)
    guard let into = parts.lastIndex(where: { symbol($0) == .identifier }), into > parts.startIndex else {
      clauses(parts)
      return close()
    }
    builder.pointee.open(.comprehensionClause, .item, start: start, end: tree.nodes[parts[into]].end)
    query(parts[..<into], .iterable)
    identifier(parts[into], .target)
    close()
    clauses(parts[(into + 1)...])
    close()
  }

  private mutating func clauses(_ parts: ArraySlice<Int>) {
    // The conditions right after a clause are its own; elsewhere they are of none.
    var owned = parts.startIndex
    for (offset, part) in zip(parts.indices, parts) {
      let conditions = parts[(offset + 1)...].prefix { symbol($0) == .whereClause }
      switch symbol(part) {
      case .fromClause, .joinClause, .letClause:
        binding(part, conditions)
        owned = conditions.endIndex
      case .whereClause: if offset >= owned { for child in children(part) { lower(child, .none) } }
      case .selectClause: for child in children(part) { lower(child, .element) }
      case .groupClause: sequence(.tuple, part, .element)
      case .orderBy: for child in children(part) { lower(child, .none) }
      default: lower(part, .none)
      }
    }
  }

  private mutating func binding(_ part: Int, _ conditions: ArraySlice<Int>) {
    switch symbol(part) {
    case .fromClause: from(part, conditions)
    case .joinClause: join(part, conditions)
    default: letClause(part, conditions)
    }
  }

  private func openClause(_ part: Int, _ conditions: ArraySlice<Int>) {
    builder.pointee.open(
      .comprehensionClause, .item, start: tree.nodes[part].start, end: tree.nodes[conditions.last ?? part].end)
  }

  private mutating func closeClause(_ conditions: ArraySlice<Int>) {
    for part in conditions { for child in children(part) { lower(child, .condition) } }
    close()
  }

  private mutating func from(_ part: Int, _ conditions: ArraySlice<Int>) {
    openClause(part, conditions)
    for child in children(part) {
      switch field(child) {
      case .name: identifier(child, .target)
      case .type: break
      default: lower(child, symbol(child) == .error ? .none : .iterable)
      }
    }
    closeClause(conditions)
  }

  /// `join x in xs on a equals b`.
  private mutating func join(_ part: Int, _ conditions: ArraySlice<Int>) {
    openClause(part, conditions)
    let parts = children(part).filter { field($0) != .type && symbol($0) != .error && symbol($0) != .joinInto }
    if parts.count == 4 {
      identifier(parts[0], .target)
      lower(parts[1], .iterable)
      let (start, end) = (tree.nodes[parts[2]].start, tree.nodes[parts[3]].end)
      builder.pointee.open(.comparison, .condition, start: start, end: end, name: constant("=="))
      lower(parts[2], .left)
      lower(parts[3], .right)
      close()
    } else {
      for child in parts { lower(child, .none) }
    }
    closeClause(conditions)
    guard let into = child(part, of: .joinInto), let name = firstOperand(into) else { return }
    open(.comprehensionClause, .item, into)
    identifier(name, .target)
    close()
  }

  /// `let x = e` binds as `from x in [e]` does.
  private mutating func letClause(_ part: Int, _ conditions: ArraySlice<Int>) {
    openClause(part, conditions)
    let parts = children(part).filter { symbol($0) != .operatorToken && symbol($0) != .error }
    if parts.count == 2 {
      identifier(parts[0], .target)
      open(.list, .iterable, parts[1], flags: .synthetic)
      lower(parts[1], .element)
      close()
    } else {
      for child in parts { lower(child, .none) }
    }
    closeClause(conditions)
  }
}
