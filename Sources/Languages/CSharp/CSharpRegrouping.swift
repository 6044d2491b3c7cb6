internal import CTreeSitter
internal import Source
internal import Syntax

/// The grammar lets `?.` take all that stands before it (`a == b?.C` is read as `(a == b)?.C`, `!a?.B` as `(!a)?.B`),
/// and a constant pattern all that stands after it (`x is null || y` as `x is (null || y)`). Such an expression is
/// taken apart into operands and operators, which are then grouped anew by how strongly they bind.
extension CSharpWalker {
  /// An operand, or an operator between two.
  private enum Item {
    /// A node, after unary operators that were taken off it.
    case operand(node: Int, splice: CSharpSplice, prefixes: [Int])
    case binary(token: Int)
    /// `is` or `as`, with all that is right of it as operand.
    case test(node: Int)
    case tested(end: UInt32)
  }

  /// Operands and operators beyond which nothing is grouped anew.
  private static var maxItems: Int { 512 }

  /// Whether an operator or chain has a part that the grammar read as something else than C# does.
  func isMisread(_ index: Int, _ level: Int) -> Bool {
    guard level < 64 else { return false }
    var index = index
    while true {
      let next: Int?
      switch symbol(index) {
      case .binary:
        if let right = child(index, .right), isMisread(right, level + 1) { return true }
        next = child(index, .left)
      case .isPattern:
        if let pattern = child(index, .pattern), swallowed(pattern) != nil { return true }
        next = child(index, .expression)
      case .isExpression, .asExpression: next = child(index, .left)
      case .invocation: next = child(index, .function)
      case .memberAccess, .elementAccess: next = child(index, .expression)
      case .postfixUnary: next = firstOperand(index)
      case .conditionalAccess:
        next = child(index, .condition)
        if let next, isOperator(next) { return true }
      default: return false
      }
      guard let next else { return false }
      index = next
    }
  }

  private func isOperator(_ index: Int) -> Bool {
    switch symbol(index) {
    case .binary, .isPattern, .prefixUnary, .await, .cast: true
    default: false
    }
  }

  /// The operator that the last constant of a pattern swallowed, with what follows, and that constant.
  private func swallowed(_ pattern: Int) -> PatternCut? {
    var index: Int? = pattern
    while let current = index {
      switch symbol(current) {
      case .negatedPattern, .constantPattern, .relationalPattern: index = firstOperand(current)
      case .orPattern, .andPattern: index = child(current, .right)
      case .binary:
        guard isLoose(current) else { return nil }
        var leaf = current
        while symbol(leaf) == .binary, isLoose(leaf), let left = child(leaf, .left) { leaf = left }
        return PatternCut(base: current, leaf: leaf)
      default: return nil
      }
    }
    return nil
  }

  /// Whether an operator binds no stronger than `is`.
  private func isLoose(_ binary: Int) -> Bool { child(binary, .operator).map { precedence($0) <= 10 } ?? false }

  /// Lowers what was misread; `false`, having done nothing, when there is too much of it.
  mutating func regroup(_ index: Int, _ role: SyntaxRole) -> Bool {
    var items: [Item] = []
    guard flatten(index, &items, 0), items.count <= Self.maxItems, items.count % 2 == 1 else { return false }
    group(items[...], role)
    return true
  }

  private func flatten(_ index: Int, _ items: inout [Item], _ level: Int) -> Bool {
    guard level < 128, items.count < Self.maxItems else { return false }
    switch symbol(index) {
    case .binary:
      guard let left = child(index, .left), let right = child(index, .right), let token = child(index, .operator)
      else { return false }
      guard flatten(left, &items, level + 1) else { return false }
      items.append(.binary(token: token))
      return flatten(right, &items, level + 1)
    case .isPattern:
      guard let value = child(index, .expression), let pattern = child(index, .pattern),
        flatten(value, &items, level + 1)
      else { return false }
      let cut = swallowed(pattern)
      items.append(.test(node: index))
      items.append(.tested(end: tree.nodes[cut?.leaf ?? pattern].end))
      return cut.map { flattenRest($0.base, $0.leaf, &items, level + 1) } ?? true
    case .isExpression, .asExpression:
      guard let value = child(index, .left), flatten(value, &items, level + 1) else { return false }
      items.append(.test(node: index))
      items.append(.tested(end: tree.nodes[index].end))
      return true
    default:
      guard let base = chainBase(index) else {
        items.append(.operand(node: index, splice: .none, prefixes: []))
        return true
      }
      return flattenChain(index, base, &items, level)
    }
  }

