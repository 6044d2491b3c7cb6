internal import CTreeSitter
internal import Source
internal import Syntax

/// Operators of one operand, calls' arguments, creations.
extension CSharpWalker {
  mutating func arguments(_ index: Int) {
    for argument in children(index) { lower(argument, .argument) }
  }

  /// `x`, `name: x`, `out var x`, `ref x`.
  mutating func argument(_ index: Int, _ role: SyntaxRole) {
    guard let value = lastChild(index) else { return unknown(index, role) }
    guard let name = child(index, .name), name != value else { return lower(value, role) }
    open(.keywordArgument, role, index, name: plainName(name))
    lower(value, .value)
    close()
  }

  mutating func prefix(_ index: Int, _ role: SyntaxRole) {
    guard let operand = firstOperand(index) else { return unknown(index, role) }
    let token = tree.slice(tree.nodes[index].start, tree.nodes[operand].start)
    switch (token.first, token.dropFirst().first) {
    case (UInt8(ascii: "+"), UInt8(ascii: "+")): step(index, operand, role, constant("+"))
    case (UInt8(ascii: "-"), UInt8(ascii: "-")): step(index, operand, role, constant("-"))
    case (UInt8(ascii: "&"), _), (UInt8(ascii: "*"), _): lower(operand, role)
    default:
      open(.unary, role, index, name: unaryName(index))
      lower(operand, .value)
      close()
    }
  }

  func unaryName(_ index: Int) -> Name {
    starts(index, "!")
      ? constant("not")
      : child(index, of: .operatorToken).map { intern($0) } ?? .none
  }

  /// `i++`; `x!` is `x`, and comes here only where it stands alone.
  mutating func postfix(_ index: Int, _ role: SyntaxRole) {
    guard let operand = firstOperand(index) else { return unknown(index, role) }
    guard let token = child(index, of: .operatorToken), !isText(token, "!") else { return operation(index, role) }
    step(index, operand, role, isText(token, "++") ? constant("+") : constant("-"))
  }

  mutating func cast(_ index: Int, _ role: SyntaxRole) {
    node(.cast, index, role) { $0 == .type ? .type : $0 == .value ? .value : .none }
  }

  /// `a..b`.
  mutating func range(_ index: Int, _ role: SyntaxRole) {
    open(.slice, role, index)
    let start = tree.nodes[index].start
    if starts(index, "..") { builder.pointee.leaf(.null, .element, start: start, end: start, flags: .synthetic) }
    for child in children(index) { lower(child, .element) }
    close()
  }

  // MARK: Creations

  /// `new T(a) { B = b }`; what a collection is filled with is a last argument, as for its copying constructor.
  mutating func creation(_ index: Int, _ role: SyntaxRole) {
    open(.call, role, index, flags: .isNew)
    if symbol(index) == .implicitCreation {
      let start = tree.nodes[index].start
      builder.pointee.leaf(.name, .callee, start: start, end: start, flags: .synthetic)
    }
    for child in children(index) {
      switch symbol(child) {
      case .argumentList: arguments(child)
      case .initializer: filling(child)
      case .genericName where field(child) == .type:
        if let name = firstOperand(child) { identifier(name, .callee) }
        typeArguments(child, .typeArgument)
      default: lower(child, field(child) == .type ? .callee : .none)
      }
    }
    close()
  }

  private func isMember(_ element: Int) -> Bool {
    symbol(element) == .assignment && child(element, .left).map { symbol($0) == .identifier } ?? false
  }

  /// The members that an initializer sets, or the collection that it fills.
  private mutating func filling(_ index: Int) {
    let members = children(index).contains { isMember($0) }
    guard members else { return initializer(index, .argument) }
    for child in children(index) {
      guard isMember(child), let name = self.child(child, .left), let value = self.child(child, .right) else {
        lower(child, .argument)
        continue
      }
      open(.keywordArgument, .argument, child, name: plainName(name))
      lower(value, .value)
      close()
    }
  }

