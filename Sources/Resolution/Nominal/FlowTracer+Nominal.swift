internal import Facts
internal import Source
internal import Syntax

/// What Java and C# do with what a request brings.
extension FlowTracer {
  static let nominalPropagators: Set<String> = [
    "format", "Format", "join", "Join", "concat", "Concat", "append", "Append", "AppendFormat", "AppendLine",
    "formatted",
    "valueOf", "toString", "decode", "encode", "of", "ofNullable", "get", "Combine", "resolve", "asList", "UrlDecode",
    "UnescapeDataString", "EscapeDataString", "create", "Parse", "fromString", "requireNonNull", "requireNonNullElse",
    "AddQueryString", "fromUriString", "fromHttpUrl", "copyOf", "insert", "Insert", "normalize", "GetFullPath", "File",
  ]

  private static let parsers: Set<String> = [
    "parseInt", "parseLong", "parseDouble", "parseBoolean", "parseFloat", "fromString", "ToInt32", "ToInt64",
    "ToBoolean", "ToDecimal", "ToDouble", "ToDateTime", "TryParse", "intValue", "longValue", "length", "Length", "size",
    "Count", "hashCode", "GetHashCode", "isEmpty", "compareTo", "ordinal", "nextInt",
  ]

  /// Owners of `valueOf` and `Parse` after which no text is left.
  private static let owners: Set<String> = [
    "Integer", "Long", "Double", "Boolean", "UUID", "BigDecimal", "LocalDate", "Instant", "int", "long", "Guid",
    "DateTime", "decimal", "Enum", "Int32", "Int64", "LocalDateTime", "Short", "bool", "double", "DateOnly",
  ]

  /// `Integer.parseInt(x)`, `Guid.Parse(x)`, `Status.valueOf(x)`.
  func convertsNominal(_ callee: NodeID, _ id: FileID, _ file: SyntaxFile) -> Bool {
    guard file.isNominal else { return false }
    let name = program.text(file[callee].name)
    let owner = file.child(callee, .object)
    let text = owner.map { program.text(file[$0].name) } ?? ""
    if name == "fromString" { return text == "UUID" }
    if Self.parsers.contains(name) { return true }
    guard name == "valueOf" || name == "Parse", let owner else { return false }
    if Self.owners.contains(text) { return true }
    guard case .type(let type) = evaluator.value(of: NodeRef(file: id, node: owner)) else { return false }
    return program.node(type)?.kind == .enumDeclaration
  }

  // MARK: Names

  /// A name of a local, a parameter or a field.
  mutating func traceNominalName(_ ref: NodeRef, _ file: SyntaxFile, _ index: FileIndex, _ trail: Trail) {
    let name = file[ref.node].name
    var scope = index.scope(of: ref.node, in: file)
    let own = scope
    while true {
      let opened = index.scopes[Int(scope)]
      if opened.kind == .type, file[opened.node].kind != .namespace {
        let type = evaluator.nominalCanonical(NodeRef(file: ref.file, node: opened.node))
        if let field = evaluator.nominalFind(name, in: type, at: nil, nil) { return traceNominalField(field, trail) }
        if let component = evaluator.nominalComponent(name, of: type) { return traceParameter(component, trail) }
      } else {
        let visible = evaluator.nominalVisible(index.bindings(of: name, in: scope), at: ref.node, file)
        if !visible.isEmpty {
          for binding in scope == own ? reaching(visible[...], ref.node, file) : visible
          where !isCheckedAfter(binding, name, file) {
            traceBinding(binding, ref.file, file, trail)
          }
          if scope == own {
            traceAugmented(name, before: ref, file, index, scope, trail)
            traceAppended(name, before: ref, file, index, trail)
          }
          return
        }
      }
      if scope == 0 { break }
      scope = opened.parent
    }
    _ = isKnownSource(ref, file, trail)
  }

