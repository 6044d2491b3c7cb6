internal import CTreeSitter
internal import Source
internal import Syntax

/// One recursive pass over a concrete tree. Pointers only: a copy costs nothing, and no call retains anything.
///
/// Every recursion goes through `statement`, `expression`, `pattern` or `type`; each makes sure that there is room for
/// what it opens (`hasRoom`), so that depth is bounded. What opens no node (parentheses, `!`) is unwrapped in a loop.
struct ECMAScriptWalker {
  let tree: ConcreteTree
  let symbols: UnsafeBufferPointer<ECMAScriptSymbol>
  let fields: UnsafeBufferPointer<ECMAScriptField>
  let names: UnsafeMutablePointer<NameInterner>
  let builder: UnsafeMutablePointer<SyntaxBuilder>
  let words: ECMAScriptWords
  /// Whether TypeScript's grammar read the file.
  let isTypeScript: Bool

  /// At most this many nodes are opened between two checks for room.
  static let margin = 8

  // Reading the concrete tree

  @inline(__always)
  func symbol(_ index: Int) -> ECMAScriptSymbol {
    let symbol = Int(tree.nodes[index].symbol)
    return symbol < symbols.count ? symbols[symbol] : .error
  }

  @inline(__always)
  func field(_ index: Int) -> ECMAScriptField { fields[Int(tree.nodes[index].field)] }

  /// Whether a node is a comment. What the parser skipped over is no part of the grammar either, but an error.
  @inline(__always)
  func isExtra(_ index: Int) -> Bool {
    tree.nodes[index].flags & UInt8(MS_EXTRA | MS_ERROR) == UInt8(MS_EXTRA)
  }

  @inline(__always)
  func isMissing(_ index: Int) -> Bool { tree.nodes[index].flags & UInt8(MS_MISSING) != 0 }

  @inline(__always)
  func start(_ index: Int) -> UInt32 { tree.nodes[index].start }

  @inline(__always)
  func end(_ index: Int) -> UInt32 { tree.nodes[index].end }

  /// The first child with a field.
  @inline(__always)
  func child(_ index: Int, _ field: ECMAScriptField) -> Int? {
    for child in tree.children(index) where self.field(child) == field { return child }
    return nil
  }

  /// The first child of a symbol.
  @inline(__always)
  func child(_ index: Int, of symbol: ECMAScriptSymbol) -> Int? {
    for child in tree.children(index) where self.symbol(child) == symbol { return child }
    return nil
  }

  /// The first named child that is no comment and no error.
  @inline(__always)
  func inner(_ index: Int) -> Int? {
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) && symbol(child) != .error {
      return child
    }
    return nil
  }

  func hasError(_ index: Int) -> Bool { child(index, of: .error) != nil }

  // Names

  @inline(__always)
  func name(_ index: Int) -> Name { names.pointee.intern(tree.text(index)) }

  /// The name that a key, an export or a module specifier gives: without the quotes of a string.
  func plainName(_ index: Int) -> Name {
    switch symbol(index) {
    case .string:
      let node = tree.nodes[index]
      return node.end >= node.start + 2 ? names.pointee.intern(tree.slice(node.start + 1, node.end - 1)) : .none
    case .computedPropertyName: return .none
    default: return name(index)
    }
  }

  // Writing the IR

  @inline(__always)
  func open(_ kind: SyntaxKind, _ role: SyntaxRole, _ index: Int, name: Name = .none, flags: SyntaxFlags = []) {
    let node = tree.nodes[index]
    builder.pointee.open(kind, role, start: node.start, end: node.end, name: name, flags: flags)
  }

  @inline(__always)
  func leaf(_ kind: SyntaxKind, _ role: SyntaxRole, _ index: Int, name: Name = .none, flags: SyntaxFlags = []) {
    let node = tree.nodes[index]
    builder.pointee.leaf(kind, role, start: node.start, end: node.end, name: name, flags: flags)
  }

  @inline(__always)
  func close() { builder.pointee.close() }

  /// Whether there is room below; otherwise the node becomes `unknown`.
  @inline(__always)
  func hasRoom(_ index: Int, _ role: SyntaxRole) -> Bool {
    if builder.pointee.depth < SyntaxLimits.maxDepth - Self.margin { return true }
    leaf(.unknown, role, index)
    return false
  }

  /// A node that is not understood, with what is understood of it.
  func unknown(_ index: Int, _ role: SyntaxRole) {
    open(.unknown, role, index)
    for child in tree.children(index) { fragment(child, .none) }
    close()
  }

  /// A child that a construct does not expect: errors are kept, tokens and comments are not.
  @inline(__always)
  func stray(_ index: Int) {
    if symbol(index) == .error { unknownIfRoom(index) }
  }

  private func unknownIfRoom(_ index: Int) {
    if hasRoom(index, .none) { unknown(index, .none) }
  }

  // The whole file

  /// Comments may stand anywhere; they are found in one pass, and skipped in the other.
  func addComments() {
    for node in tree.nodes where node.flags & UInt8(MS_EXTRA | MS_NAMED) == UInt8(MS_EXTRA | MS_NAMED) {
      switch Int(node.symbol) < symbols.count ? symbols[Int(node.symbol)] : .error {
      // Inside a JSX string the scanner yields `&name` as one.
      case .comment, .htmlComment:
        if tree.bytes[Int(node.start)] != UInt8(ascii: "&") {
          builder.pointee.addComment(ByteRange(start: node.start, end: node.end))
        }
      default: break
      }
    }
  }

  func lowerModule() {
    builder.pointee.open(.module, .none, start: 0, end: UInt32(tree.bytes.count))
    if symbol(0) == .program { statements(0) } else { fragment(0, .statement) }
    close()
  }

  func statements(_ index: Int) {
    for child in tree.children(index) { statement(child, .statement) }
  }
}
