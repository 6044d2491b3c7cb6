internal import Source
internal import Syntax

/// Statements: which construct a node is, and the plain ones.
extension ECMAScriptWalker {
  /// Lowers a statement, a declaration, or an expression that stands as one. Labels are dropped.
  func statement(_ index: Int, _ role: SyntaxRole) {
    var index = index
    while symbol(index) == .labeledStatement, let body = child(index, .body) { index = body }
    guard hasRoom(index, role) else { return }
    switch symbol(index) {
    case .expressionStatement: expressionStatement(index, role)
    case .lexicalDeclaration, .variableDeclaration, .usingDeclaration: variables(index, role, exported: false)
    case .returnStatement: valued(.returnStatement, index, role)
    case .throwStatement: valued(.throwStatement, index, role)
    case .ifStatement: ifStatement(index, role)
    case .statementBlock: block(index, role)
    case .tryStatement: tryStatement(index, role)
    case .forStatement: forStatement(index, role)
    case .forInStatement: forInStatement(index, role)
    case .whileStatement: whileStatement(index, role, flags: [])
    case .doStatement: whileStatement(index, role, flags: .doWhile)
    case .switchStatement: switchStatement(index, role)
    case .breakStatement: leaf(.jump, role, index)
    case .continueStatement: leaf(.jump, role, index, flags: .isContinue)
    case .withStatement: withStatement(index, role)
    case .importStatement: importStatement(index, role)
    case .importAlias: importAlias(index, role, flags: [])
    case .exportStatement: exportStatement(index, role)
    case .error: unknown(index, role)
    case .emptyStatement, .debuggerStatement, .hashBangLine, .comment, .htmlComment: break
    default:
      if declaration(index, role, leading: index, flags: []) || !tree.isNamed(index) { return }
      expression(index, role)
    }
  }

  /// Lowers a declaration and says whether the node is one. `leading` is the sibling with which its decorators begin.
  func declaration(_ index: Int, _ role: SyntaxRole, leading: Int, flags: SyntaxFlags) -> Bool {
    switch symbol(index) {
    case .functionDeclaration, .generatorFunctionDeclaration: function(index, role, leading: leading, flags: flags)
    case .classDeclaration, .abstractClassDeclaration: classLike(index, role, leading: leading, flags: flags)
    case .lexicalDeclaration, .variableDeclaration, .usingDeclaration:
      variables(index, role, exported: flags.contains(.exported))
    case .interfaceDeclaration: interface(index, role, flags: flags)
    case .typeAliasDeclaration: typeAlias(index, role, flags: flags)
    case .enumDeclaration: enumeration(index, role, flags: flags)
    case .internalModule, .module: namespace(index, role, flags: flags)
    case .ambientDeclaration: ambient(index, role, flags: flags)
    case .importAlias: importAlias(index, role, flags: flags)
    case .functionSignature: break
    default: return false
    }
    return true
  }

  private func expressionStatement(_ index: Int, _ role: SyntaxRole) {
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      if symbol(child) == .internalModule {
        namespace(child, role, flags: [])
      } else {
        expression(child, role)
      }
    }
  }

  /// `const a = 1, b = 2`: one assignment per declarator.
  func variables(_ index: Int, _ role: SyntaxRole, exported: Bool) {
    var flags: SyntaxFlags = exported ? [.declaration, .exported] : .declaration
    for child in tree.children(index) {
      switch symbol(child) {
      case .constToken, .usingToken: flags.insert(.constant)
      case .variableDeclarator: declarator(child, role, flags: flags)
      default: stray(child)
      }
    }
  }

  private func declarator(_ index: Int, _ role: SyntaxRole, flags: SyntaxFlags) {
    open(.assignment, role, index, flags: flags)
    for child in tree.children(index) {
      switch field(child) {
      case .name: pattern(child, .target)
      case .type: annotation(child, .type)
      case .value: expression(child, .value)
      default: stray(child)
      }
    }
    close()
  }

  private func valued(_ kind: SyntaxKind, _ index: Int, _ role: SyntaxRole) {
    open(kind, role, index)
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) { expression(child, .value) }
    close()
  }

  /// A block; any other statement is wrapped in one.
  func block(_ index: Int, _ role: SyntaxRole) {
    if symbol(index) == .statementBlock {
      open(.block, role, index)
      statements(index)
    } else {
      open(.block, role, index, flags: .synthetic)
      statement(index, .statement)
    }
    close()
  }

  private func withStatement(_ index: Int, _ role: SyntaxRole) {
    open(.withStatement, role, index)
    for child in tree.children(index) {
      switch field(child) {
      case .object:
        open(.withItem, .item, child)
        expression(child, .value)
        close()
      case .body: block(child, .body)
      default: stray(child)
      }
    }
    close()
  }
}
