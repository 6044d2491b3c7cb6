internal import Facts
internal import Source
internal import Syntax

extension FlowTracer {
  /// Whether an expression is a source by its library name ("flask.request.args"); reports it.
  mutating func isKnownSource(_ ref: NodeRef, _ file: SyntaxFile, _ trail: Trail) -> Bool {
    guard let name = evaluator.value(of: ref).externalName, let what = program.facts.source(name) else { return false }
    if isOutgoing(ref, file) { return true }
    report("\(what) of the request", at: ref, handler: nil, trail)
    return true
  }

  mutating func traceMember(_ ref: NodeRef, _ file: SyntaxFile, _ trail: Trail) {
    if isCleanedPath(ref, file) || isKnownSource(ref, file, trail) { return }
    guard let object = file.child(ref.node, .object) else { return }
    let owner = NodeRef(file: ref.file, node: object)
    let name = program.text(file[ref.node].name)
    if isTested(ref, file) { return }
    if let (what, handler) = dotnetRequestMember(name, ref, object, file) {
      report("\(what) of the request", at: ref, handler: handler, trail)
      return
    }
    if file[object].kind == .name, let request = requestParameter(owner, file) {
      if let what = RequestSources.members[name] { report("\(what) of the request", at: ref, handler: request, trail) }
      return
    }
    if let (what, function) = viewMember(name, ref, object, file) {
      report("\(what) of the request", at: ref, handler: function, trail)
      return
    }
    if danger == "pageSize" ? isBoundedField(name, of: owner) : isCheckedField(name, of: owner) { return }
    if !["pageSize", "massAssignment"].contains(danger), isValidatedField(name, of: owner) { return }
    if isAddressChecked(ref, file) || traceProperty(name, of: owner, trail.then(ref, "is worked out in \(name)")) {
      return
    }
    if isSafeGoField(name, of: owner) || isSafeNominalMember(name, of: owner) { return }
    if traceGoField(name, of: owner, trail) { return }
    if traceAttribute(name, of: owner, file, trail) { return }
    var trail = reading(name, trail)
    if isOfReceiver(name, file) {
      trail.isOfReceiver = true
      trail.namesUpload = trail.namesUpload || namesUpload(object, file)
    }
    trace(owner, trail)
  }

  /// `self.request.GET` and `self.kwargs` in a class of views: what it brings, and the method that reads it.
  private func viewMember(
    _ name: String, _ ref: NodeRef, _ object: NodeID, _ file: SyntaxFile
  ) -> (what: String, function: NodeRef)? {
    guard !sources.views.isEmpty, let index = program.index(of: ref.file) else { return nil }
    var owner = object
    var what: String?
    if file[object].kind == .member, program.text(file[object].name) == "request",
      let inner = file.child(object, .object)
    {
      owner = inner
      what = RequestSources.members[name]
    } else if name == "kwargs" {
      what = danger == "path" ? nil : "path parameter"
    }
    guard let what, file[owner].kind == .name, program.text(file[owner].name) == "self" else { return nil }
    let function = NodeRef(file: ref.file, node: index.function(around: ref.node, in: file))
    guard let type = file.ancestor(of: function.node, where: { $0.kind == .classDeclaration }),
      sources.views.contains(NodeRef(file: ref.file, node: type))
    else { return nil }
    return (what, function)
  }

  /// The handler whose request object a name is.
  func requestParameter(_ ref: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    guard let definition = evaluator.definition(of: ref), sources.parameters[definition] == .request,
      let other = program.file(definition.file)
    else { return nil }
    return NodeRef(file: definition.file, node: other[definition.node].parent)
  }

