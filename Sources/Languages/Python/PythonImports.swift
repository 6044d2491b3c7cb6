internal import CTreeSitter
internal import Source
internal import Syntax

extension PythonWalker {
  /// `import a.b, c as d`: a declaration for each module. One alone has the statement's range.
  mutating func importStatement(_ index: Int, _ role: SyntaxRole) {
    let isAlone = onlyChild(index) != nil
    for child in children(index) {
      guard field(child) == .name else {
        lower(child, role)
        continue
      }
      let isAliased = symbol(child) == .aliasedImport
      let module = isAliased ? self.child(child, .name) ?? child : child
      open(.importDeclaration, role, isAlone ? index : child, name: dottedText(module))
      if isAliased {
        let alias = self.child(child, .alias).map { intern($0) } ?? .none
        binding(child, alias, imported: module, constant("*"), .namespace)
      } else {
        let root = firstOperand(module) ?? module
        let isDotted = tree.nodes[root].end < tree.nodes[module].end
        binding(child, intern(root), imported: module, constant("*"), isDotted ? [.namespace, .rootOnly] : .namespace)
      }
      close()
    }
  }

  /// `from m import a, b as c` and `from __future__ import x`.
  mutating func importFrom(_ index: Int, _ role: SyntaxRole) {
    let id = open(.importDeclaration, role, index)
    if symbol(index) == .futureImport {
      let future = constant("__future__")
      builder.pointee.update(id) { $0.name = future }
    }
    for child in children(index) {
      switch (field(child), symbol(child)) {
      case (.moduleName, _):
        let module = dottedText(child)
        builder.pointee.update(id) { $0.name = module }
      case (_, .wildcardImport): binding(child, .none, imported: child, constant("*"), [])
      case (_, .aliasedImport):
        let imported = self.child(child, .name) ?? child
        binding(child, self.child(child, .alias).map { intern($0) } ?? .none, imported: imported, intern(imported), [])
      case (.name, _): binding(child, intern(child), imported: child, intern(child), [])
      default: lower(child, .none)
      }
    }
    close()
  }

  private func binding(_ index: Int, _ local: Name, imported: Int, _ name: Name, _ flags: SyntaxFlags) {
    open(.importBinding, .item, index, name: local, flags: flags)
    leaf(.name, .value, imported, name: name)
    close()
  }

  /// A dotted name's text without the white space, line joins and comments that may stand in it.
  private func dottedText(_ index: Int) -> Name {
    let text = tree.text(index)
    guard text.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "\\") }) else {
      return names.pointee.intern(text)
    }
    var compact: [UInt8] = []
    var inComment = false
    for byte in text {
      if byte == UInt8(ascii: "#") { inComment = true }
      if !inComment, byte > 0x20, byte != UInt8(ascii: "\\") { compact.append(byte) }
      if byte == 0x0A { inComment = false }
    }
    return compact.withUnsafeBufferPointer { names.pointee.intern($0) }
  }

  /// `a.b.c` in a pattern or an error: members of members.
  mutating func dottedName(_ index: Int, _ role: SyntaxRole) {
    let start = tree.nodes[index].start
    let first = index + 1
    var role = role
    var opened = 0
    var part = tree.end(index) - 1
    while part > first {
      if symbol(part) == .identifier {
        if builder.pointee.depth > Self.deepest { break }
        builder.pointee.open(.member, role, start: start, end: tree.nodes[part].end, name: intern(part))
        role = .object
        opened += 1
      }
      part -= 1
    }
    if part == first { name(first, role) } else { builder.pointee.leaf(.unknown, role, start: start, end: start) }
    for _ in 0..<opened { close() }
  }
}
