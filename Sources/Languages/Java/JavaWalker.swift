internal import CTreeSitter
internal import Source
internal import Syntax

/// One recursive pass over a file in Java.
struct JavaWalker: CopyingWalker, BranchingWalker {
  let walk: Walk<JavaSymbol, JavaField>
  /// Whether a type shared by several names is being lowered again.
  var isCopying = false

  /// Lowers the whole file.
  mutating func lowerFile() {
    addComments()
    let module = builder.pointee.open(.module, .none, start: 0, end: UInt32(tree.bytes.count))
    if symbol(0) == .program {
      for child in children(0) {
        if symbol(child) == .packageDeclaration, let name = packageName(child) {
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

  private func packageName(_ index: Int) -> Int? {
    for child in children(index) where symbol(child) == .identifier || symbol(child) == .scopedIdentifier {
      return child
    }
    return nil
  }

  /// Lowers any node in a role. Wrappers that mean nothing (parentheses, labels, …) are passed in the loop.
  mutating func lower(_ index: Int, _ role: SyntaxRole) {
    if builder.pointee.depth > Self.deepest, tree.end(index) > index + 1 { return unknownLeaf(index, role) }
    var index = index
    while true {
      switch symbol(index) {
      case .identifier, .typeIdentifier, .this, .super, .voidType, .integralType, .floatingType, .booleanType:
        return name(index, role)
      case .invocation: return invocation(index, role)
      case .fieldAccess: return fieldAccess(index, role)
      case .string: return string(index, role)
      case .character: return plainString(index, role, 1)
      case .decimal, .hexadecimal, .octal, .binaryInteger, .floating, .hexadecimalFloating:
        return leaf(.number, role, index)
      case .yes: return leaf(.boolean, role, index, flags: .truth)
      case .no: return leaf(.boolean, role, index)
      case .null: return leaf(.null, role, index)
      case .underscore: return leaf(.name, role, index)
      case .parenthesized, .expressionStatement, .pattern, .guardClause:
        guard let inner = onlyChild(index) else { return unknown(index, role) }
        index = inner
      case .annotatedType, .labeled, .wildcard:
        guard let inner = lastChild(index) else { return leaf(.type, role, index) }
        index = inner
      case .error: return unknown(index, role == .statement ? .statement : .none)
      case .lineComment, .blockComment, .operatorToken, .publicToken, .privateToken, .staticToken, .finalToken,
        .defaultToken, .newToken, .typeParameters, .permits, .throwsClause, .moduleDeclaration, .dimensions,
        .receiverParameter:
        return
      default: return lowerStatement(index, role)
      }
    }
  }

  /// What a wrapper is about: annotations, labels and `super` come before it.
  private func lastChild(_ index: Int) -> Int? {
    var found: Int?
    for child in children(index) {
      switch symbol(child) {
      case .annotation, .markerAnnotation, .super, .operatorToken: break
      case .identifier where symbol(index) == .labeled && found == nil && field(child) == .none:
        // The label, unless nothing follows.
        if tree.end(child) < tree.end(index) { continue }
        found = child
      default: found = child
      }
    }
    return found
  }

  @inline(never)
  private mutating func lowerStatement(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .local: local(index, role)
    case .returnStatement: simple(.returnStatement, index, role)
    case .ifStatement: ifStatement(index, role)
    case .enhancedFor: forEach(index, role)
    case .forStatement: forLoop(index, role)
    case .whileStatement: whileLoop(index, role, [])
    case .doStatement: whileLoop(index, role, .doWhile)
    case .tryStatement: tryStatement(index, role)
    case .tryWithResources: tryWithResources(index, role)
    case .throwStatement: simple(.throwStatement, index, role)
    case .breakStatement: leaf(.jump, role, index)
    case .continueStatement: leaf(.jump, role, index, flags: .isContinue)
    case .yieldStatement: simple(.returnStatement, index, role, .synthetic)
    case .synchronized: synchronized(index, role)
    case .assertStatement: assertion(index, role)
    case .switchExpression: switchStatement(index, role)
    case .block, .constructorBody, .classBody, .interfaceBody, .annotationBody, .switchBlock: block(index, role)
    case .staticInitializer: staticInitializer(index, role)
    case .explicitConstructor: explicitConstructor(index, role)
    default: lowerDeclaration(index, role)
    }
  }

  @inline(never)
  private mutating func lowerDeclaration(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .importDeclaration: importDeclaration(index, role)
    case .classDeclaration: classDeclaration(index, role)
    case .recordDeclaration: record(index, role)
    case .interfaceDeclaration, .annotationType: interface(index, role)
    case .enumDeclaration: enumeration(index, role)
    case .methodDeclaration: function(index, role, .method)
    case .constructorDeclaration, .compactConstructor: function(index, role, [.method, .constructor])
    case .fieldDeclaration, .constantDeclaration: fields(index, role)
    case .annotationElement: annotationElement(index, role)
    case .parameter, .spreadParameter: parameter(index, [])
    case .annotation, .markerAnnotation: annotation(index, role)
    case .modifiers: decorators(index)
    default: lowerExpression(index, role)
    }
  }

  @inline(never)
  private mutating func lowerExpression(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .assignment: assignment(index, role)
    case .binary: binary(index, role)
    case .lambda: lambda(index, role)
    case .creation: creation(index, role)
    case .methodReference: methodReference(index, role)
    case .classLiteral: classLiteral(index, role)
    case .ternary: conditional(index, role)
    case .instanceOf: instanceOf(index, role)
    case .cast: cast(index, role)
    case .unary: unary(index, role)
    case .update: update(index, role)
    case .arrayAccess: arrayAccess(index, role)
    case .arrayCreation: arrayCreation(index, role)
    case .arrayInitializer, .elementArray: sequence(.list, index, role)
    case .scopedIdentifier, .scopedType: qualified(index, role)
    case .genericType: generic(index, role)
    case .arrayType: arrayType(index, role)
    case .typeArguments: sequence(.tuple, index, role)
    case .typePattern, .recordComponent: typePattern(index, role)
    case .recordPattern: recordPattern(index, role)
    case .templateExpression: template(index, role)
    default: unknown(index, role)
    }
  }
}
