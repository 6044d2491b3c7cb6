internal import CTreeSitter
internal import Source
internal import Syntax

/// Patterns, and the tests whether something matches one.
extension CSharpWalker {
  /// Opens `x is …` or `x as T`: "is" and "is not" for null, "==" and "!=" for other literals, else "instanceof", which
  /// is in a second node when it is negated.
  func openTest(
    _ index: Int, _ role: SyntaxRole, _ start: UInt32, _ end: UInt32, _ isNegated: Bool, _ constant: CSharpSymbol
  ) -> Bool {
    guard symbol(index) != .asExpression else {
      builder.pointee.open(.cast, role, start: start, end: end)
      return false
    }
    let name: Name
    switch constant {
    case .null: name = isNegated ? self.constant("is not") : self.constant("is")
    case .integer, .real, .boolean, .character, .string, .verbatimString, .rawString:
      name = isNegated ? self.constant("!=") : self.constant("==")
    default:
      if isNegated { builder.pointee.open(.unary, role, start: start, end: end, name: self.constant("not")) }
      builder.pointee.open(
        .comparison, isNegated ? .value : role, start: start, end: end, name: self.constant("instanceof"))
      return isNegated
    }
    builder.pointee.open(.comparison, role, start: start, end: end, name: name)
    return false
  }

  /// A test that the grammar read as C# does.
  mutating func test(_ index: Int, _ role: SyntaxRole) {
    guard let value = child(index, .left) ?? child(index, .expression),
      var pattern = child(index, .right) ?? child(index, .pattern)
    else { return unknown(index, role) }
    let isNegated = symbol(pattern) == .negatedPattern
    if isNegated, let inner = firstOperand(pattern) { pattern = inner }
    let literal = symbol(pattern) == .constantPattern ? firstOperand(pattern).map { symbol($0) } ?? .other : .other
    let node = tree.nodes[index]
    let wraps = openTest(index, role, node.start, node.end, isNegated, literal)
    let isCast = symbol(index) == .asExpression
    plain(value, isCast ? .value : .left)
    lower(pattern, isCast ? .type : .right)
    close()
    if wraps { close() }
  }

  mutating func pattern(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .constantPattern:
      guard let inner = firstOperand(index) else { return unknown(index, role) }
      lower(inner, role)
    case .negatedPattern:
      open(.unary, role, index, name: constant("not"))
      for child in children(index) { lower(child, .value) }
      close()
    case .relationalPattern:
      open(.unary, role, index, name: child(index, of: .operatorToken).map { intern($0) } ?? .none)
      for child in children(index) where symbol(child) != .operatorToken { lower(child, .value) }
      close()
    case .orPattern: alternatives(index, role, constant("|"))
    case .andPattern: alternatives(index, role, constant("&"))
    case .declarationPattern, .varPattern: declaration(index, role)
    case .recursivePattern: recursive(index, role)
    case .listPattern:
      open(.list, role, index)
      for child in children(index) where field(child) != .name { lower(child, .element) }
      close()
    default: unknown(index, role)
    }
  }

  private mutating func alternatives(_ index: Int, _ role: SyntaxRole, _ name: Name) {
    open(.binary, role, index, name: name)
    for child in children(index) {
      switch field(child) {
      case .left: lower(child, .left)
      case .right: lower(child, .right)
      default: break
      }
    }
    close()
  }

  /// `T x`, `var x`, `var (x, y)`.
  private mutating func declaration(_ index: Int, _ role: SyntaxRole) {
    open(.assignment, role, index, flags: .declaration)
    for child in children(index) {
      switch field(child) {
      case .type: if symbol(child) != .implicitType { lower(child, .type) }
      case .name: identifier(child, .target)
      default: lower(child, .target)
      }
    }
    close()
  }

  /// `T(a, b) { C: c } x`, any part of which may be missing.
  private mutating func recursive(_ index: Int, _ role: SyntaxRole) {
    let name = child(index, .name)
    guard let name else { return parts(index, role, end: tree.nodes[index].end) }
    open(.assignment, role, index, flags: .declaration)
    // Before the name in the text, too.
    parts(index, .value, end: tree.nodes[name].start)
    identifier(name, .target)
    close()
  }

  private mutating func parts(_ index: Int, _ role: SyntaxRole, end: UInt32) {
    let type = child(index, .type)
    let hasPositions = child(index, of: .positionalClause) != nil
    let kind: SyntaxKind = type != nil ? .call : hasPositions ? .tuple : .dictionary
    builder.pointee.open(kind, role, start: tree.nodes[index].start, end: end)
    for child in children(index) where field(child) != .name {
      switch symbol(child) {
      case .positionalClause, .propertyClause: for part in children(child) { subpattern(part, of: kind) }
      default: lower(child, child == type ? .callee : .none)
      }
    }
    close()
  }

  /// `A.B: p` or `p`.
  private mutating func subpattern(_ index: Int, of kind: SyntaxKind) {
    guard symbol(index) == .subpattern, let pattern = lastChild(index), let first = firstOperand(index) else {
      return lower(index, .none)
    }
    let role: SyntaxRole = kind == .call ? .argument : .element
    guard first != pattern else { return lower(pattern, role) }
    switch kind {
    case .call:
      open(.keywordArgument, role, index, name: wholeName(first))
      lower(pattern, .value)
    default:
      open(.pair, role, index)
      leaf(.string, .key, first)
      lower(pattern, .value)
    }
    close()
  }
}
