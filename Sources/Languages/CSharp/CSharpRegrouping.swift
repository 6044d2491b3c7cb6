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
    /// The `is` or `as` of a node.
    case test(node: Int)
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
        if let pattern = child(index, .pattern), swallows(pattern, level + 1) { return true }
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

  /// Whether a constant in a pattern swallowed an operator that is not of the pattern.
  private func swallows(_ pattern: Int, _ level: Int) -> Bool {
    guard level < 64 else { return false }
    var index: Int? = pattern
    while let current = index {
      switch symbol(current) {
      case .negatedPattern, .constantPattern, .relationalPattern: index = firstOperand(current)
      case .orPattern, .andPattern:
        if let left = child(current, .left), swallows(left, level + 1) { return true }
        index = child(current, .right)
      case .binary: return isLoose(current)
      default: return false
      }
    }
    return false
  }

  /// Whether an operator binds no stronger than `is`.
  private func isLoose(_ index: Int) -> Bool {
    symbol(index) == .binary && (child(index, .operator).map { precedence($0) <= 100 } ?? false)
  }

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
      items.append(.test(node: index))
      return flattenPattern(pattern, &items, level + 1)
    case .isExpression, .asExpression:
      guard let value = child(index, .left), let type = child(index, .right), flatten(value, &items, level + 1)
      else { return false }
      items += [.test(node: index), .operand(node: type, splice: .none, prefixes: [])]
      return true
    default:
      guard let base = chainBase(index) else {
        items.append(.operand(node: index, splice: .none, prefixes: []))
        return true
      }
      return flattenChain(index, base, &items, level)
    }
  }

  /// The parts of a pattern and, from the constant on that swallowed them, of the expression around it.
  private func flattenPattern(_ index: Int, _ items: inout [Item], _ level: Int) -> Bool {
    guard level < 128, items.count < Self.maxItems else { return false }
    switch symbol(index) {
    case .orPattern, .andPattern:
      guard let left = child(index, .left), let right = child(index, .right), let token = child(index, .operator),
        flattenPattern(left, &items, level + 1)
      else { return false }
      items.append(.binary(token: token))
      return flattenPattern(right, &items, level + 1)
    case .negatedPattern, .relationalPattern:
      let first = items.count
      guard let inner = firstOperand(index), flattenPattern(inner, &items, level + 1),
        case .operand(let node, let splice, let prefixes) = items[first]
      else { return false }
      items[first] = .operand(node: node, splice: splice, prefixes: [index] + prefixes)
      return true
    case .constantPattern:
      guard let inner = firstOperand(index) else { return false }
      return flattenPattern(inner, &items, level + 1)
    default:
      if isLoose(index) { return flatten(index, &items, level + 1) }
      items.append(.operand(node: index, splice: .none, prefixes: []))
      return true
    }
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
    }
  }

  private func end(_ item: Item) -> UInt32 {
    switch item {
    case .operand(let node, _, _), .binary(let node), .test(let node): tree.nodes[node].end
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
      var right = right
      var negated: Int?
      if symbol(node) == .isPattern, right.count == 1, case .operand(let node, let splice, let prefixes) = right.first,
        let prefix = prefixes.first, symbol(prefix) == .negatedPattern
      {
        negated = prefix
        right = [.operand(node: node, splice: splice, prefixes: Array(prefixes.dropFirst()))]
      }
      let wraps = openTest(node, role, start, end, negated != nil, constant(right))
      group(left, symbol(node) == .asExpression ? .value : .left)
      group(right, symbol(node) == .asExpression ? .type : .right)
      close()
      if wraps { close() }
    case .operand: break
    }
  }

  /// The symbol of the only constant that something is compared with.
  private func constant(_ items: ArraySlice<Item>) -> CSharpSymbol {
    guard items.count == 1, case .operand(let node, _, let prefixes) = items.first, prefixes.isEmpty else {
      return .other
    }
    return symbol(node)
  }

  /// The operator that binds least: of several the last, but of `??` the first.
  private func split(_ items: ArraySlice<Item>) -> Int? {
    var found: Int?
    var least = Int.max
    for index in items.indices {
      let strength: Int
      switch items[index] {
      case .binary(let token): strength = precedence(token)
      case .test: strength = 100
      case .operand: continue
      }
      if strength < least || (strength == least && strength != 30) { (found, least) = (index, strength) }
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
    case .negatedPattern: builder.pointee.open(.unary, role, start: start, end: end, name: constant("not"))
    default: builder.pointee.open(.unary, role, start: start, end: end, name: unaryName(prefix))
    }
    operand(node, splice, prefixes.dropFirst(), .value)
    close()
  }
}