  /// What follows the constant of a pattern.
  private func flattenRest(_ index: Int, _ leaf: Int, _ items: inout [Item], _ level: Int) -> Bool {
    guard level < 128, let left = child(index, .left), let right = child(index, .right),
      let token = child(index, .operator)
    else { return false }
    if left != leaf, !flattenRest(left, leaf, &items, level + 1) { return false }
    items.append(.binary(token: token))
    return flatten(right, &items, level + 1)
  }

  /// The operator that a chain is of, by mistake.
  private func chainBase(_ index: Int) -> Int? {
    var index = index
    while true {
      let next: Int?
      switch symbol(index) {
      case .invocation: next = child(index, .function)
      case .memberAccess, .elementAccess: next = child(index, .expression)
      case .postfixUnary: next = firstOperand(index)
      case .conditionalAccess:
        next = child(index, .condition)
        if let next, isOperator(next) { return next }
      default: return nil
      }
      guard let next else { return nil }
      index = next
    }
  }

  /// The chain belongs to the last operand of the operator only.
  private func flattenChain(_ index: Int, _ base: Int, _ items: inout [Item], _ level: Int) -> Bool {
    guard flatten(base, &items, level + 1), case .operand(var node, let splice, var prefixes) = items.popLast(),
      splice.base < 0
    else { return false }
    while isOperator(node), symbol(node) != .binary, symbol(node) != .isPattern, let operand = lastChild(node) {
      prefixes.append(node)
      node = operand
    }
    items.append(.operand(node: index, splice: CSharpSplice(base: base, operand: node), prefixes: prefixes))
    return true
  }

  // MARK: Grouping

  private func start(_ item: Item) -> UInt32 {
    switch item {
    case .operand(let node, let splice, let prefixes):
      tree.nodes[prefixes.first ?? (splice.base < 0 ? node : splice.operand)].start
    case .binary(let node), .test(let node): tree.nodes[node].start
    case .tested(let end): end
    }
  }

  private func end(_ item: Item) -> UInt32 {
    switch item {
    case .operand(let node, _, _), .binary(let node), .test(let node): tree.nodes[node].end
    case .tested(let end): end
    }
  }

  private mutating func group(_ items: ArraySlice<Item>, _ role: SyntaxRole) {
    guard let first = items.first, let last = items.last else { return }
    let (start, end) = (start(first), end(last))
    if builder.pointee.depth > Self.deepest {
      builder.pointee.leaf(.unknown, role, start: start, end: end)
      return
    }
    guard let split = split(items) else {
      if case .operand(let node, let splice, let prefixes) = first { operand(node, splice, prefixes[...], role) }
      return
    }
    let left = items[..<split]
    let right = items[(split + 1)...]
    switch items[split] {
    case .binary(let token):
      let (kind, name) = operatorKind(token)
      builder.pointee.open(kind, role, start: start, end: end, name: name)
      group(left, .left)
      group(right, .right)
      close()
    case .test(let node):
      let outer = cut
      cut = child(node, .pattern).flatMap { swallowed($0) } ?? .none
      let inner = cut
      test(node, role, start: start, end: end) {
        $0.cut = outer
        $0.group(left, $1)
        $0.cut = inner
      }
      cut = outer
    case .operand, .tested: break
    }
  }

  /// The operator that binds least: of several the last, but of `??` the first.
  private func split(_ items: ArraySlice<Item>) -> Int? {
    var found: Int?
    var least = Int.max
    for index in items.indices {
      let strength: Int
      switch items[index] {
      case .binary(let token): strength = precedence(token)
      case .test: strength = 10
      case .operand, .tested: continue
      }
      if strength < least || (strength == least && strength != 3) { (found, least) = (index, strength) }
    }
    return found
  }

  /// An operand behind unary operators.
  private mutating func operand(_ node: Int, _ splice: CSharpSplice, _ prefixes: ArraySlice<Int>, _ role: SyntaxRole) {
    guard let prefix = prefixes.first, builder.pointee.depth < Self.deepest else { return plain(node, role, splice) }
    let (start, end) = (tree.nodes[prefix].start, tree.nodes[node].end)
    switch symbol(prefix) {
    case .await: builder.pointee.open(.await, role, start: start, end: end)
    case .cast:
      builder.pointee.open(.cast, role, start: start, end: end)
      if let type = child(prefix, .type) { lower(type, .type) }
    default: builder.pointee.open(.unary, role, start: start, end: end, name: unaryName(prefix))
    }
    operand(node, splice, prefixes.dropFirst(), .value)
    close()
  }
}