  /// `self.x`: what the class assigns to it. True when the object is one of the project's own.
  private mutating func traceAttribute(_ name: String, of owner: NodeRef, _ file: SyntaxFile, _ trail: Trail) -> Bool {
    guard case .instance(let type, _) = evaluator.value(of: owner), let other = program.file(type.file),
      let index = program.index(of: type.file), let interned = program.name(of: name),
      let scope = index.scope(openedBy: type.node)
    else { return false }
    for attribute in index.attributes where attribute.name == interned && !keepsOfOthers(other) {
      guard index.scopes[Int(attribute.scope)].type == scope, let value = other.child(attribute.node, .value) else {
        continue
      }
      let place = NodeRef(file: type.file, node: attribute.node)
      trace(NodeRef(file: type.file, node: value), trail.then(place, "is kept in \(name)"))
    }
    // A field of a body model that a handler takes: the object itself is the source.
    if case .name = file[owner.node].kind { trace(owner, trail) }
    return true
  }

  // MARK: Calls

  /// Conversions after which nothing of a text is left.
  private static let conversions: Set<String> = [
    "int", "float", "bool", "len", "Number", "parseInt", "parseFloat", "Boolean", "UUID", "uuid.UUID", "Decimal",
    "decimal.Decimal", "BigInt", "Date", "isinstance", "hash", "ord", "abs", "round", "min", "max", "sum",
  ]

  mutating func traceCall(_ ref: NodeRef, _ file: SyntaxFile, _ trail: Trail) {
    guard let callee = file.child(ref.node, .callee) else { return }
    let calleeRef = NodeRef(file: ref.file, node: callee)
    if convertsNominal(callee, ref.file, file) { return }
    let value = evaluator.value(of: calleeRef)
    if let name = value.externalName {
      if Self.conversions.contains(name) {
        if danger == "pageSize", !Self.clamps.contains(name) { traceArguments(ref, file, trail) }
        return
      }
      if let what = program.facts.source(name) {
        if danger == "path", what == "path parameter", isSegment(ref, file) || isOutgoing(ref, file) { return }
        report("\(what) of the request", at: ref, handler: nil, trail)
        return
      }
      if danger == "pageSize", ["strconv.Atoi", "strconv.ParseInt", "strconv.ParseUint"].contains(name) {
        return traceArguments(ref, file, trail)
      }
      if let fact = program.facts.call(name), fact.sanitizes.contains(danger) || fact.sanitizes.contains("*") { return }
    }
    // `stripProtected(body)`, `pick(body, [...])` of the project's own.
    if danger == "massAssignment", choosesFields(program.text(file[callee].name)) { return }
    if checksAddress(program.text(file[callee].name)), value.externalName == nil { return }
    if danger == "path", isExtension(ref, callee, file) || stripsSeparators(ref, callee, file) { return }
    if danger == "path", cleansPath(callee, value, file) || isRooted(ref, callee, file) { return }
    if danger == "url", checksHost(value) { return }
    if value.externalName == nil, guardsStatement(callee, file) { return }
    if isBoundedBySchema(ref, callee, file, trail) { return }
    switch value {
    case .function(let function) where isSafeNominal(function), .bound(let function, _) where isSafeNominal(function):
      break
    case .function(let function), .bound(let function, _):
      if !traceGetter(function, callee, ref, file, trail) { traceResult(of: function, ref, trail) }
    // An object is no text: libraries bind its fields.
    case .type where ["sql", "massAssignment"].contains(danger) && file.source.language == .go: break
    // Which of the fields of an object of the project's own is read later is not seen.
    case .type where ["massAssignment", "path", "url"].contains(danger) && file.source.language == .csharp: break
    // What a constructor of Java or C# keeps is followed field by field.
    case .type(let type)
    where file.isNominal && (danger == "url" || danger == "path") && evaluator.constructor(of: type, at: ref) != nil:
      break
    case .type where danger == "pageSize" && file.source.language == .go: traceSizedFields(ref, file, trail)
    case .type: traceArguments(ref, file, trail)
    default: traceLibraryCall(ref, callee, file, trail)
    }
  }

