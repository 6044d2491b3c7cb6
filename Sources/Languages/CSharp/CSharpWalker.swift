internal import CTreeSitter
internal import Source
internal import Syntax

/// One recursive pass over a file in C#.
struct CSharpWalker: CopyingWalker, BranchingWalker {
  let walk: Walk<CSharpSymbol, CSharpField>
  /// Whether a type shared by several names is being lowered again.
  var isCopying = false
  /// Whether the innermost function has a `yield` so far.
  var sawYield = false

  /// Lowers the whole file.
  mutating func lowerFile() {
    addComments()
    let module = builder.pointee.open(.module, .none, start: 0, end: UInt32(tree.bytes.count))
    if symbol(0) == .compilationUnit {
      for child in children(0) {
        if symbol(child) == .fileNamespace, let name = self.child(child, .name) {
          let namespace = intern(name)
          builder.pointee.update(module) { $0.name = namespace }
        } else {
          lower(child, .statement)
        }
      }
    } else {
      lower(0, .statement)
    }
    builder.pointee.close()
  }

  /// Lowers any node in a role. Wrappers that mean nothing (parentheses, …) are passed in the loop.
  mutating func lower(_ index: Int, _ role: SyntaxRole) {
    if builder.pointee.depth > Self.deepest, tree.end(index) > index + 1 { return unknownLeaf(index, role) }
    var index = index
    while true {
      switch symbol(index) {
      case .identifier, .this, .base, .predefinedType, .implicitType, .implicitParameter:
        return identifier(index, role)
      case .invocation, .memberAccess, .binary, .elementAccess, .conditionalAccess, .isExpression, .isPattern,
        .asExpression:
        return operation(index, role)
      case .string, .character, .verbatimString, .rawString: return string(index, role)
      case .integer, .real: return leaf(.number, role, index)
      case .boolean: return leaf(.boolean, role, index, flags: isText(index, "true") ? .truth : [])
      case .null: return leaf(.null, role, index)
      case .discard: return leaf(.name, role, index)
      case .expressionStatement, .globalStatement, .parenthesized, .checked, .refExpression, .nullableType,
        .pointerType, .refType, .scopedType, .expressionElement, .collectionElement, .typePattern,
        .parenthesizedPattern, .catchFilter, .whenClause, .checkedStatement, .unsafeStatement:
        guard let inner = onlyChild(index) else { return unknown(index, role) }
        index = inner
      case .argument: return argument(index, role)
      case .labeledStatement:
        guard let inner = lastChild(index) else { return }
        index = inner
      case .comment, .operatorToken, .emptyStatement, .modifier, .accessorName, .externAlias, .globalAttribute,
        .shebang, .typeParameters, .constraints, .explicitInterface, .attributeTarget, .alignment, .preprocPragma,
        .preprocLine:
        return
      case .error: return unknown(index, role == .statement ? .statement : .none)
      default: return lowerStatement(index, role)
      }
    }
  }

  @inline(never)
  private mutating func lowerStatement(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .localDeclaration: localDeclaration(index, role)
    case .variableDeclaration: variables(index, role, .declaration)
    case .assignment: assignment(index, role)
    case .returnStatement: simple(.returnStatement, index, role)
    case .throwStatement, .throwing: simple(.throwStatement, index, role)
    case .yieldStatement: yield(index, role)
    case .ifStatement: ifStatement(index, role)
    case .foreachStatement: forEach(index, role)
    case .forStatement: forLoop(index, role)
    case .whileStatement: whileLoop(index, role, [])
    case .doStatement: whileLoop(index, role, .doWhile)
    case .switchStatement: switchStatement(index, role)
    case .tryStatement: tryStatement(index, role)
    case .usingStatement: usingStatement(index, role)
    case .lockStatement: lockStatement(index, role)
    case .fixedStatement: fixedStatement(index, role)
    case .breakStatement, .gotoStatement: leaf(.jump, role, index)
    case .continueStatement: leaf(.jump, role, index, flags: .isContinue)
    case .block: block(index, role)
    case .preprocIf, .preprocElse, .preprocElif: branches(index, role)
    default: lowerDeclaration(index, role)
    }
  }

  @inline(never)
  private mutating func lowerDeclaration(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .using: using(index, role)
    case .fileNamespace: break
    case .namespace: namespace(index, role)
    case .classDeclaration, .structDeclaration, .recordDeclaration: classDeclaration(index, role)
    case .interfaceDeclaration: interface(index, role)
    case .enumDeclaration: enumeration(index, role)
    case .enumMember: enumMember(index, role)
    case .delegateDeclaration: delegate(index, role)
    case .declarationList, .enumMembers: for child in children(index) { lower(child, role) }
    case .fieldDeclaration, .eventField: fields(index, role)
    case .property, .event: property(index, role)
    case .indexer: indexer(index, role)
    case .method, .constructor, .destructor, .operatorDeclaration, .conversion, .localFunction:
      function(index, role)
    case .lambda, .anonymousMethod: lambda(index, role)
    case .parameter: parameter(index)
    case .attributeList, .preprocIfInAttributes: attributes(index)
    default: lowerExpression(index, role)
    }
  }

  @inline(never)
  private mutating func lowerExpression(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .prefixUnary: prefix(index, role)
    case .postfixUnary: postfix(index, role)
    case .await: simple(.await, index, role)
    case .conditional: conditional(index, role)
    case .cast: cast(index, role)
    case .creation, .implicitCreation: creation(index, role)
    case .arrayCreation, .stackalloc: arrayCreation(index, role)
    case .implicitArray, .implicitStackalloc: implicitArray(index, role)
    case .collection: sequence(.list, index, role)
    case .spreadElement: simple(.spread, index, role)
    case .initializer: initializer(index, role)
    case .anonymousObject: anonymousObject(index, role)
    case .with: with(index, role)
    case .interpolatedString: interpolatedString(index, role)
    case .switchExpression: switchExpression(index, role)
    case .declarationExpression: declared(index, role)
    case .defaultExpression, .typeOf, .sizeOf: typeCall(index, role)
    case .range: range(index, role)
    case .tuple, .tuplePattern, .designation: tuple(index, role)
    case .elementBinding, .bracketedArguments: sequence(.list, index, role)
    case .query: query(index, role)
    case .genericName, .qualifiedName, .aliasQualifiedName, .arrayType, .tupleType, .functionPointer:
      type(index, role)
    default: pattern(index, role)
    }
  }
}
