internal import Source
internal import Syntax

/// JSX, and pieces of broken code.
extension ECMAScriptWalker {
  func jsx(_ index: Int, _ role: SyntaxRole) {
    let opening = child(index, .openTag) ?? index
    let tag = child(opening, .name).map { name($0) } ?? .none
    open(.jsx, role, index, name: tag)
    for child in tree.children(index) {
      if symbol(child) == .jsxOpeningElement {
        for part in tree.children(child) { jsxPart(part) }
      } else {
        jsxPart(child)
      }
    }
    close()
  }

  private func jsxPart(_ index: Int) {
    switch symbol(index) {
    case .jsxAttribute: jsxAttribute(index)
    case .jsxExpression, .jsxElement, .jsxSelfClosingElement: expression(index, .element)
    default: stray(index)
    }
  }

  /// `name={value}`. Plain strings are dropped, as text between tags is.
  private func jsxAttribute(_ index: Int) {
    guard hasRoom(index, .element) else { return }
    let isExpression = tree.children(index).contains { isJSXValue($0) }
    guard isExpression || hasError(index) else { return }
    open(.keywordArgument, .element, index, name: inner(index).map { name($0) } ?? .none)
    for child in tree.children(index) {
      if isJSXValue(child) { expression(child, .value) } else { stray(child) }
    }
    close()
  }

  private func isJSXValue(_ index: Int) -> Bool {
    switch symbol(index) {
    case .jsxExpression, .jsxElement, .jsxSelfClosingElement: true
    default: false
    }
  }

  /// Any node inside code that is not understood: what has a meaning of its own is lowered, tokens are passed over,
  /// and of parts of a construct their children. Between two nodes that open something lie only a few such parts.
  func fragment(_ index: Int, _ role: SyntaxRole) {
    guard tree.isNamed(index), !isExtra(index) else { return }
    switch symbol(index) {
    case .accessibilityModifier, .overrideModifier, .statementIdentifier, .optionalChain, .importAttribute: break
    case .pair, .pairPattern: if hasRoom(index, role) { objectFragment(index) }
    case .methodDefinition, .methodSignature, .abstractMethodSignature:
      if hasRoom(index, role) { function(index, role, leading: index, flags: .method) }
    case .decorator: decorator(index)
    case .requiredParameter, .optionalParameter: parameter(index)
    case .typeAnnotation, .typeArguments, .arguments, .formalParameters, .classBody, .switchBody, .switchCase,
      .switchDefault, .elseClause, .catchClause, .finallyClause, .variableDeclarator, .importClause, .exportClause,
      .namedImports, .importSpecifier, .exportSpecifier, .classHeritage, .extendsClause, .implementsClause,
      .fieldDefinition, .publicFieldDefinition, .templateSubstitution, .computedPropertyName, .jsxOpeningElement,
      .jsxAttribute, .enumBody, .interfaceBody:
      for child in tree.children(index) { fragment(child, role) }
    case .jsxClosingElement, .jsxNamespaceName, .typeParameters: break
    case .typeIdentifier, .predefinedType, .nestedTypeIdentifier, .genericType, .arrayType, .unionType,
      .intersectionType, .literalType, .objectType, .functionType, .tupleType, .parenthesizedType, .propertySignature:
      type(index, role)
    default: statement(index, role)
    }
  }

  private func objectFragment(_ index: Int) {
    // A pair belongs to an object.
    open(.dictionary, .none, index)
    objectElement(index)
    close()
  }
}