  /// `sql.append(x)` between the making of a builder and its use.
  private mutating func traceAppended(
    _ name: Name, before use: NodeRef, _ file: SyntaxFile, _ index: FileIndex, _ trail: Trail
  ) {
    let function = index.function(around: use.node, in: file)
    for call in index.calls where call.node > function && call.node < use.node {
      guard
        ["append", "Append", "AppendLine", "AppendFormat", "add", "Add", "insert"].contains(program.text(call.name)),
        file[call.node].next <= use.node, let object = base(of: call.node, file), file[object].kind == .name,
        file[object].name == name
      else { continue }
      let place = NodeRef(file: use.file, node: call.node)
      for argument in file.children(call.node, .argument) {
        trace(NodeRef(file: use.file, node: argument), trail.then(place, "is appended"))
      }
    }
  }

  /// `sql` of `sql.append(a).append(b)`.
  private func base(of call: NodeID, _ file: SyntaxFile) -> NodeID? {
    var current = call
    for _ in 0..<32 {
      guard let callee = file.child(current, .callee), let object = file.child(callee, .object) else { return nil }
      if file[object].kind != .call { return object }
      current = object
    }
    return nil
  }

  // MARK: Fields

  /// What a field is made with, and what methods of its class assign.
  mutating func traceNominalField(_ field: NodeRef, _ trail: Trail) {
    guard let file = program.file(field.file), file[field.node].kind == .field, !isSafeNominal(field) else { return }
    if let value = file.child(field.node, .value) { trace(NodeRef(file: field.file, node: value), trail) }
    guard let index = program.index(of: field.file),
      let type = file.ancestor(of: field.node, where: { $0.kind == .classDeclaration }),
      let scope = index.scope(openedBy: type)
    else { return }
    if keepsOfOthers(file) { return }
    let name = file[field.node].name
    for attribute in index.attributes where attribute.name == name && index.scopes[Int(attribute.scope)].type == scope {
      guard let value = file.child(attribute.node, .value) else { continue }
      let place = NodeRef(file: field.file, node: attribute.node)
      trace(NodeRef(file: field.file, node: value), trail.then(place, "is kept in \(program.text(name))"))
    }
  }

  /// A property of C# holds what each of many objects was given, or a service that is injected: which of them is at hand
  /// is not seen.
  func keepsOfOthers(_ file: SyntaxFile) -> Bool {
    file.source.language == .csharp && ["path", "url", "command"].contains(danger)
  }

  /// Whether no text of an outsider's fits into what a declaration is: a number, a date, an enum.
  func isSafeNominal(_ declaration: NodeRef) -> Bool {
    guard let file = program.file(declaration.file), file.isNominal, let type = file.child(declaration.node, .type)
    else {
      return false
    }
    if Self.safeTypes.contains(file.text(type)) || Self.safeNominalTypes.contains(file.text(type)) { return true }
    guard case .instance(let own, _) = evaluator.instance(ofType: NodeRef(file: declaration.file, node: type)) else {
      return false
    }
    return program.node(own)?.kind == .enumDeclaration
  }

  static let safeNominalTypes: Set<String> = [
    "long", "Long", "Integer", "double", "Double", "Float", "boolean", "Boolean", "short", "Short", "byte", "Byte",
    "char", "BigDecimal", "BigInteger", "Instant", "LocalDate", "LocalDateTime", "LocalTime", "OffsetDateTime",
    "ZonedDateTime", "Duration", "Guid", "DateTime", "DateTimeOffset", "DateOnly", "TimeSpan", "decimal", "int?",
    "long?", "bool?", "Guid?", "DateTime?", "decimal?", "double?", "uint", "ulong", "Pageable", "Locale", "Principal",
    "CancellationToken",
  ]

  /// Whether the field that is read, or that a getter is named after, holds no text.
  func isSafeNominalMember(_ name: String, of owner: NodeRef) -> Bool {
    guard program.file(owner.file)?.isNominal == true else { return false }
    for case .instance(let type, _) in evaluator.value(of: owner).alternatives {
      guard let interned = program.name(of: name) else { continue }
      let field =
        evaluator.nominalFind(interned, in: type, at: nil, nil) ?? evaluator.nominalComponent(interned, of: type)
        ?? evaluator.nominalAccessed(name, in: type)
      if let field, isSafeNominal(field) { return true }
    }
    return false
  }

