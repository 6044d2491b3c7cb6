internal import CTreeSitter
internal import Source
internal import Syntax

/// In a pattern the operator `base` is not of the pattern, only its first operand `leaf` is.
struct PatternCut {
  let base: Int
  let leaf: Int
  static let none = PatternCut(base: -1, leaf: -1)
}

extension CSharpWalker {
  /// `x is P`: "is" and "is not" for null, "==" and "!=" for other literals, else "instanceof".
  mutating func patternTest(
    _ index: Int, _ role: SyntaxRole, start: UInt32, end: UInt32, _ value: (inout Self, SyntaxRole) -> Void
  ) {
    guard var pattern = child(index, .pattern) else { return unknown(index, role) }
    let isNegated = symbol(pattern) == .negatedPattern
    if isNegated, let inner = firstOperand(pattern) { pattern = inner }
    var name = constant("instanceof")
    var wraps = isNegated
    switch constantSymbol(pattern) {
    case .null:
      name = isNegated ? constant("is not") : constant("is")
      wraps = false
    case .integer, .real, .boolean, .character, .string, .verbatimString, .rawString:
      name = isNegated ? constant("!=") : constant("==")
      wraps = false
    default: break
    }
    if wraps { builder.pointee.open(.unary, role, start: start, end: end, name: constant("not")) }
    builder.pointee.open(.comparison, wraps ? .value : role, start: start, end: end, name: name)
    value(&self, .left)
    lower(pattern, .right)
    close()
    if wraps { close() }
  }

  private func constantSymbol(_ pattern: Int) -> CSharpSymbol {
    guard symbol(pattern) == .constantPattern, let inner = firstOperand(pattern) else { return .other }
    return symbol(inner == cut.base ? cut.leaf : inner)
  }

  /// A part of a pattern, cut off where the pattern ends.
  private func openCut(_ kind: SyntaxKind, _ role: SyntaxRole, _ index: Int, name: Name = .none) {
    let node = tree.nodes[index]
    let isCut = cut.base > index && cut.base < tree.end(index)
    builder.pointee.open(kind, role, start: node.start, end: isCut ? tree.nodes[cut.leaf].end : node.end, name: name)
  }

  private mutating func constant(_ index: Int, _ role: SyntaxRole) {
    guard index == cut.base else { return lower(index, role) }
    let leaf = cut.leaf
    lower(leaf, role)
  }

  mutating func pattern(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .constantPattern:
      guard let inner = firstOperand(index) else { return unknown(index, role) }
      constant(inner, role)
    case .negatedPattern:
      openCut(.unary, role, index, name: constant("not"))
      for child in children(index) { lower(child, .value) }
      close()
    case .relationalPattern:
      openCut(.unary, role, index, name: child(index, of: .operatorToken).map { intern($0) } ?? .none)
      for child in children(index) where symbol(child) != .operatorToken { constant(child, .value) }
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
    openCut(.binary, role, index, name: name)
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
      default: if symbol(child) == .discard { leaf(.name, .target, child) } else { lower(child, .target) }
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
