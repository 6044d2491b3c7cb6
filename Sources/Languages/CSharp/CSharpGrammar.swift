/// The grammar's symbols that the lowering knows, by their names in the grammar.
enum CSharpSymbol: String, GrammarSymbol {
  // Not of the grammar.
  case other = "", error = "ERROR", operatorToken = "operator"
  // Leaves.
  case comment, identifier, this, base, discard, modifier, accessorName, predefinedType = "predefined_type"
  case implicitType = "implicit_type", implicitParameter = "implicit_parameter", integer = "integer_literal"
  case real = "real_literal", boolean = "boolean_literal", null = "null_literal", character = "character_literal"
  case string = "string_literal", verbatimString = "verbatim_string_literal", rawString = "raw_string_literal"
  // Files.
  case compilationUnit = "compilation_unit", globalStatement = "global_statement", using = "using_directive"
  case externAlias = "extern_alias_directive", globalAttribute = "global_attribute", shebang = "shebang_directive"
  case namespace = "namespace_declaration", fileNamespace = "file_scoped_namespace_declaration"
  case preprocIf = "preproc_if", preprocElse = "preproc_else", preprocElif = "preproc_elif"
  case preprocIfInAttributes = "preproc_if_in_attribute_list", preprocPragma = "preproc_pragma"
  case preprocLine = "preproc_line"
  // Declarations.
  case attributeList = "attribute_list", attribute, attributeArguments = "attribute_argument_list"
  case attributeArgument = "attribute_argument", attributeTarget = "attribute_target_specifier"
  case classDeclaration = "class_declaration", structDeclaration = "struct_declaration"
  case recordDeclaration = "record_declaration", interfaceDeclaration = "interface_declaration"
  case enumDeclaration = "enum_declaration", enumMember = "enum_member_declaration"
  case enumMembers = "enum_member_declaration_list", delegateDeclaration = "delegate_declaration"
  case declarationList = "declaration_list", baseList = "base_list", primaryBase = "primary_constructor_base_type"
  case typeParameters = "type_parameter_list", constraints = "type_parameter_constraints_clause"
  case fieldDeclaration = "field_declaration", method = "method_declaration", event = "event_declaration"
  case eventField = "event_field_declaration", constructor = "constructor_declaration"
  case destructor = "destructor_declaration", indexer = "indexer_declaration", property = "property_declaration"
  case operatorDeclaration = "operator_declaration", conversion = "conversion_operator_declaration"
  case explicitInterface = "explicit_interface_specifier", accessorList = "accessor_list"
  case accessor = "accessor_declaration", parameterList = "parameter_list", parameter
  case bracketedParameters = "bracketed_parameter_list", constructorInitializer = "constructor_initializer"
  case arrow = "arrow_expression_clause", localFunction = "local_function_statement"
  case variableDeclaration = "variable_declaration", variableDeclarator = "variable_declarator"
  // Types.
  case aliasQualifiedName = "alias_qualified_name", qualifiedName = "qualified_name", genericName = "generic_name"
  case typeArguments = "type_argument_list", arrayType = "array_type", arrayRank = "array_rank_specifier"
  case nullableType = "nullable_type", pointerType = "pointer_type", functionPointer = "function_pointer_type"
  case refType = "ref_type", scopedType = "scoped_type", tupleType = "tuple_type", tupleElement = "tuple_element"
  // Statements.
  case block, breakStatement = "break_statement", checkedStatement = "checked_statement"
  case continueStatement = "continue_statement", doStatement = "do_statement", emptyStatement = "empty_statement"
  case expressionStatement = "expression_statement", fixedStatement = "fixed_statement"
  case forStatement = "for_statement", returnStatement = "return_statement", lockStatement = "lock_statement"
  case yieldStatement = "yield_statement", switchStatement = "switch_statement", switchBody = "switch_body"
  case switchSection = "switch_section", whenClause = "when_clause", throwStatement = "throw_statement"
  case tryStatement = "try_statement", catchClause = "catch_clause", catchDeclaration = "catch_declaration"
  case catchFilter = "catch_filter_clause", finallyClause = "finally_clause", unsafeStatement = "unsafe_statement"
  case usingStatement = "using_statement", foreachStatement = "foreach_statement", gotoStatement = "goto_statement"
  case labeledStatement = "labeled_statement", ifStatement = "if_statement", whileStatement = "while_statement"
  case localDeclaration = "local_declaration_statement"
  // Patterns.
  case constantPattern = "constant_pattern", declarationPattern = "declaration_pattern"
  case recursivePattern = "recursive_pattern", varPattern = "var_pattern", negatedPattern = "negated_pattern"
  case parenthesizedPattern = "parenthesized_pattern", relationalPattern = "relational_pattern"
  case orPattern = "or_pattern", andPattern = "and_pattern", listPattern = "list_pattern"
  case typePattern = "type_pattern", positionalClause = "positional_pattern_clause"
  case propertyClause = "property_pattern_clause", subpattern, tuplePattern = "tuple_pattern"
  case designation = "parenthesized_variable_designation"
  // Expressions.
  case argument, argumentList = "argument_list", bracketedArguments = "bracketed_argument_list"
  case invocation = "invocation_expression", memberAccess = "member_access_expression"
  case elementAccess = "element_access_expression", conditionalAccess = "conditional_access_expression"
  case memberBinding = "member_binding_expression", elementBinding = "element_binding_expression"
  case binary = "binary_expression", prefixUnary = "prefix_unary_expression"
  case postfixUnary = "postfix_unary_expression", await = "await_expression", assignment = "assignment_expression"
  case conditional = "conditional_expression", asExpression = "as_expression", isExpression = "is_expression"
  case isPattern = "is_pattern_expression", cast = "cast_expression", checked = "checked_expression"
  case switchExpression = "switch_expression", switchArm = "switch_expression_arm", throwing = "throw_expression"
  case interpolatedString = "interpolated_string_expression", interpolation
  case alignment = "interpolation_alignment_clause", creation = "object_creation_expression"
  case implicitCreation = "implicit_object_creation_expression", parenthesized = "parenthesized_expression"
  case lambda = "lambda_expression", anonymousMethod = "anonymous_method_expression"
  case arrayCreation = "array_creation_expression", implicitArray = "implicit_array_creation_expression"
  case anonymousObject = "anonymous_object_creation_expression", initializer = "initializer_expression"
  case stackalloc = "stackalloc_expression", implicitStackalloc = "implicit_stackalloc_expression"
  case collection = "collection_expression", collectionElement = "collection_element"
  case expressionElement = "expression_element", spreadElement = "spread_element"
  case declarationExpression = "declaration_expression", defaultExpression = "default_expression"
  case with = "with_expression", withInitializer = "with_initializer", sizeOf = "sizeof_expression"
  case typeOf = "typeof_expression", refExpression = "ref_expression", range = "range_expression"
  case tuple = "tuple_expression", query = "query_expression", fromClause = "from_clause"
  case joinClause = "join_clause", joinInto = "join_into_clause", letClause = "let_clause"
  case orderBy = "order_by_clause", whereClause = "where_clause", groupClause = "group_clause"
  case selectClause = "select_clause"
}

