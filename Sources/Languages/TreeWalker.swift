internal import CTreeSitter
internal import Source
internal import Syntax

/// What a walker works on. Pointers only: a copy costs nothing, and no call retains anything.
struct Walk<Symbol: GrammarSymbol, Field: GrammarField> {
  let tree: ConcreteTree
  let symbols: UnsafeBufferPointer<Symbol>
  let fields: UnsafeBufferPointer<Field>
  let names: UnsafeMutablePointer<NameInterner>
  let builder: UnsafeMutablePointer<SyntaxBuilder>

  /// Gives a walk over a tree to a function, with the tables and the results held in place.
  static func over(
    _ tree: ConcreteTree, _ grammar: Grammar<Symbol, Field>, _ names: inout NameInterner,
    _ builder: inout SyntaxBuilder, _ body: (Self) -> Void
  ) {
    grammar.symbols.withUnsafeBufferPointer { symbols in
      grammar.fields.withUnsafeBufferPointer { fields in
        withUnsafeMutablePointer(to: &names) { names in
          withUnsafeMutablePointer(to: &builder) { builder in
            body(Self(tree: tree, symbols: symbols, fields: fields, names: names, builder: builder))
          }
        }
      }
    }
  }
}

/// One recursive pass over a flat concrete tree.
protocol TreeWalker {
  associatedtype Symbol: GrammarSymbol
  associatedtype Field: GrammarField
  var walk: Walk<Symbol, Field> { get }
  /// Lowers any node in a role.
  mutating func lower(_ index: Int, _ role: SyntaxRole)
}

/// A node's children without the comments.
struct Children: Sequence, IteratorProtocol {
  let nodes: UnsafeBufferPointer<ms_node>
  var current: Int
  let end: Int

  @inline(__always)
  mutating func next() -> Int? {
    while current < end {
      let index = current
      current = Int(nodes[index].end_index)
      // What the parser skipped over is no part of the grammar either, but an error.
      if nodes[index].flags & UInt8(MS_EXTRA | MS_ERROR) != UInt8(MS_EXTRA) { return index }
    }
    return nil
  }
}

/// Reading the concrete tree.
extension TreeWalker {
  /// Room for the levels that one call of `lower` opens before it checks the depth again.
  static var deepest: Int { SyntaxLimits.maxDepth - 8 }

  @inline(__always)
  var tree: ConcreteTree { walk.tree }
  @inline(__always)
  var names: UnsafeMutablePointer<NameInterner> { walk.names }
  @inline(__always)
  var builder: UnsafeMutablePointer<SyntaxBuilder> { walk.builder }

  @inline(__always)
  func symbol(_ index: Int) -> Symbol {
    let symbol = Int(walk.tree.nodes[index].symbol)
    return symbol < walk.symbols.count ? walk.symbols[symbol] : .error
  }

  @inline(__always)
  func field(_ index: Int) -> Field { walk.fields[Int(walk.tree.nodes[index].field)] }

  @inline(__always)
  func children(_ index: Int) -> Children {
    Children(nodes: walk.tree.nodes, current: index + 1, end: walk.tree.end(index))
  }

  /// The child of a wrapper beside tokens; `nil` when there is none or, after a syntax error, more than one.
  @inline(__always)
  func onlyChild(_ index: Int) -> Int? {
    var found: Int?
    for child in children(index) where symbol(child) != .operatorToken {
      guard found == nil else { return nil }
      found = child
    }
    return found
  }

  /// The first child that is neither token nor error.
  func firstOperand(_ index: Int) -> Int? {
    for child in children(index) where symbol(child) != .operatorToken && symbol(child) != .error { return child }
    return nil
  }

  /// The first child with a field.
  func child(_ index: Int, _ wanted: Field) -> Int? {
    for child in children(index) where field(child) == wanted { return child }
    return nil
  }

  /// The first child of a symbol.
  func child(_ index: Int, of wanted: Symbol) -> Int? {
    for child in children(index) where symbol(child) == wanted { return child }
    return nil
  }

  func count(_ index: Int, _ wanted: Field) -> Int {
    var count = 0
    for child in children(index) where field(child) == wanted && symbol(child) != .operatorToken { count += 1 }
    return count
  }

  /// Whether a node's text is exactly this.
  func isText(_ index: Int, _ text: StaticString) -> Bool {
    let bytes = tree.text(index)
    guard bytes.count == text.utf8CodeUnitCount else { return false }
    for offset in 0..<bytes.count where bytes[offset] != text.utf8Start[offset] { return false }
    return true
  }

  @inline(__always)
  func intern(_ index: Int) -> Name { names.pointee.intern(tree.text(index)) }

  func constant(_ text: StaticString) -> Name {
    names.pointee.intern(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

/// Adding plain nodes.
extension TreeWalker {
  /// Keeps the places of all comments, beside the tree.
  func addComments() {
    let comments = Symbol.comments
    // Asked of each node, so by number.
    let isComment = walk.symbols.map { comments.contains($0) }
    for index in 0..<tree.nodes.count {
      let node = tree.nodes[index]
      guard Int(node.symbol) < isComment.count, isComment[Int(node.symbol)] else { continue }
      builder.pointee.addComment(ByteRange(start: node.start, end: node.end))
    }
  }

  @inline(__always)
  @discardableResult
  func open(
    _ kind: SyntaxKind, _ role: SyntaxRole, _ index: Int, name: Name = .none, flags: SyntaxFlags = []
  ) -> NodeID {
    let node = tree.nodes[index]
    return builder.pointee.open(kind, role, start: node.start, end: node.end, name: name, flags: flags)
  }

  @inline(__always)
  func close() { builder.pointee.close() }

  @inline(__always)
  func leaf(_ kind: SyntaxKind, _ role: SyntaxRole, _ index: Int, name: Name = .none, flags: SyntaxFlags = []) {
    let node = tree.nodes[index]
    builder.pointee.leaf(kind, role, start: node.start, end: node.end, name: name, flags: flags)
  }

  @inline(__always)
  func name(_ index: Int, _ role: SyntaxRole) {
    let node = tree.nodes[index]
    // A name that the parser made up to recover from an error has no text.
    leaf(node.start == node.end ? .unknown : .name, role, index, name: intern(index))
  }

  func unknownLeaf(_ index: Int, _ role: SyntaxRole) { leaf(.unknown, role, index) }

  /// What is not understood, with whatever of it is.
  mutating func unknown(_ index: Int, _ role: SyntaxRole) {
    open(.unknown, role, index)
    for child in children(index) { lower(child, .none) }
    close()
  }
}
