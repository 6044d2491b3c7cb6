/// The grammar's symbols that the lowering knows, by their names in the grammar.
enum JavaSymbol: String, GrammarSymbol {
  // Not of the grammar.
  case other = "", error = "ERROR", operatorToken = "operator", publicToken = "'public", privateToken = "'private"
  case staticToken = "'static", finalToken = "'final", defaultToken = "'default", newToken = "'new"
  // Leaves.
  case lineComment = "line_comment", blockComment = "block_comment", identifier, typeIdentifier = "type_identifier"
  case this, `super`, voidType = "void_type", integralType = "integral_type", floatingType = "floating_point_type"
  case booleanType = "boolean_type", decimal = "decimal_integer_literal", hexadecimal = "hex_integer_literal"
  case octal = "octal_integer_literal", binaryInteger = "binary_integer_literal"
  case floating = "decimal_floating_point_literal", hexadecimalFloating = "hex_floating_point_literal"
  case yes = "true", no = "false", null = "null_literal", character = "character_literal", string = "string_literal"
  case interpolation = "string_interpolation", asterisk, underscore = "underscore_pattern"
  // Declarations.
  case program, packageDeclaration = "package_declaration", importDeclaration = "import_declaration"
  case moduleDeclaration = "module_declaration", modifiers, annotation, markerAnnotation = "marker_annotation"
  case annotationArguments = "annotation_argument_list", elementPair = "element_value_pair"
  case elementArray = "element_value_array_initializer", classDeclaration = "class_declaration"
  case recordDeclaration = "record_declaration", interfaceDeclaration = "interface_declaration"
  case enumDeclaration = "enum_declaration", annotationType = "annotation_type_declaration"
  case superclass, superInterfaces = "super_interfaces", extendsInterfaces = "extends_interfaces"
  case typeList = "type_list", permits, typeParameters = "type_parameters", classBody = "class_body"
  case interfaceBody = "interface_body", annotationBody = "annotation_type_body", enumBody = "enum_body"
  case enumConstant = "enum_constant", enumRest = "enum_body_declarations", fieldDeclaration = "field_declaration"
  case constantDeclaration = "constant_declaration", annotationElement = "annotation_type_element_declaration"
  case methodDeclaration = "method_declaration", constructorDeclaration = "constructor_declaration"
  case compactConstructor = "compact_constructor_declaration", constructorBody = "constructor_body"
  case explicitConstructor = "explicit_constructor_invocation", staticInitializer = "static_initializer"
  case throwsClause = "throws", parameters = "formal_parameters", parameter = "formal_parameter"
  case spreadParameter = "spread_parameter", receiverParameter = "receiver_parameter"
  case inferredParameters = "inferred_parameters", declarator = "variable_declarator", dimensions
  case scopedIdentifier = "scoped_identifier"
  // Types.
  case annotatedType = "annotated_type", scopedType = "scoped_type_identifier", genericType = "generic_type"
  case typeArguments = "type_arguments", arrayType = "array_type", wildcard
  // Statements.
  case block, expressionStatement = "expression_statement", labeled = "labeled_statement"
  case ifStatement = "if_statement", whileStatement = "while_statement", forStatement = "for_statement"
  case enhancedFor = "enhanced_for_statement", assertStatement = "assert_statement", doStatement = "do_statement"
  case breakStatement = "break_statement", continueStatement = "continue_statement"
  case returnStatement = "return_statement", yieldStatement = "yield_statement"
  case synchronized = "synchronized_statement", local = "local_variable_declaration"
  case throwStatement = "throw_statement", tryStatement = "try_statement"
  case tryWithResources = "try_with_resources_statement", resourceList = "resource_specification", resource
  case catchClause = "catch_clause", catchParameter = "catch_formal_parameter", catchType = "catch_type"
  case finallyClause = "finally_clause"
  // Expressions.
  case assignment = "assignment_expression", binary = "binary_expression", instanceOf = "instanceof_expression"
  case lambda = "lambda_expression", ternary = "ternary_expression", update = "update_expression"
  case unary = "unary_expression", cast = "cast_expression", switchExpression = "switch_expression"
  case switchBlock = "switch_block", switchGroup = "switch_block_statement_group", switchRule = "switch_rule"
  case switchLabel = "switch_label", pattern, typePattern = "type_pattern", recordPattern = "record_pattern"
  case recordPatternBody = "record_pattern_body", recordComponent = "record_pattern_component", guardClause = "guard"
  case parenthesized = "parenthesized_expression", creation = "object_creation_expression"
  case fieldAccess = "field_access", arrayAccess = "array_access", invocation = "method_invocation"
  case methodReference = "method_reference", arrayCreation = "array_creation_expression"
  case dimensionExpression = "dimensions_expr", classLiteral = "class_literal", argumentList = "argument_list"
  case arrayInitializer = "array_initializer", templateExpression = "template_expression"
}

/// The grammar's fields that the lowering asks for.
enum JavaField: String, OperatorField, BranchField {
  case none = "", alternative, arguments, array, body, condition, consequence, constructor, declarator, dimensions
  case element, field, index, initializer = "init", interfaces, key, left, name, object, operand, `operator`, parameters
  case pattern, permits, resources, right, scope, superclass, type, typeArguments = "type_arguments"
  case typeParameters = "type_parameters", update, value
}

extension JavaSymbol {
  static let comments: Set<JavaSymbol> = [.lineComment, .blockComment]

  static let tokens: [String: JavaSymbol] = [
    "public": .publicToken, "private": .privateToken, "static": .staticToken, "final": .finalToken,
    "default": .defaultToken, "new": .newToken,
  ]

  static let operators: Set<String> = [
    "+", "-", "!", "~", "*", "/", "%", "<<", ">>", ">>>", "^", "|", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "&",
    "++", "--", "=", "*=", "/=", "%=", "<<=", ">>=", ">>>=", "&=", "+=", "-=", "|=", "^=",
  ]

  static let dropped: Set<String> = ["escape_sequence", "string_fragment", "multiline_string_fragment"]
}
