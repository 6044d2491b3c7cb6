/// The grammar's symbols that the lowering knows, by their names in the grammar.
enum GoSymbol: String, GrammarSymbol {
  // Not of the grammar.
  case other = "", error = "ERROR", operatorToken = "operator"
  // Leaves.
  case comment, identifier, fieldIdentifier = "field_identifier", typeIdentifier = "type_identifier"
  case packageIdentifier = "package_identifier", blankIdentifier = "blank_identifier", labelName = "label_name"
  case integer = "int_literal", float = "float_literal", imaginary = "imaginary_literal", rune = "rune_literal"
  case null = "nil", yes = "true", no = "false", iota, rawString = "raw_string_literal"
  case string = "interpreted_string_literal", dot
  // Declarations.
  case sourceFile = "source_file", packageClause = "package_clause", importDeclaration = "import_declaration"
  case importSpec = "import_spec", importSpecList = "import_spec_list", constDeclaration = "const_declaration"
  case constSpec = "const_spec", varDeclaration = "var_declaration", varSpec = "var_spec"
  case varSpecList = "var_spec_list", functionDeclaration = "function_declaration"
  case methodDeclaration = "method_declaration", typeParameters = "type_parameter_list"
  case parameters = "parameter_list", parameter = "parameter_declaration"
  case variadicParameter = "variadic_parameter_declaration", typeDeclaration = "type_declaration"
  case typeAlias = "type_alias", typeSpec = "type_spec"
  // Types.
  case parenthesizedType = "parenthesized_type", genericType = "generic_type", typeArguments = "type_arguments"
  case pointerType = "pointer_type", arrayType = "array_type", implicitArrayType = "implicit_length_array_type"
  case sliceType = "slice_type", structType = "struct_type", negatedType = "negated_type"
  case fieldList = "field_declaration_list", fieldDeclaration = "field_declaration", interfaceType = "interface_type"
  case methodElement = "method_elem", typeElement = "type_elem", typeConstraint = "type_constraint"
  case mapType = "map_type", channelType = "channel_type", functionType = "function_type"
  case qualifiedType = "qualified_type"
  // Statements.
  case block, statementList = "statement_list", emptyStatement = "empty_statement"
  case expressionStatement = "expression_statement", sendStatement = "send_statement"
  case receiveStatement = "receive_statement", incStatement = "inc_statement", decStatement = "dec_statement"
  case assignment = "assignment_statement", shortVar = "short_var_declaration", labeled = "labeled_statement"
  case fallthroughStatement = "fallthrough_statement", breakStatement = "break_statement"
  case continueStatement = "continue_statement", gotoStatement = "goto_statement"
  case returnStatement = "return_statement", goStatement = "go_statement", deferStatement = "defer_statement"
  case ifStatement = "if_statement", forStatement = "for_statement", forClause = "for_clause"
  case rangeClause = "range_clause", expressionSwitch = "expression_switch_statement"
  case expressionCase = "expression_case", defaultCase = "default_case", typeSwitch = "type_switch_statement"
  case typeCase = "type_case", selectStatement = "select_statement", communicationCase = "communication_case"
  // Expressions.
  case expressionList = "expression_list", parenthesized = "parenthesized_expression", call = "call_expression"
  case variadicArgument = "variadic_argument", argumentList = "argument_list", selector = "selector_expression"
  case index = "index_expression", slice = "slice_expression", typeAssertion = "type_assertion_expression"
  case conversion = "type_conversion_expression", instantiation = "type_instantiation_expression"
  case composite = "composite_literal", literalValue = "literal_value", literalElement = "literal_element"
  case keyedElement = "keyed_element", functionLiteral = "func_literal", unary = "unary_expression"
  case binary = "binary_expression"
}

/// The grammar's fields that the lowering asks for.
enum GoField: String, OperatorField {
  case none = "", alias, alternative, arguments, body, capacity, communication, condition, consequence, element, end
  case field, function, index, initializer, key, left, length, name, operand, `operator`, package, parameters, path
  case receiver, result, right, start, tag, type, typeArguments = "type_arguments"
  case typeParameters = "type_parameters", update, value
}

extension GoSymbol {
  static let comments: Set<GoSymbol> = [.comment]

  static let operators: Set<String> = [
    "+", "-", "!", "^", "&", "*", "/", "%", "<<", ">>", "&^", "|", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "<-",
    "=", "*=", "/=", "%=", "<<=", ">>=", "&=", "&^=", "+=", "-=", "|=", "^=",
  ]

  static let dropped: Set<String> = [
    "escape_sequence", "raw_string_literal_content", "interpreted_string_literal_content", "empty_statement",
    "fallthrough_statement",
  ]
}
