/// The grammar's symbols that the lowering knows, by their names in the grammar.
enum PythonSymbol: String, GrammarSymbol {
  // Not of the grammar.
  case other = "", error = "ERROR", operatorToken = "operator"
  // Tokens.
  case asyncKeyword = "async", fromKeyword = "from", wildcard = "_"
  // Leaves.
  case comment, identifier, integer, float, yes = "true", no = "false", null = "none", ellipsis
  // Statements.
  case module, block, importStatement = "import_statement", futureImport = "future_import_statement"
  case importFrom = "import_from_statement", relativeImport = "relative_import", dottedName = "dotted_name"
  case aliasedImport = "aliased_import", wildcardImport = "wildcard_import", printStatement = "print_statement"
  case chevron, execStatement = "exec_statement", assertStatement = "assert_statement"
  case expressionStatement = "expression_statement", returnStatement = "return_statement"
  case deleteStatement = "delete_statement", raiseStatement = "raise_statement", breakStatement = "break_statement"
  case continueStatement = "continue_statement", ifStatement = "if_statement", elifClause = "elif_clause"
  case elseClause = "else_clause", matchStatement = "match_statement", caseClause = "case_clause"
  case forStatement = "for_statement", whileStatement = "while_statement", tryStatement = "try_statement"
  case exceptClause = "except_clause", exceptGroupClause = "except_group_clause", finallyClause = "finally_clause"
  case withStatement = "with_statement", withClause = "with_clause", withItem = "with_item"
  case globalStatement = "global_statement", nonlocalStatement = "nonlocal_statement"
  case typeAliasStatement = "type_alias_statement", assignment, augmentedAssignment = "augmented_assignment"
  // Declarations.
  case functionDefinition = "function_definition", classDefinition = "class_definition"
  case decoratedDefinition = "decorated_definition", decorator, parameters, lambdaParameters = "lambda_parameters"
  case defaultParameter = "default_parameter", typedParameter = "typed_parameter"
  case typedDefaultParameter = "typed_default_parameter", positionalSeparator = "positional_separator"
  case keywordSeparator = "keyword_separator", lambda
  // Patterns.
  case casePattern = "case_pattern", asPattern = "as_pattern", asPatternTarget = "as_pattern_target"
  case unionPattern = "union_pattern", listPattern = "list_pattern", tuplePattern = "tuple_pattern"
  case dictPattern = "dict_pattern", keywordPattern = "keyword_pattern", splatPattern = "splat_pattern"
  case classPattern = "class_pattern", complexPattern = "complex_pattern", patternList = "pattern_list"
  case listSplatPattern = "list_splat_pattern", dictionarySplatPattern = "dictionary_splat_pattern"
  // Types.
  case type, typeParameter = "type_parameter", splatType = "splat_type", genericType = "generic_type"
  case unionType = "union_type", constrainedType = "constrained_type", memberType = "member_type"
  // Expressions.
  case parenthesized = "parenthesized_expression", parenthesizedSplat = "parenthesized_list_splat"
  case namedExpression = "named_expression", notOperator = "not_operator", booleanOperator = "boolean_operator"
  case binaryOperator = "binary_operator", unaryOperator = "unary_operator", comparison = "comparison_operator"
  case conditional = "conditional_expression", attribute, subscripting = "subscript", slice, call
  case argumentList = "argument_list", keywordArgument = "keyword_argument", listSplat = "list_splat"
  case dictionarySplat = "dictionary_splat", expressionList = "expression_list", list, set, tuple, dictionary, pair
  case listComprehension = "list_comprehension", dictionaryComprehension = "dictionary_comprehension"
  case setComprehension = "set_comprehension", generatorExpression = "generator_expression"
  case forInClause = "for_in_clause", ifClause = "if_clause", yield, await
  case string, concatenatedString = "concatenated_string", interpolation
}

/// The grammar's fields that the lowering asks for.
enum PythonField: String, GrammarField {
  case none = "", alias, alternative, argument, arguments, attribute, body, cause, condition, consequence, definition
  case expression, function, guarded = "guard", key, left, moduleName = "module_name", name, object, `operator`
  case operators, parameters, returnType = "return_type", right, subject, subscripting = "subscript", superclasses
  case type, typeParameters = "type_parameters", value
}

extension PythonSymbol {
  static let comments: Set<PythonSymbol> = [.comment]

  static let operators: Set<String> = [
    "+", "-", "*", "@", "/", "%", "//", "**", "|", "&", "^", "<<", ">>", "~", "and", "or", "<", "<=", "==", "!=",
    ">=", ">", "<>", "in", "not in", "is", "is not", "+=", "-=", "*=", "/=", "@=", "//=", "%=", "**=", ">>=", "<<=",
    "&=", "^=", "|=",
  ]

  static let tokens: [String: PythonSymbol] = [
    "async": .asyncKeyword, "from": .fromKeyword, "_": .wildcard,
  ]

  static let dropped: Set<String> = [
    "string_start", "string_content", "string_end", "escape_sequence", "escape_interpolation", "line_continuation",
    "import_prefix", "pass_statement", "type_conversion",
  ]
}