/// The grammar's fields that the lowering asks for.
enum CSharpField: String, BranchField {
  case none = "", accessors, alias, alternative, arguments, body, condition, consequence, expression, function
  case initializer, left, name, `operator`, parameters, pattern, qualifier, rank, returns, right, `subscript`, type
  case typeParameters = "type_parameters", update, value
}

extension CSharpSymbol {
  static let comments: Set<CSharpSymbol> = [.comment]

  static let operators: Set<String> = [
    "+", "-", "!", "^", "&", "*", "/", "%", "~", "<<", ">>", ">>>", "|", "==", "!=", "<", "<=", ">", ">=", "&&", "||",
    "??", "++", "--", "=", "+=", "-=", "*=", "/=", "%=", "&=", "^=", "|=", "<<=", ">>=", ">>>=", "??=", "..", "is",
    "as", "or", "and",
  ]

  static let tokens: [String: CSharpSymbol] = [
    "this": .this, "base": .base, "get": .accessorName, "set": .accessorName, "init": .accessorName,
    "add": .accessorName, "remove": .accessorName,
  ]

  static let dropped: Set<String> = [
    "escape_sequence", "string_literal_content", "string_literal_encoding", "character_literal_content",
    "raw_string_start", "raw_string_content", "raw_string_end", "string_content", "interpolation_start",
    "interpolation_quote", "interpolation_brace", "interpolation_format_clause", "preproc_region", "preproc_endregion",
    "preproc_nullable", "preproc_error", "preproc_warning", "preproc_define", "preproc_undef", "preproc_arg",
    "calling_convention",
  ]
}