  /// `{ 1, 2 }`, `{ ["k"] = 1 }`, `{ { "k", 1 } }`, and of a member `{ A = 1 }`.
  mutating func initializer(_ index: Int, _ role: SyntaxRole) {
    let elements = children(index).filter { symbol($0) != .operatorToken }
    let hasPairs = elements.contains { symbol($0) == .assignment || symbol($0) == .initializer }
    guard hasPairs else { return sequence(.list, index, role) }
    open(.dictionary, role, index)
    for child in elements {
      switch symbol(child) {
      case .assignment: assignedPair(child)
      case .initializer: listedPair(child)
      default: lower(child, .element)
      }
    }
    close()
  }

  private mutating func assignedPair(_ index: Int) {
    guard let left = child(index, .left), let right = child(index, .right) else { return unknown(index, .element) }
    open(.pair, .element, index, flags: symbol(left) == .identifier ? [] : .computed)
    switch symbol(left) {
    case .identifier: leaf(.string, .key, left)
    case .elementBinding, .bracketedArguments: lower(onlyChild(left) ?? left, .key)
    default: lower(left, .key)
    }
    lower(right, .value)
    close()
  }

  private mutating func listedPair(_ index: Int) {
    let parts = children(index).filter { symbol($0) != .operatorToken }
    guard parts.count == 2 else { return sequence(.list, index, .element) }
    open(.pair, .element, index, flags: .computed)
    lower(parts[0], .key)
    lower(parts[1], .value)
    close()
  }

  /// `new T[] { … }` is a list, `new T[n]` a call.
  mutating func arrayCreation(_ index: Int, _ role: SyntaxRole) {
    if let initializer = child(index, of: .initializer) { return sequence(.list, initializer, role) }
    guard let type = child(index, .type) else { return unknown(index, role) }
    open(.call, role, index, flags: .isNew)
    lower(type, .callee)
    if let rank = child(type, .rank) { for size in children(rank) { lower(size, .argument) } }
    close()
  }

  mutating func implicitArray(_ index: Int, _ role: SyntaxRole) {
    guard let initializer = child(index, of: .initializer) else { return unknown(index, role) }
    sequence(.list, initializer, role)
  }

  /// `new { A = 1, b.C, D }`.
  mutating func anonymousObject(_ index: Int, _ role: SyntaxRole) {
    open(.dictionary, role, index)
    var parts = children(index)
    var pending: Int?
    while let child = parts.next() {
      if symbol(child) == .operatorToken, let name = pending, let value = parts.next() {
        builder.pointee.open(.pair, .element, start: tree.nodes[name].start, end: tree.nodes[value].end)
        leaf(.string, .key, name)
        lower(value, .value)
        close()
        pending = nil
      } else {
        if let pending { unnamedPair(pending) }
        pending = child
      }
    }
    if let pending { unnamedPair(pending) }
    close()
  }

  /// Its key is the name of the member; both have the range of that, or the value comes first.
  private mutating func unnamedPair(_ index: Int) {
    guard symbol(index) != .error, symbol(index) != .operatorToken else { return lower(index, .none) }
    open(.pair, .element, index, flags: symbol(index) == .identifier ? .shorthand : [])
    if symbol(index) == .identifier {
      leaf(.string, .key, index)
      lower(index, .value)
    } else {
      lower(index, .value)
      let name = child(index, .name) ?? child(index, of: .memberBinding).flatMap { child($0, .name) }
      leaf(.string, .key, name ?? index)
    }
    close()
  }

  /// `x with { A = 1 }` is `{...x, A: 1}`.
  mutating func with(_ index: Int, _ role: SyntaxRole) {
    open(.dictionary, role, index)
    for child in children(index) {
      switch symbol(child) {
      case .withInitializer:
        guard let name = firstOperand(child), let value = lastChild(child), name != value else {
          lower(child, .none)
          continue
        }
        open(.pair, .element, child)
        leaf(.string, .key, name)
        lower(value, .value)
        close()
      case .error, .operatorToken: lower(child, .none)
      default:
        open(.spread, .element, child)
        lower(child, .value)
        close()
      }
    }
    close()
  }
}
