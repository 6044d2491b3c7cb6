internal import Source
internal import Syntax

/// Expressions: which construct a node is, and those that are neither chain nor operator.
extension ECMAScriptWalker {
  func expression(_ index: Int, _ role: SyntaxRole) {
    let index = unwrapped(index)
    guard hasRoom(index, role) else { return }
    switch symbol(index) {
    case .identifier, .this, .super, .undefined, .propertyIdentifier, .privatePropertyIdentifier, .typeIdentifier,
      .shorthandPropertyIdentifier, .metaProperty, .shorthandPropertyIdentifierPattern:
      leaf(isMissing(index) ? .unknown : .name, role, index, name: name(index))
    case .memberExpression, .callExpression, .subscriptExpression: chain(index, role)
    case .string: leaf(.string, role, index, name: StringTrim(prefix: 1, suffix: 1).name)
    case .number: leaf(.number, role, index)
    case .trueLiteral: leaf(.boolean, role, index, flags: .truth)
    case .falseLiteral: leaf(.boolean, role, index)
    case .null: leaf(.null, role, index)
    case .regex: leaf(.regex, role, index)
    case .templateString: template(index, role, flags: [])
    case .object: object(index, role)
    case .array: sequence(.list, index, role)
    case .sequenceExpression: sequence(.tuple, index, role)
    case .arrowFunction, .functionExpression, .generatorFunction: function(index, role, leading: index, flags: .lambda)
    case .classExpression: classLike(index, role, leading: index, flags: [])
    case .awaitExpression: wrapped(.await, index, role, child: .value)
    case .spreadElement: wrapped(.spread, index, role, child: .value)
    case .yieldExpression: yield(index, role)
    case .newExpression: new(index, role)
    case .importCallee: leaf(.name, role, index, name: words.import)
    default: operation(index, role)
    }
  }

  /// Operators and what is rarer.
  private func operation(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .nestedIdentifier: chain(index, role)
    case .binaryExpression: binary(index, role)
    case .assignmentExpression: assignment(index, role)
    case .augmentedAssignmentExpression: augmentedAssignment(index, role)
    case .ternaryExpression: conditional(index, role)
    case .unaryExpression: unary(index, role)
    case .updateExpression: update(index, role)
    case .asExpression, .typeAssertion: cast(index, role)
    case .jsxElement, .jsxSelfClosingElement: jsx(index, role)
    case .jsxExpression:
      for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) { expression(child, role) }
    case .objectPattern, .arrayPattern, .assignmentPattern, .restPattern: pattern(index, role)
    case .error: unknown(index, .none)
    case .comment, .htmlComment: break
    default: unknown(index, role)
    }
  }

  /// Parentheses, `x!`, `x satisfies T` and `f<T>` say nothing of their own.
  @inline(__always)
  func unwrapped(_ index: Int) -> Int {
    var index = index
    while true {
      switch symbol(index) {
      case .parenthesizedExpression, .nonNullExpression, .satisfiesExpression, .instantiationExpression:
        guard !hasError(index), let only = inner(index) else { return index }
        index = only
      default: return index
      }
    }
  }

  /// A node whose every named child has one role.
  func wrapped(
    _ kind: SyntaxKind, _ index: Int, _ role: SyntaxRole, child childRole: SyntaxRole, flags: SyntaxFlags = []
  ) {
    open(kind, role, index, flags: flags)
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) { expression(child, childRole) }
    close()
  }

  private func yield(_ index: Int, _ role: SyntaxRole) {
    wrapped(.yield, index, role, child: .value, flags: child(index, of: .star) == nil ? [] : .delegate)
  }

  private func new(_ index: Int, _ role: SyntaxRole) {
    open(.call, role, index, flags: .isNew)
    for child in tree.children(index) {
      switch field(child) {
      case .constructor: expression(child, .callee)
      case .typeArguments: for argument in tree.children(child) { typeChild(argument, .typeArgument) }
      case .arguments: arguments(child)
      default: stray(child)
      }
    }
    close()
  }

  func arguments(_ index: Int) {
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) { expression(child, .argument) }
  }

  /// An array, or a comma expression.
  private func sequence(_ kind: SyntaxKind, _ index: Int, _ role: SyntaxRole) {
    wrapped(kind, index, role, child: .element)
  }

  private func cast(_ index: Int, _ role: SyntaxRole) {
    open(.cast, role, index)
    var part = symbol(index) == .asExpression ? SyntaxRole.value : .type
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      if symbol(child) == .typeArguments {
        for argument in tree.children(child) { typeChild(argument, .type) }
        part = .value
      } else if part == .value {
        expression(child, .value)
        part = .type
      } else {
        type(child, .type)
      }
    }
    close()
  }
}
