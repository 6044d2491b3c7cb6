internal import CTreeSitter
internal import Source
internal import Syntax

/// Nodes that languages build alike.
extension TreeWalker {
  /// A node whose children have the roles of their fields; `.none` is the role of what no role is known for.
  mutating func node(
    _ kind: SyntaxKind, _ index: Int, _ role: SyntaxRole, name: Name = .none, flags: SyntaxFlags = [],
    _ part: (Field) -> SyntaxRole
  ) {
    open(kind, role, index, name: name, flags: flags)
    for child in children(index) { lower(child, part(field(child))) }
    close()
  }

  /// A node whose operands are all `.value`.
  mutating func simple(_ kind: SyntaxKind, _ index: Int, _ role: SyntaxRole, _ flags: SyntaxFlags = []) {
    node(kind, index, role, flags: flags) { _ in .value }
  }

  mutating func sequence(_ kind: SyntaxKind, _ index: Int, _ role: SyntaxRole) {
    node(kind, index, role) { _ in .element }
  }

  /// `i++`: `i += 1`, without a text for the one.
  mutating func step(_ index: Int, _ operand: Int?, _ role: SyntaxRole, _ name: Name) {
    open(.augmentedAssignment, role, index, name: name)
    if let operand { lower(operand, .target) } else { for child in children(index) { lower(child, .target) } }
    let end = tree.nodes[index].end
    builder.pointee.leaf(.number, .value, start: end, end: end, flags: .synthetic)
    close()
  }
}

/// A walker that lowers some nodes twice: a type that several names share, an operand of two comparisons.
protocol CopyingWalker: TreeWalker {
  /// Whether a node is being lowered again.
  var isCopying: Bool { get set }
}

extension CopyingWalker {
  /// The biggest node that is lowered again, in concrete nodes.
  private static var maxCopied: Int { 64 }

  /// Lowers a node once more, unless it is big or stands in one that is lowered again: what is shared may nest.
  mutating func copy(_ index: Int, _ body: (inout Self) -> Void, otherwise: (inout Self) -> Void = { _ in }) {
    guard !isCopying, tree.end(index) - index <= Self.maxCopied else { return otherwise(&self) }
    isCopying = true
    body(&self)
    isCopying = false
  }

  /// The same in a role; an unknown node in its place.
  mutating func copy(_ index: Int, _ role: SyntaxRole) {
    copy(index) {
      $0.lower(index, role)
    } otherwise: {
      $0.unknownLeaf(index, role)
    }
  }
}

/// Fields that grammars of operators have.
protocol OperatorField: GrammarField {
  static var left: Self { get }
  static var right: Self { get }
  static var `operator`: Self { get }
}

extension TreeWalker where Field: OperatorField {
  /// `-x` and `!x`, which is `not`.
  mutating func unary(_ index: Int, _ role: SyntaxRole) {
    let token = child(index, .operator)
    let isNot = token.map { isText($0, "!") } ?? false
    open(.unary, role, index, name: isNot ? constant("not") : token.map { intern($0) } ?? .none)
    for child in children(index) where field(child) != .operator { lower(child, .value) }
    close()
  }

  mutating func binary(_ index: Int, _ role: SyntaxRole) {
    let (kind, name) = child(index, .operator).map { binaryKind($0) } ?? (.binary, .none)
    node(kind, index, role, name: name) { $0 == .left ? .left : $0 == .right ? .right : .none }
  }

  /// What an operator of C's tradition builds.
  private func binaryKind(_ token: Int) -> (SyntaxKind, Name) {
    if isText(token, "&&") { return (.logical, constant("and")) }
    if isText(token, "||") { return (.logical, constant("or")) }
    let text = tree.text(token)
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "!"): return (.comparison, intern(token))
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      let isComparison = text.count == 1 || text.last == UInt8(ascii: "=")
      return (isComparison ? .comparison : .binary, intern(token))
    default: return (.binary, intern(token))
    }
  }

  /// `a += b`; the name is the operator without its equals sign.
  mutating func augmented(_ index: Int, _ role: SyntaxRole, _ token: Int) {
    let place = tree.nodes[token]
    node(.augmentedAssignment, index, role, name: names.pointee.intern(tree.slice(place.start, place.end - 1))) {
      $0 == .left ? .target : $0 == .right ? .value : .none
    }
  }
}

/// Fields that grammars of branches and loops in C's tradition have.
protocol BranchField: GrammarField {
  static var condition: Self { get }
  static var consequence: Self { get }
  static var alternative: Self { get }
  static var initializer: Self { get }
  static var update: Self { get }
  static var body: Self { get }
}

/// A walker over a language whose branches are statements that may stand without a block.
protocol BranchingWalker: TreeWalker where Field: BranchField {
  /// Lowers a statement as a block.
  mutating func block(of index: Int, _ role: SyntaxRole)
  func isIf(_ index: Int) -> Bool
}

extension BranchingWalker {
  mutating func ifStatement(_ index: Int, _ role: SyntaxRole) {
    open(.ifStatement, role, index)
    for child in children(index) {
      switch field(child) {
      case .condition: lower(child, .condition)
      case .consequence: block(of: child, .then)
      case .alternative: if isIf(child) { lower(child, .otherwise) } else { block(of: child, .otherwise) }
      default: lower(child, .none)
      }
    }
    close()
  }

  mutating func forLoop(_ index: Int, _ role: SyntaxRole) {
    open(.forLoop, role, index)
    for child in children(index) {
      switch field(child) {
      case .initializer: lower(child, .initializer)
      case .condition: lower(child, .condition)
      case .update: lower(child, .update)
      case .body: block(of: child, .body)
      default: lower(child, .none)
      }
    }
    close()
  }

  mutating func whileLoop(_ index: Int, _ role: SyntaxRole, _ flags: SyntaxFlags) {
    open(.whileLoop, role, index, flags: flags)
    for child in children(index) {
      switch field(child) {
      case .condition: lower(child, .condition)
      case .body: block(of: child, .body)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// `a ? b : c`.
  mutating func conditional(_ index: Int, _ role: SyntaxRole) {
    node(.conditional, index, role) { part in
      switch part {
      case .condition: .condition
      case .consequence: .then
      case .alternative: .otherwise
      default: .none
      }
    }
  }
}