  private static let choices = [
    "strip", "pick", "omit", "saniti", "whitelist", "allow", "filter", "select", "only", "protected",
  ]

  /// A function whose name says that it lets only some fields through.
  private func choosesFields(_ name: String) -> Bool {
    let name = name.lowercased()
    return Self.choices.contains { name.contains($0) }
  }

  private static let hosts: Set<String> = ["url", "uri", "host", "hostname", "domain", "origin", "endpoint", "address"]
  private static let comparisons: Set<String> = ["endsWith", "endswith", "includes", "has", "some", "any", "indexOf"]

  /// `validateDomain(domain)` of the project's own, which compares with what is allowed.
  private func checksHost(_ callee: Value) -> Bool {
    let function: NodeRef
    switch callee {
    case .function(let known), .bound(let known, _): function = known
    default: return false
    }
    guard let file = program.file(function.file) else { return false }
    let name = program.text(file[function.node].name).lowercased()
    guard ["valid", "allow", "assert", "ensure", "sanit", "check", "safe"].contains(where: name.contains),
      Self.hosts.contains(where: name.contains)
    else { return false }
    return (function.node..<file[function.node].next).contains { node in
      guard file[node].kind == .call, let inner = file.child(node, .callee) else { return false }
      return Self.comparisons.contains(program.text(file[inner].name))
    }
  }

  /// What a function of the project answers.
  private mutating func traceResult(of function: NodeRef, _ call: NodeRef, _ trail: Trail) {
    guard trail.calls.count < 6, let file = program.file(function.file) else { return }
    var inner = trail.then(call, "is answered by \(evaluator.qualifiedName(of: function))")
    inner.calls.append(Entered(call: call, function: function))
    for value in evaluator.returns(of: function, file).prefix(6) { trace(value, inner) }
  }

  private mutating func traceArguments(_ call: NodeRef, _ file: SyntaxFile, _ trail: Trail) {
    for child in file.children(call.node) where file[child].role == .argument {
      var trail = trail
      trail.isBehind = trail.isBehind || standsBehind(child, of: call.node, file)
      trace(NodeRef(file: call.file, node: child), trail)
    }
  }

  /// Functions of libraries that answer with what they were given.
  private static let propagators: Set<String> = [
    "str", "String", "unquote", "quote_plus", "unquote_plus", "b64decode", "decode", "encode", "loads", "parse",
    "dumps", "stringify",
    "join", "format", "concat", "text", "list", "tuple", "dict", "sorted", "map", "filter", "Object.assign", "assign",
    "decodeURIComponent", "deepcopy", "copy", "resolve", "normalize", "abspath", "Path", "literal_column", "raw",
    "urljoin", "f", "Buffer.from", "from", "bytes", "iter", "next", "reversed", "enumerate", "zip", "set", "trim",
  ]

  /// Methods whose answer is the file system's, not their caller's.
  private static let answersOfItsOwn: Set<String> = ["iterdir", "glob", "rglob", "listdir", "scandir", "walk", "stat"]

  /// `schema.parse(body)`, other than `JSON.parse(text)`: only the fields of the schema get through.
  private func isSchema(_ name: String, _ callee: NodeID, _ file: SyntaxFile) -> Bool {
    guard danger == "massAssignment", name == "parse", let object = file.child(callee, .object) else { return false }
    return program.text(file[object].name) != "JSON"
  }

  /// `jwt.decode(token, key)`: what a signature vouches for is the signer's, unless nobody looks at it.
  private func isToken(_ call: NodeRef, _ callee: NodeID, _ file: SyntaxFile) -> Bool {
    guard let external = evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName,
      let fact = program.facts.call(external), fact.effect == .jwt
    else { return false }
    let text = file.text(call.node)
    return !(text.contains("verify") && text.contains("False"))
  }