  /// `bookmarks.Select(b => b.SeriesId)`: numbers, whatever else the elements hold.
  func choosesSafe(_ call: NodeRef, _ name: String, _ file: SyntaxFile) -> Bool {
    guard file.isNominal, ["Select", "map", "ConvertAll"].contains(name), let given = file.child(call.node, .argument),
      case .function(let chooser) = evaluator.value(of: NodeRef(file: call.file, node: given)),
      let other = program.file(chooser.file)
    else { return false }
    let chosen = evaluator.returns(of: chooser, other)
    return !chosen.isEmpty
      && chosen.allSatisfy { value in
        guard let file = program.file(value.file), file[value.node].kind == .member,
          let object = file.child(value.node, .object)
        else { return false }
        let owner = NodeRef(file: value.file, node: object)
        return isSafeNominalMember(program.text(file[value.node].name), of: owner)
      }
  }

  /// `dto.getName()`, of which the method only hands out a field: what the field was given, and what brought the object.
  mutating func traceGetter(_ function: NodeRef, _ callee: NodeID, _ call: NodeRef, _ file: SyntaxFile, _ trail: Trail)
    -> Bool
  {
    guard file.isNominal, file[callee].kind == .member, let object = file.child(callee, .object),
      let other = program.file(function.file), other.child(function.node, .parameter) == nil
    else { return false }
    let returned = evaluator.returns(of: function, other)
    guard returned.count == 1, let field = field(returned[0], other) else { return false }
    if isSafeNominal(function) || isSafeNominal(field) { return true }
    let inner = trail.then(call, "is answered by \(evaluator.qualifiedName(of: function))")
    traceNominalField(field, inner)
    trace(NodeRef(file: call.file, node: object), trail)
    return true
  }

  /// The field that `name` or `this.name` is.
  private func field(_ ref: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    guard let index = program.index(of: ref.file), let type = evaluator.nominalEnclosing(ref, file, index) else {
      return nil
    }
    if file[ref.node].kind == .member {
      guard let object = file.child(ref.node, .object), file[object].kind == .name,
        program.text(file[object].name) == "this"
      else { return nil }
    } else if file[ref.node].kind != .name {
      return nil
    }
    guard let found = evaluator.nominalFind(file[ref.node].name, in: type, at: nil, nil) else { return nil }
    return program.node(found)?.kind == .field ? found : nil
  }

  /// What an extension method of C# is called on.
  mutating func traceReceiver(of function: NodeRef, at call: NodeRef, _ trail: Trail) {
    guard let caller = program.file(call.file), let callee = caller.child(call.node, .callee),
      let object = caller.child(callee, .object)
    else { return }
    let next = trail.then(call, "is passed to \(evaluator.qualifiedName(of: function))")
    trace(NodeRef(file: call.file, node: object), next)
  }

  /// A body as a file: the server chose where it put it.
  func isFileItself(_ parameter: NodeRef, _ file: SyntaxFile) -> Bool {
    guard file.isNominal, let type = file.child(parameter.node, .type) else { return false }
    return ["File", "InputStream", "byte[]", "Reader", "Stream"].contains(file.text(type))
  }

  // MARK: Checks

  private static let asking = ["check", "isValid", "isAllowed", "isSafe", "Check", "IsValid", "IsAllowed", "IsSafe"]

