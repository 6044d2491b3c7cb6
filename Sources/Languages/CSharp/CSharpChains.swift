internal import CTreeSitter
internal import Source
internal import Syntax

/// Where a chain's base is not what the chain is of: `operand`, a part of the node `base`, takes its place.
struct CSharpSplice {
  let base: Int
  let operand: Int
  static let none = CSharpSplice(base: -1, operand: -1)
}

/// Chains of members, indexes and calls: `a.b(c)?[d].e!`, and operators of two operands.
extension CSharpWalker {
  /// An operator or chain, put right first where the grammar misread it.
  mutating func operation(_ index: Int, _ role: SyntaxRole) {
    if isMisread(index, 0), regroup(index, role) { return }
    plain(index, role)
  }

  /// An operator or chain as the grammar read it; unlike in `lower`, nothing is looked for in its operands that are
  /// operators or chains themselves.
  mutating func plain(_ index: Int, _ role: SyntaxRole, _ splice: CSharpSplice = .none) {
    if index == splice.base { return lower(splice.operand, role) }
    if builder.pointee.depth > Self.deepest, tree.end(index) > index + 1 {
      builder.pointee.leaf(.unknown, role, start: start(index, splice), end: tree.nodes[index].end)
      return
    }
    switch symbol(index) {
    case .invocation: call(index, role, splice)
    case .memberAccess: member(index, role, splice)
    case .conditionalAccess: optional(index, role, splice)
    case .elementAccess: element(index, role, splice)
    case .postfixUnary where child(index, of: .operatorToken).map({ isText($0, "!") }) ?? false:
      if let operand = firstOperand(index) { plain(operand, role, splice) } else { unknown(index, role) }
    case .binary: binary(index, role)
    case .isPattern, .isExpression, .asExpression: test(index, role)
    default: lower(index, role)
    }
  }

  private func start(_ index: Int, _ splice: CSharpSplice) -> UInt32 {
    tree.nodes[splice.base < 0 ? index : splice.operand].start
  }

  private func openLink(
    _ kind: SyntaxKind, _ role: SyntaxRole, _ index: Int, _ splice: CSharpSplice, name: Name = .none,
    flags: SyntaxFlags = []
  ) {
    builder.pointee.open(
      kind, role, start: start(index, splice), end: tree.nodes[index].end, name: name, flags: flags)
  }

  private mutating func call(_ index: Int, _ role: SyntaxRole, _ splice: CSharpSplice) {
    openLink(.call, role, index, splice)
    var generic: Int?
    for child in children(index) {
      switch field(child) {
      case .function:
        generic = genericName(of: child)
        if symbol(child) == .genericName, let name = firstOperand(child) {
          identifier(name, .callee)
        } else if symbol(child) == .memberAccess {
          member(child, .callee, splice)
        } else {
          plain(child, .callee, splice)
        }
      case .arguments:
        if let generic { typeArguments(generic, .typeArgument) }
        arguments(child)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// The generic name that ends a callee.
  private func genericName(of callee: Int) -> Int? {
    let name: Int? =
      switch symbol(callee) {
      case .genericName: callee
      case .memberAccess: child(callee, .name)
      case .conditionalAccess: child(callee, of: .memberBinding).flatMap { child($0, .name) }
      default: nil
      }
    return name.flatMap { symbol($0) == .genericName ? $0 : nil }
  }

  /// `a.b`; type arguments are those of the call, if any.
  private mutating func member(_ index: Int, _ role: SyntaxRole, _ splice: CSharpSplice) {
    openLink(.member, role, index, splice, name: child(index, .name).map { simpleName($0) } ?? .none)
    for child in children(index) {
      switch field(child) {
      case .expression: plain(child, .object, splice)
      case .name: break
      default: lower(child, .none)
      }
    }
    close()
  }

  /// `a?.b` and `a?[b]`.
  private mutating func optional(_ index: Int, _ role: SyntaxRole, _ splice: CSharpSplice) {
    guard let binding = child(index, of: .memberBinding) else {
      openLink(.index, role, index, splice, flags: .optional)
      for child in children(index) {
        if field(child) == .condition {
          plain(child, .object, splice)
        } else if symbol(child) == .elementBinding {
          for argument in children(child) { lower(argument, .index) }
        } else {
          lower(child, .none)
        }
      }
      return close()
    }
    let name = child(binding, .name).map { simpleName($0) } ?? .none
    openLink(.member, role, index, splice, name: name, flags: .optional)
    for child in children(index) where child != binding {
      if field(child) == .condition { plain(child, .object, splice) } else { lower(child, .none) }
    }
    close()
  }

  private mutating func element(_ index: Int, _ role: SyntaxRole, _ splice: CSharpSplice) {
    openLink(.index, role, index, splice)
    for child in children(index) {
      switch field(child) {
      case .expression: plain(child, .object, splice)
      case .subscript: for argument in children(child) { lower(argument, .index) }
      default: lower(child, .none)
      }
    }
    close()
  }

  private mutating func binary(_ index: Int, _ role: SyntaxRole) {
    guard let token = child(index, .operator) else { return unknown(index, role) }
    let (kind, name) = operatorKind(token)
    open(kind, role, index, name: name)
    for child in children(index) {
      switch field(child) {
      case .left: plain(child, .left)
      case .right: plain(child, .right)
      default: lower(child, .none)
      }
    }
    close()
  }

  func operatorKind(_ token: Int) -> (SyntaxKind, Name) {
    if isText(token, "&&") { return (.logical, constant("and")) }
    if isText(token, "||") { return (.logical, constant("or")) }
    if isText(token, "??") { return (.logical, constant("??")) }
    if isText(token, "or") { return (.binary, constant("|")) }
    if isText(token, "and") { return (.binary, constant("&")) }
    let isComparison = precedence(token) == 90 || precedence(token) == 100
    return (isComparison ? .comparison : .binary, intern(token))
  }

  /// How strongly an operator of two operands binds; `is` does so with 100, before patterns' `or` and `and`.
  func precedence(_ token: Int) -> Int {
    let text = tree.text(token)
    guard let first = text.first else { return 0 }
    let second = text.count > 1 ? text[1] : 0
    switch (first, second) {
    case (UInt8(ascii: "a"), _): return 102
    case (UInt8(ascii: "o"), _): return 101
    case (UInt8(ascii: "*"), _), (UInt8(ascii: "/"), _), (UInt8(ascii: "%"), _): return 130
    case (UInt8(ascii: "+"), _), (UInt8(ascii: "-"), _): return 120
    case (UInt8(ascii: "<"), first), (UInt8(ascii: ">"), first): return 110
    case (UInt8(ascii: "<"), _), (UInt8(ascii: ">"), _): return 100
    case (UInt8(ascii: "="), _), (UInt8(ascii: "!"), _): return 90
    case (UInt8(ascii: "&"), 0): return 80
    case (UInt8(ascii: "^"), _): return 70
    case (UInt8(ascii: "|"), 0): return 60
    case (UInt8(ascii: "&"), _): return 50
    case (UInt8(ascii: "|"), _): return 40
    default: return 30
    }
  }
}
