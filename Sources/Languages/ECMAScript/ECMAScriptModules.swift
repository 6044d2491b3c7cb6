internal import Source
internal import Syntax

/// Imports and exports.
extension ECMAScriptWalker {
  func importStatement(_ index: Int, _ role: SyntaxRole) {
    if let clause = child(index, of: .importRequireClause) { return importRequire(index, clause, role) }
    let flags: SyntaxFlags = child(index, of: .typeToken) == nil ? [] : .typeOnly
    let source = child(index, .source).map { plainName($0) } ?? .none
    open(.importDeclaration, role, index, name: source, flags: flags)
    for child in tree.children(index) {
      if symbol(child) == .importClause { importClause(child) } else { stray(child) }
    }
    close()
  }

  private func importClause(_ index: Int) {
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      switch symbol(child) {
      case .identifier: binding(child, name: name(child), imported: words.default, at: child)
      case .namespaceImport:
        let local = self.child(child, of: .identifier).map { name($0) } ?? .none
        binding(child, name: local, imported: words.star, at: child, flags: .namespace)
      case .namedImports:
        for item in tree.children(child) {
          if symbol(item) == .importSpecifier { specifier(item, nameIsLocal: true) } else { stray(item) }
        }
      default: stray(child)
      }
    }
  }

  /// `a as b`: an import binds the alias, an export offers it. The other name is the binding's value.
  private func specifier(_ index: Int, nameIsLocal: Bool) {
    guard let original = child(index, .name) else { return }
    let alias = child(index, .alias) ?? original
    let flags: SyntaxFlags = child(index, of: .typeToken) == nil ? [] : .typeOnly
    binding(index, name: plainName(alias), imported: plainName(original), at: original, flags: flags)
  }

  private func binding(_ index: Int, name: Name, imported: Name, at value: Int, flags: SyntaxFlags = []) {
    open(.importBinding, .item, index, name: name, flags: flags)
    leaf(.name, .value, value, name: imported)
    close()
  }

  /// `import x = require("m")` binds what `module.exports` is.
  private func importRequire(_ index: Int, _ clause: Int, _ role: SyntaxRole) {
    let source = child(clause, .source).map { plainName($0) } ?? .none
    open(.importDeclaration, role, index, name: source)
    if let local = child(clause, of: .identifier) {
      binding(clause, name: name(local), imported: words.star, at: local, flags: .namespace)
    }
    close()
  }

  /// `import A = B.C`: a constant.
  func importAlias(_ index: Int, _ role: SyntaxRole, flags: SyntaxFlags) {
    let exported = flags.intersection(.exported)
    open(.assignment, role, index, flags: exported.union([.declaration, .constant]))
    var isTarget = true
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      expression(child, isTarget ? .target : .value)
      isTarget = false
    }
    close()
  }

  // Exports

  func exportStatement(_ index: Int, _ role: SyntaxRole) {
    var flags: SyntaxFlags = []
    var leading: Int?
    for child in tree.children(index) {
      switch symbol(child) {
      case .decorator: leading = leading ?? child
      case .defaultToken: flags.insert(.defaultExport)
      case .typeToken: flags.insert(.typeOnly)
      case .error: return unknown(index, role)
      default: break
      }
    }
    if let declared = child(index, .declaration) ?? anonymousDeclaration(index) {
      let isClass = symbol(declared) == .classExpression
      let isFunction = symbol(declared) == .functionExpression || symbol(declared) == .generatorFunction
      let own = flags.intersection(.defaultExport).union(.exported)
      if isClass { return classLike(declared, role, leading: leading ?? declared, flags: own) }
      if isFunction { return function(declared, role, leading: leading ?? declared, flags: own) }
      if !declaration(declared, role, leading: leading ?? declared, flags: own) { unknown(declared, role) }
    } else {
      plainExport(index, role, flags: flags)
    }
  }

  /// `export default function () {}` and `export default class {}` are declarations without a name.
  private func anonymousDeclaration(_ index: Int) -> Int? {
    guard let value = child(index, .value) else { return nil }
    switch symbol(value) {
    case .functionExpression, .generatorFunction, .classExpression: return value
    default: return nil
    }
  }

  private func plainExport(_ index: Int, _ role: SyntaxRole, flags: SyntaxFlags) {
    let source = child(index, .source).map { plainName($0) } ?? .none
    open(.export, role, index, name: source, flags: flags)
    for child in tree.children(index) where !isExtra(child) {
      switch symbol(child) {
      case .star: binding(child, name: .none, imported: words.star, at: child)
      case .namespaceExport:
        let exported = inner(child).map { plainName($0) } ?? .none
        binding(child, name: exported, imported: words.star, at: child, flags: .namespace)
      case .exportClause:
        for item in tree.children(child) {
          if symbol(item) == .exportSpecifier { specifier(item, nameIsLocal: false) } else { stray(item) }
        }
      default:
        let isSource = field(child) == .source || symbol(child) == .importAttribute
        // `export as namespace N` names a global for scripts, and exports nothing.
        let isValue = field(child) == .value || self.child(index, of: .equalsToken) != nil
        if tree.isNamed(child) && !isSource && isValue { expression(child, .value) }
      }
    }
    close()
  }
}