  /// `new URL(target)`: its text is the address again. With a base, the host is mostly the base's.
  private func isAddress(_ call: NodeRef, _ name: String, _ file: SyntaxFile) -> Bool {
    danger == "url" && name == "URL" && file[call.node].flags.contains(.isNew)
      && evaluator.argumentCount(of: call) == 1
  }

  /// A method keeps what its object is; a function hands on its arguments when it is known to.
  private mutating func traceLibraryCall(_ ref: NodeRef, _ callee: NodeID, _ file: SyntaxFile, _ trail: Trail) {
    let name = program.text(file[callee].name)
    if Self.answersOfItsOwn.contains(name) || isToken(ref, callee, file) { return }
    // `API.format(currency=…)`: the host stands in the template.
    let isTemplate = danger == "url" && name == "format" && file[callee].kind == .member
    if let host = hostArguments(ref, callee, file) {
      for argument in host { trace(argument, trail) }
      return
    }
    let hands =
      file.isNominal
      ? Self.nominalPropagators : file.source.language == .go ? Self.goPropagators : Self.propagators
    if hands.contains(name) || isParser(name) || isAddress(ref, name, file), !isTemplate, !isSchema(name, callee, file),
      !isLookup(ref, name, callee, file)
    {
      traceArguments(ref, file, trail)
    }
    guard file[callee].kind == .member, let object = file.child(callee, .object) else { return }
    let owner = NodeRef(file: ref.file, node: object)
    if isSafeNominalMember(name, of: owner) || choosesSafe(ref, name, file) || traceMapped(ref, name, file, trail) {
      return
    }
    if file[object].kind == .name, let request = requestParameter(owner, file) {
      if let what = RequestSources.members[name] { report("\(what) of the request", at: ref, handler: request, trail) }
      return
    }
    // What a data store or a remote service answers is its own, not the outsider's.
    if let external = evaluator.value(of: NodeRef(file: ref.file, node: callee)).externalName,
      let fact = program.facts.call(external), fact.effect != nil
    {
      return
    }
    trace(owner, trail)
  }

  // MARK: Checks

  /// Whether a value is checked where it is used: inside `if x in ALLOWED`, or after `if x not in ALLOWED: raise`.
  func isChecked(_ ref: NodeRef, _ file: SyntaxFile) -> Bool {
    let name = file[ref.node].name
    if danger == "pageSize", isPosition(name) || isCompared(name, before: ref, file) { return true }
    if isLookedUp(name, before: ref, file) || isHeldInside(name, before: ref, file) { return true }
    if danger == "massAssignment", losesFields(name, before: ref.node, file) { return true }
    if isAddressChecked(ref, file) || isGuardedBefore(name, ref, file) { return true }
    var node = ref.node
    while node != 0, file[node].kind != .function {
      let parent = file[node].parent
      if file[parent].kind == .ifStatement || file[parent].kind == .conditional, file[node].role == .then,
        let condition = file.child(parent, .condition), isMembership(condition, of: name, negated: false, file)
      {
        return true
      }
      if file[parent].kind == .block || file[parent].kind == .module {
        for statement in file.children(parent) where statement < node && file[statement].kind == .ifStatement {
          if let condition = file.child(statement, .condition),
            isMembership(condition, of: name, negated: true, file), leaves(statement, file)
          {
            return true
          }
        }
      }
      node = parent
    }
    return false
  }

