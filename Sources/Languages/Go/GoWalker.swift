internal import CTreeSitter
internal import Source
internal import Syntax

/// One recursive pass over a file in Go.
struct GoWalker: CopyingWalker {
  let walk: Walk<GoSymbol, GoField>
  /// Whether a type shared by several names is being lowered again.
  var isCopying = false

  /// Lowers the whole file.
  mutating func lowerFile() {
    addComments()
    let module = builder.pointee.open(.module, .none, start: 0, end: UInt32(tree.bytes.count))
    if symbol(0) == .sourceFile {
      for child in children(0) {
        if symbol(child) == .packageClause, let name = firstOperand(child) {
          let package = intern(name)
          builder.pointee.update(module) { $0.name = package }
        } else {
          lower(child, .statement)
        }
      }
    } else {
      lower(0, .statement)
    }
    builder.pointee.close()
  }

  /// Lowers any node in a role. Wrappers that mean nothing (parentheses, pointers, …) are passed in the loop.
  mutating func lower(_ index: Int, _ role: SyntaxRole) {
    if builder.pointee.depth > Self.deepest, tree.end(index) > index + 1 { return unknownLeaf(index, role) }
    var index = index
    while true {
      switch symbol(index) {
      case .identifier, .typeIdentifier, .fieldIdentifier, .packageIdentifier, .blankIdentifier, .iota, .dot,
        .labelName:
        return role == .target && isText(index, "_") ? leaf(.name, role, index) : name(index, role)
      case .integer, .float, .imaginary: return leaf(.number, role, index)
      case .yes: return leaf(.boolean, role, index, flags: .truth)
      case .no: return leaf(.boolean, role, index)
      case .null: return leaf(.null, role, index)
      case .string, .rune: return string(index, role, [])
      case .rawString: return string(index, role, .raw)
      case .call: return call(index, role)
      case .selector: return member(index, role)
      case .parenthesized, .expressionStatement, .parenthesizedType, .pointerType, .typeElement, .typeConstraint,
        .negatedType, .literalElement:
        guard let inner = onlyChild(index) else { return wrapper(index, role) }
        index = inner
      case .unary:
        guard let operand = transparentOperand(index) else { return unary(index, role) }
        index = operand
      case .expressionList:
        guard let inner = onlyChild(index) else { return sequence(.tuple, index, role) }
        index = inner
      case .labeled:
        guard let inner = labeledStatement(index) else { return }
        index = inner
      case .comment, .operatorToken, .emptyStatement, .fallthroughStatement: return
      case .error: return unknown(index, role == .statement ? .statement : .none)
      default: return lowerStatement(index, role)
      }
    }
  }

  /// A wrapper of several: the types of a union, or what an error left.
  private mutating func wrapper(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .typeElement, .typeConstraint: return sequence(.type, index, role)
    default: unknown(index, role)
    }
  }

  private func labeledStatement(_ index: Int) -> Int? {
    for child in children(index) where symbol(child) != .labelName { return child }
    return nil
  }

  @inline(never)
  private mutating func lowerStatement(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .shortVar: assignment(index, role, .declaration)
    case .assignment: assignment(index, role, [])
    case .returnStatement: simple(.returnStatement, index, role)
    case .ifStatement: ifStatement(index, role)
    case .forStatement: forStatement(index, role)
    case .expressionSwitch, .typeSwitch, .selectStatement: switchStatement(index, role)
    case .goStatement: background(index, role, constant("go"))
    case .deferStatement: background(index, role, constant("defer"))
    case .incStatement: step(index, nil, role, constant("+"))
    case .decStatement: step(index, nil, role, constant("-"))
    case .sendStatement: send(index, role)
    case .receiveStatement: assignment(index, role, .declaration)
    case .breakStatement, .gotoStatement: leaf(.jump, role, index)
    case .continueStatement: leaf(.jump, role, index, flags: .isContinue)
    case .block: block(index, role)
    case .statementList: statements(index, role)
    default: lowerDeclaration(index, role)
    }
  }

  @inline(never)
  private mutating func lowerDeclaration(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .importDeclaration: imports(index, role)
    case .functionDeclaration, .methodDeclaration, .functionLiteral: function(index, role)
    case .varDeclaration, .constDeclaration, .varSpecList: variables(index, role)
    case .varSpec: variable(index, role, .declaration)
    case .constSpec: variable(index, role, [.declaration, .constant])
    case .typeDeclaration: statements(index, role)
    case .typeSpec: typeSpec(index, role)
    case .typeAlias: typeAlias(index, role)
    case .parameter, .variadicParameter: parameter(index, [])
    default: lowerExpression(index, role)
    }
  }

  @inline(never)
  private mutating func lowerExpression(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .binary: binary(index, role)
    case .index: indexing(index, role)
    case .slice: slice(index, role)
    case .composite: composite(index, role)
    case .literalValue: literal(index, of: nil, role)
    case .typeAssertion, .conversion: cast(index, role)
    case .instantiation, .genericType: generic(index, role)
    case .variadicArgument: simple(.spread, index, role)
    case .qualifiedType: qualifiedType(index, role)
    case .sliceType, .arrayType, .implicitArrayType: container(index, role, constant("[]"))
    case .mapType: container(index, role, constant("map"))
    case .channelType: container(index, role, constant("chan"))
    case .structType, .interfaceType, .functionType: anonymousType(index, role)
    case .typeArguments: sequence(.tuple, index, role)
    default: unknown(index, role)
    }
  }
}
