internal import CTreeSitter
internal import Source
internal import Syntax

/// One recursive pass over a file in Python.
struct PythonWalker: CopyingWalker {
  let walk: Walk<PythonSymbol, PythonField>
  /// Whether the statements being lowered stand in a class body.
  var inClassBody = false
  /// Whether the innermost function has a `yield` so far.
  var sawYield = false
  /// Where the star of a misplaced splat is that has been lowered already.
  var loweredStar = UInt32.max
  /// Whether a shared operand of a chained comparison is being lowered for the second time.
  var isCopying = false

  /// Lowers the whole file.
  mutating func lowerFile() {
    addComments()
    builder.pointee.open(.module, .none, start: 0, end: UInt32(tree.bytes.count))
    if symbol(0) == .module {
      for child in children(0) { lower(child, .statement) }
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
      case .identifier, .wildcard, .ellipsis: return name(index, role)
      case .integer, .float, .complexPattern: return leaf(.number, role, index)
      case .yes: return leaf(.boolean, role, index, flags: .truth)
      case .no: return leaf(.boolean, role, index)
      case .null: return leaf(.null, role, index)
      case .string: return string(index, role)
      case .concatenatedString: return concatenatedString(index, role)
      case .call:
        if beginsWithStar(index) { return misplacedSplat(index, role) }
        return call(index, role)
      case .attribute:
        if beginsWithStar(index) { return misplacedSplat(index, role) }
        return member(index, role)
      case .subscripting, .binaryOperator, .comparison, .booleanOperator, .conditional:
        if beginsWithStar(index) { return misplacedSplat(index, role) }
        return lowerExpression(index, role)
      case .parenthesized, .parenthesizedSplat, .type, .asPatternTarget, .ifClause:
        guard let inner = onlyChild(index) else { return unknown(index, role) }
        index = inner
      case .expressionStatement:
        guard let inner = onlyChild(index), !hasComma(tree.nodes[inner].end, tree.nodes[index].end) else {
          return sequence(.tuple, index, role)
        }
        index = inner
      case .casePattern:
        guard let inner = onlyChild(index) else { return signedPattern(index, role) }
        index = inner
      case .tuplePattern:
        guard let inner = onlyChild(index), !hasComma(tree.nodes[inner].end, tree.nodes[index].end) else {
          return sequence(.tuple, index, role)
        }
        index = inner
      case .comment, .operatorToken, .asyncKeyword, .fromKeyword: return
      case .error: return unknown(index, role == .statement ? .statement : .none)
      default: return lowerOther(index, role)
      }
    }
  }

  /// The kinds that are met less often; apart from `lower` so that its frame stays small.
  @inline(never)
  private mutating func lowerOther(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .assignment: assignment(index, role)
    case .augmentedAssignment: augmentedAssignment(index, role)
    case .returnStatement: simple(.returnStatement, index, role)
    case .ifStatement: ifStatement(index, role)
    case .functionDefinition: function(index, role, decorated: nil)
    case .classDefinition: classDeclaration(index, role, decorated: nil)
    case .decoratedDefinition: decorated(index, role)
    case .importStatement: importStatement(index, role)
    case .importFrom, .futureImport: importFrom(index, role)
    case .forStatement: forStatement(index, role)
    case .whileStatement: whileStatement(index, role)
    case .tryStatement: tryStatement(index, role)
    case .withStatement: withStatement(index, role)
    case .raiseStatement: raiseStatement(index, role)
    case .matchStatement: matchStatement(index, role)
    case .assertStatement: assertStatement(index, role)
    case .deleteStatement: deleteStatement(index, role)
    case .breakStatement: leaf(.jump, role, index)
    case .continueStatement: leaf(.jump, role, index, flags: .isContinue)
    case .globalStatement: scopeDeclaration(index, role, constant("global"))
    case .nonlocalStatement: scopeDeclaration(index, role, constant("nonlocal"))
    case .typeAliasStatement: typeAlias(index, role)
    case .printStatement, .execStatement: statementCall(index, role)
    case .block: block(index, role)
    default: lowerExpression(index, role)
    }
  }

  @inline(never)
  private mutating func lowerExpression(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .tuple, .expressionList, .patternList: sequence(.tuple, index, role)
    case .list, .listPattern: sequence(.list, index, role)
    case .set: sequence(.set, index, role)
    case .dictionary: sequence(.dictionary, index, role)
    case .dictPattern: dictPattern(index, role)
    case .pair: pair(index, role)
    case .subscripting: subscripting(index, role)
    case .genericType: genericType(index, role)
    case .slice: slice(index, role)
    case .comparison: comparison(index, role)
    case .booleanOperator: binary(.logical, index, role)
    case .binaryOperator, .unionType: binary(.binary, index, role)
    case .unionPattern: unionPattern(index, role)
    case .notOperator: unary(index, role, constant("not"))
    case .unaryOperator: unary(index, role, operatorName(index))
    case .conditional: conditional(index, role)
    case .lambda: lambda(index, role)
    case .await: simple(.await, index, role)
    case .yield: yield(index, role)
    case .namedExpression: namedExpression(index, role)
    case .keywordArgument: keywordArgument(index, role)
    case .keywordPattern: keywordPattern(index, role)
    case .listSplat, .listSplatPattern, .splatPattern, .splatType: splat(index, role)
    case .dictionarySplat, .dictionarySplatPattern: splat(index, role)
    case .listComprehension, .setComprehension, .dictionaryComprehension: comprehension(index, role, [])
    case .generatorExpression: comprehension(index, role, .generator)
    case .asPattern: asPattern(index, role)
    case .classPattern: classPattern(index, role)
    case .dottedName: dottedName(index, role)
    case .memberType: memberType(index, role)
    case .constrainedType: constrainedType(index, role)
    default: unknown(index, role)
    }
  }
}