  /// `for field in PROTECTED: body.pop(field, None)`: somebody went through what must not be written.
  private func losesFields(_ name: Name, before use: NodeID, _ file: SyntaxFile) -> Bool {
    guard let function = file.ancestor(of: use, where: { $0.kind == .function }) else { return false }
    return (function..<use).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee), file[callee].kind == .member,
        program.text(file[callee].name) == "pop", let object = file.child(callee, .object), file[object].kind == .name,
        file[object].name == name, let field = file.child(node, .argument), file[field].kind == .name
      else { return false }
      return file.ancestor(of: node, where: { $0.kind == .forEach }) != nil
    }
  }

  /// `["png", "jpg"].includes(f(x)) ? f(x) : "png"`: only what is listed gets through.
  func choosesListed(_ ref: NodeRef, _ file: SyntaxFile) -> Bool {
    guard let condition = file.child(ref.node, .condition), file[condition].kind == .call,
      let then = file.child(ref.node, .then), let callee = file.child(condition, .callee), file[callee].kind == .member,
      ["includes", "has"].contains(program.text(file[callee].name)), let asked = file.child(condition, .argument)
    else { return false }
    return file.text(asked) == file.text(then)
  }

  /// `x in ALLOWED`, `ALLOWED.includes(x)`, `ALLOWED.has(x)`, `x == "a"`, `x.isdigit()`; negated ones too.
  func isMembership(_ condition: NodeID, of name: Name, negated: Bool, _ file: SyntaxFile) -> Bool {
    let node = file[condition]
    switch node.kind {
    case .unary:
      guard program.text(node.name) == "not", let value = file.child(condition, .value) else { return false }
      return isMembership(value, of: name, negated: !negated, file)
    case .logical:
      return [SyntaxRole.left, .right].contains { role in
        file.child(condition, role).map { isMembership($0, of: name, negated: negated, file) } ?? false
      }
    case .comparison:
      let wanted = negated ? ["not in", "!="] : ["in", "=="]
      guard wanted.contains(program.text(node.name)), let left = file.child(condition, .left) else { return false }
      return file[left].name == name && file[left].kind == .name
    case .call:
      if isNominalCheck(condition, of: name, file) { return !negated }
      if negated { return forbidsParents(condition, of: name, file) }
      return isMembershipCall(condition, of: name, file)
    case .name where file.isNominal:
      return nominalCondition(condition, file).map { isMembership($0, of: name, negated: negated, file) } ?? false
    default: return false
    }
  }

  private func isMembershipCall(_ call: NodeID, of name: Name, _ file: SyntaxFile) -> Bool {
    guard let callee = file.child(call, .callee) else { return false }
    // `isPathInside(folder, root)`, of a library or the project's own.
    let called = program.text(file[callee].name).lowercased()
    if danger == "path", called.contains("inside") || called.contains("within") {
      return file.children(call, .argument).contains { file[$0].kind == .name && file[$0].name == name }
    }
    guard file[callee].kind == .member else { return false }
    let method = program.text(file[callee].name)
    if file.source.language == .go, danger == "path", ["HasPrefix", "IsLocal"].contains(method) {
      return file.children(call, .argument).contains { (argument: NodeID) in
        (argument..<file[argument].next).contains { file[$0].kind == .name && file[$0].name == name }
      }
    }
    if danger == "path", ["is_relative_to", "startswith", "startsWith"].contains(method),
      let object = file.child(callee, .object)
    {
      return (object..<file[object].next).contains { file[$0].name == name && file[$0].kind == .name }
    }
    if ["includes", "has"].contains(method), let argument = file.child(call, .argument) {
      return file[argument].kind == .name && file[argument].name == name
    }
    guard ["isdigit", "isalnum", "isnumeric", "isidentifier"].contains(method), let object = file.child(callee, .object)
    else { return false }
    return file[object].name == name
  }

  /// Whether an `if` without `else` always leaves: its block ends with return, raise, break or continue.
  func leaves(_ statement: NodeID, _ file: SyntaxFile) -> Bool {
    guard let then = file.child(statement, .then), file.child(statement, .otherwise) == nil else { return false }
    var last: NodeID?
    for child in file.children(then) { last = child }
    guard let last else { return false }
    switch file[last].kind {
    case .returnStatement, .throwStatement, .jump: return true
    case .call:
      let name = file.child(last, .callee).map { program.text(file[$0].name) } ?? ""
      return name == "abort" || name == "exit"
    default: return false
    }
  }
}