  /// `ALLOWED.contains(x)`, `"asc".equals(x)`, `x.matches("[a-z]+")`.
  func isNominalCheck(_ call: NodeID, of name: Name, _ file: SyntaxFile) -> Bool {
    guard file.isNominal, let callee = file.child(call, .callee), file[callee].kind == .member else { return false }
    func isIt(_ node: NodeID?) -> Bool { node.map { file[$0].kind == .name && file[$0].name == name } ?? false }
    let object = file.child(callee, .object)
    let argument = file.child(call, .argument)
    switch program.text(file[callee].name) {
    case "contains", "Contains", "containsKey", "ContainsKey", "IsMatch", "TryGetValue": return isIt(argument)
    case "equals", "equalsIgnoreCase", "Equals": return isIt(argument) || isIt(object)
    case "matches", "matcher": return isIt(object) || isIt(argument) || isIt(matched(object, file))
    // Of a path that has no ".." in it any more.
    case "startsWith", "StartsWith":
      return isIt(object) && isResolvedPath(name, before: call, file) || resolves(object, name, file)
    // `FileUtils.checkAllowDownload(name)`: of the project's own.
    case let method where Self.asking.contains { method.hasPrefix($0) }: return isIt(argument)
    default: return false
    }
  }

  /// `x` of `PATTERN.matcher(x)`.
  private func matched(_ matcher: NodeID?, _ file: SyntaxFile) -> NodeID? {
    guard let matcher, file[matcher].kind == .call, let callee = file.child(matcher, .callee),
      program.text(file[callee].name) == "matcher"
    else { return nil }
    return file.child(matcher, .argument)
  }

  /// What a condition that has a name was given: `boolean isValid = PATTERN.matcher(x).matches();`.
  func nominalCondition(_ name: NodeID, _ file: SyntaxFile) -> NodeID? {
    let ref = NodeRef(file: file.source.id, node: name)
    guard let definition = evaluator.definition(of: ref), definition.file == ref.file, definition.node < name else {
      return nil
    }
    let statement = file[definition.node].kind == .name ? file[definition.node].parent : definition.node
    guard file[statement].kind == .assignment, let value = file.child(statement, .value), file[value].kind != .name
    else { return nil }
    return value
  }

  /// `@Entity class User`: a table's row.
  func isMappedNominal(_ type: NodeRef, _ file: SyntaxFile) -> Bool {
    file.children(type.node, .decorator).contains { decorator in
      file.child(decorator, .value).map { program.text(NominalBases.lastName(of: $0, file)) == "Entity" } ?? false
    }
  }

  /// `name.substring(name.lastIndexOf("."))`, `getExtension(name)`: what is behind the last dot leads to no folder above.
  func isExtension(_ call: NodeRef, _ callee: NodeID, _ file: SyntaxFile) -> Bool {
    guard file.isNominal else { return false }
    let name = program.text(file[callee].name)
    if name == "substring" || name == "Substring", let start = file.child(call.node, .argument) {
      var text = file.text(start)
      if file[start].kind == .name,
        let definition = evaluator.definition(of: NodeRef(file: call.file, node: start)), definition.file == call.file
      {
        let statement = file[definition.node].kind == .name ? file[definition.node].parent : definition.node
        text = file.child(statement, .value).map { file.text($0) } ?? ""
      }
      return text.prefix(200).lowercased().contains("lastindexof")
    }
    let lower = name.lowercased()
    return lower.contains("extension") || lower.hasSuffix("suffix") || lower.hasSuffix("extname")
  }

  private func isResolvedPath(_ name: Name, before call: NodeID, _ file: SyntaxFile) -> Bool {
    let function = file.ancestor(of: call, where: { $0.kind == .function }) ?? 0
    return (function..<call).contains { node in
      guard file[node].kind == .assignment, let target = file.child(node, .target), file[target].kind == .name,
        file[target].name == name, let value = file.child(node, .value)
      else { return false }
      let text = file.text(value)
      return ["GetFullPath(", "getCanonicalPath(", ".normalize(", "toRealPath("].contains { text.contains($0) }
    }
  }

  /// A class of which a context of EF Core has a set: all of its columns come with the request. A form of its own lists
  /// its fields.
  func isStored(_ parameter: NodeRef, _ file: SyntaxFile) -> Bool {
    guard let type = file.child(parameter.node, .type),
      case .instance(let own, _) = evaluator.instance(ofType: NodeRef(file: parameter.file, node: type)),
      let name = program.node(own)?.name
    else { return false }
    return program.nominal.stored.contains(name)
  }
}
