internal import CTreeSitter
internal import Source
internal import Syntax

/// Patterns of `match`, and types, as expressions.
extension PythonWalker {
  /// `-1` in a pattern: the grammar leaves the sign beside the number.
  mutating func signedPattern(_ index: Int, _ role: SyntaxRole) {
    guard let sign = children(index).first(where: { _ in true }), symbol(sign) == .operatorToken else {
      return unknown(index, role)
    }
    builder.pointee.open(.unary, role, start: tree.nodes[sign].start, end: tree.nodes[index].end, name: intern(sign))
    for child in children(index) { lower(child, .value) }
    close()
  }

  /// A unary minus around the operand that follows a sign.
  private mutating func signed(_ sign: Int, end: UInt32, within parent: Int, _ role: SyntaxRole) {
    builder.pointee.open(.unary, role, start: tree.nodes[sign].start, end: end, name: intern(sign))
    let operand = tree.end(sign)
    if operand < tree.end(parent) { lower(operand, .value) }
    close()
  }

  /// `value as name` binds like `name := value`.
  mutating func asPattern(_ index: Int, _ role: SyntaxRole) {
    open(.assignment, role, index)
    var part: SyntaxRole = .value
    for child in children(index) {
      lower(child, part)
      if symbol(child) != .error { part = .target }
    }
    close()
  }

  mutating func keywordPattern(_ index: Int, _ role: SyntaxRole) {
    var children = children(index)
    guard let name = children.next() else { return unknown(index, role) }
    open(.keywordArgument, role, index, name: intern(name))
    while let child = children.next() {
      if symbol(child) == .operatorToken {
        signed(child, end: tree.nodes[index].end, within: index, .value)
        break
      }
      lower(child, .value)
    }
    close()
  }

  mutating func classPattern(_ index: Int, _ role: SyntaxRole) {
    open(.call, role, index)
    for child in children(index) { lower(child, symbol(child) == .dottedName ? .callee : .argument) }
    close()
  }

  /// `{"k": pattern, **rest}`.
  mutating func dictPattern(_ index: Int, _ role: SyntaxRole) {
    open(.dictionary, role, index)
    var pair: NodeID?
    var sign = -1
    for child in children(index) {
      let node = tree.nodes[child]
      let part = field(child)
      if part == .key, pair == nil { pair = builder.pointee.open(.pair, .element, start: node.start, end: node.end) }
      if let pair { builder.pointee.update(pair) { $0.end = node.end } }
      if part == .key, symbol(child) == .operatorToken {
        sign = child
      } else if part == .key, sign >= 0 {
        signed(sign, end: node.end, within: index, .key)
        sign = -1
      } else {
        lower(child, part == .key ? .key : part == .value && pair != nil ? .value : .element)
      }
      if part == .value, pair != nil {
        close()
        pair = nil
      }
    }
    if pair != nil { close() }
    close()
  }

  /// `A | B | C`, nested to the right: alternatives are tried in order either way.
  mutating func unionPattern(_ index: Int, _ role: SyntaxRole) {
    var remaining = 0
    for child in children(index) where isBar(child) { remaining += 1 }
    let end = tree.nodes[index].end
    var role = role
    var opened = 0
    var children = children(index)
    while let child = children.next() {
      guard !isBar(child) else { continue }
      let start = tree.nodes[child].start
      if builder.pointee.depth > Self.deepest {
        builder.pointee.leaf(.unknown, role, start: start, end: end)
        break
      }
      if remaining > 0, symbol(child) != .error {
        builder.pointee.open(.binary, role, start: start, end: end, name: constant("|"))
        opened += 1
        role = .left
      }
      if symbol(child) == .operatorToken, let operand = children.next() {
        signed(child, end: tree.nodes[operand].end, within: index, role)
      } else {
        lower(child, role)
      }
      if symbol(child) != .error {
        remaining -= 1
        role = .right
      }
    }
    for _ in 0..<opened { close() }
  }

  private func isBar(_ index: Int) -> Bool { symbol(index) == .operatorToken && isText(index, "|") }

  /// `list[T]` in an annotation.
  mutating func genericType(_ index: Int, _ role: SyntaxRole) {
    open(.index, role, index)
    for child in children(index) {
      if symbol(child) == .typeParameter {
        for argument in children(child) { lower(argument, .index) }
      } else {
        lower(child, .object)
      }
    }
    close()
  }

  mutating func memberType(_ index: Int, _ role: SyntaxRole) {
    let id = open(.member, role, index)
    for child in children(index) {
      if symbol(child) == .identifier {
        let name = intern(child)
        builder.pointee.update(id) { $0.name = name }
      } else {
        lower(child, .object)
      }
    }
    close()
  }

  mutating func constrainedType(_ index: Int, _ role: SyntaxRole) {
    open(.type, role, index)
    for child in children(index) { lower(child, .element) }
    close()
  }
}
