internal import Source
internal import Syntax

/// Chains of members, indexes and calls: `a.b(c)[d].e`.
extension ECMAScriptWalker {
  /// Where a chain's base is not what the chain is of: `operand`, a part of the node `base`, takes its place.
  struct Splice {
    let base: Int
    let operand: Int
    static let none = Splice(base: -1, operand: -1)
  }

  /// A whole chain, from its last link.
  func chain(_ index: Int, _ role: SyntaxRole) {
    if isTypeScript, let base = swallowedOperator(index) { return hoist(base, from: base, over: index, role) }
    link(index, role, .none)
  }

  /// One link; then, unlike in `expression`, nothing is looked for in the links below.
  private func link(_ index: Int, _ role: SyntaxRole, _ splice: Splice) {
    let index = unwrappedLink(index)
    if index == splice.base { return expression(splice.operand, role) }
    guard builder.pointee.depth < SyntaxLimits.maxDepth - Self.margin else {
      builder.pointee.leaf(.unknown, role, start: start(index, splice), end: end(index))
      return
    }
    switch symbol(index) {
    case .memberExpression, .nestedIdentifier: member(index, role, splice)
    case .callExpression: call(index, role, splice)
    case .subscriptExpression: subscripted(index, role, splice)
    default: expression(index, role)
    }
  }

  private func unwrappedLink(_ index: Int) -> Int {
    var index = index
    while symbol(index) == .nonNullExpression || symbol(index) == .instantiationExpression {
      guard !hasError(index), let only = inner(index) else { return index }
      index = only
    }
    return index
  }

  @inline(__always)
  private func start(_ index: Int, _ splice: Splice) -> UInt32 {
    start(splice.operand < 0 ? index : splice.operand)
  }

  private func openLink(
    _ kind: SyntaxKind, _ role: SyntaxRole, _ index: Int, _ splice: Splice, name: Name = .none, flags: SyntaxFlags
  ) {
    builder.pointee.open(kind, role, start: start(index, splice), end: end(index), name: name, flags: flags)
  }

  private func member(_ index: Int, _ role: SyntaxRole, _ splice: Splice) {
    var flags: SyntaxFlags = []
    var memberName = Name.none
    for child in tree.children(index) {
      switch field(child) {
      case .optionalChain: flags = .optional
      case .property: memberName = name(child)
      default: break
      }
    }
    openLink(.member, role, index, splice, name: memberName, flags: flags)
    for child in tree.children(index) {
      if field(child) == .object { link(child, .object, splice) } else { stray(child) }
    }
    close()
  }

  private func subscripted(_ index: Int, _ role: SyntaxRole, _ splice: Splice) {
    if let name = memberName(index) { return namedMember(index, name, role, splice) }
    openLink(.index, role, index, splice, flags: child(index, .optionalChain) == nil ? [] : .optional)
    for child in tree.children(index) {
      switch field(child) {
      case .object: link(child, .object, splice)
      case .index: expression(child, .index)
      default: stray(child)
      }
    }
    close()
  }

  /// `router["get"]` means `router.get`.
  private func namedMember(_ index: Int, _ name: Name, _ role: SyntaxRole, _ splice: Splice) {
    openLink(.member, role, index, splice, name: name, flags: child(index, .optionalChain) == nil ? [] : .optional)
    for child in tree.children(index) {
      switch field(child) {
      case .object: link(child, .object, splice)
      case .index: continue
      default: stray(child)
      }
    }
    close()
  }

  /// The member that a text between brackets names, when it is an identifier.
  private func memberName(_ index: Int) -> Name? {
    guard let inner = child(index, .index), symbol(inner) == .string else { return nil }
    let text = tree.text(inner).dropFirst().dropLast()
    guard let first = text.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
      text.allSatisfy(Self.isIdentifierByte)
    else { return nil }
    return plainName(inner)
  }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }

  private func call(_ index: Int, _ role: SyntaxRole, _ splice: Splice) {
    var flags: SyntaxFlags = []
    for child in tree.children(index) {
      if symbol(child) == .optionalChain { flags = .optional }
      if field(child) == .arguments, symbol(child) == .templateString { flags = .tagged }
    }
    openLink(.call, role, index, splice, flags: flags)
    var callee = index
    for child in tree.children(index) {
      switch field(child) {
      case .function:
        callee = child
        link(child, .callee, splice)
      case .typeArguments: for argument in tree.children(child) { typeChild(argument, .typeArgument) }
      case .arguments where symbol(child) == .templateString:
        if hasRoom(child, .argument) { template(child, .argument, flags: isRawTag(callee) ? .raw : []) }
      case .arguments: arguments(child)
      default: stray(child)
      }
    }
    close()
  }

  /// ``String.raw`…` `` leaves escapes as they are.
  private func isRawTag(_ index: Int) -> Bool {
    let expected: StaticString = "String.raw"
    let text = tree.text(index)
    guard text.count == expected.utf8CodeUnitCount else { return false }
    return text.indices.allSatisfy { text[$0] == expected.utf8Start[$0] }
  }

  // TypeScript's grammar reads `await f<T>(x)` as `(await f)<T>(x)`, and other operators likewise.

  /// The operator that such a chain has as its base. No operator can stand there without parentheses.
  private func swallowedOperator(_ index: Int) -> Int? {
    var current = index
    while true {
      switch symbol(current) {
      case .memberExpression, .callExpression, .subscriptExpression, .nonNullExpression, .instantiationExpression:
        // Around an error nothing is sure.
        guard let base = inner(current), !hasError(current) else { return nil }
        current = base
      case .awaitExpression, .unaryExpression, .binaryExpression: return hasError(current) ? nil : current
      default: return nil
      }
    }
  }

  /// Lowers the operator first, and the chain over its last operand below it.
  private func hoist(_ index: Int, from base: Int, over chain: Int, _ role: SyntaxRole) {
    guard builder.pointee.depth < SyntaxLimits.maxDepth - Self.margin else {
      builder.pointee.leaf(.unknown, role, start: start(index), end: end(chain))
      return
    }
    let (kind, operatorName) =
      switch symbol(index) {
      case .awaitExpression: (SyntaxKind.await, Name.none)
      case .unaryExpression: unaryOperation(index)
      default: child(index, .operator).map { operation($0) } ?? (.binary, .none)
      }
    builder.pointee.open(kind, role, start: start(index), end: end(chain), name: operatorName)
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      if field(child) == .left {
        expression(child, .left)
      } else {
        operand(child, from: base, over: chain, field(child) == .right ? .right : .value)
      }
    }
    close()
  }

  private func operand(_ index: Int, from base: Int, over chain: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .awaitExpression, .unaryExpression, .binaryExpression:
      if !hasError(index) { return hoist(index, from: base, over: chain, role) }
    default: break
    }
    link(chain, role, Splice(base: base, operand: index))
  }
}
