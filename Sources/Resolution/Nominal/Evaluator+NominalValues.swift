internal import Facts
internal import Source
internal import Syntax

/// Objects of declared types: fields, parameters, elements of collections.
extension Evaluator {
  /// An object of a type as it is written; of a generic one the site is where its arguments stand.
  func nominalInstance(ofType ref: NodeRef, _ file: SyntaxFile) -> Value {
    switch file[ref.node].kind {
    case .index:
      guard let object = file.child(ref.node, .object), let first = file.child(ref.node, .index) else {
        return .unknown
      }
      if program.text(file[object].name) == "[]" { return .object("[]", site: ref) }
      let outer = nominalType(NodeRef(file: ref.file, node: object))
      guard case .external(let name) = outer else { return nominalObject(of: outer) }
      if name == "System.Nullable" { return instance(ofType: NodeRef(file: ref.file, node: first)) }
      return .object(name, site: ref)
    case .name, .member: return nominalObject(of: nominalType(ref))
    // `User?`, an intersection: the first of what is in it.
    case .type:
      return file.children(ref.node).first { _ in true }.map { instance(ofType: NodeRef(file: ref.file, node: $0)) }
        ?? .unknown
    case .tuple:
      return .row(file.children(ref.node).map { instance(ofType: NodeRef(file: ref.file, node: $0)) })
    default: return .unknown
    }
  }

  private func nominalObject(of type: Value) -> Value {
    switch type {
    case .type(let ref): .instance(ref, site: nil)
    case .external(let name):
      NominalLanguage.plainTypes.contains(name) || !name.contains(".") ? .unknown : .object(name, site: nil)
    default: .unknown
    }
  }

  // MARK: Elements

  /// What a collection, an optional or a task holds, as far as its type says it.
  func nominalElement(of value: Value) -> Value? {
    guard case .object(_, let site?) = value, let file = program.file(site.file), file.isNominal, typeDepth < 12 else {
      return nil
    }
    typeDepth += 1
    defer { typeDepth -= 1 }
    switch file[site.node].kind {
    case .index:
      let found = file.children(site.node, .index).last.map { instance(ofType: NodeRef(file: site.file, node: $0)) }
      return found == .unknown ? nil : found
    case .call:
      if let known = nominal.elements[site] { return known }
      let found = nominalElement(ofCall: site, file)
      if let found { nominal.elements[site] = found }
      return found
    default: return nil
    }
  }

  private func nominalElement(ofCall site: NodeRef, _ file: SyntaxFile) -> Value? {
    if let given = file.children(site.node, .typeArgument).last {
      let found = instance(ofType: NodeRef(file: site.file, node: given))
      return found == .unknown ? nil : made(found, at: site)
    }
    guard let callee = file.child(site.node, .callee) else { return nil }
    if let given = nominalWrapped(by: callee, at: site, file) { return given }
    for alternative in value(of: NodeRef(file: site.file, node: callee)).alternatives {
      switch alternative {
      case .bound(let method, _), .function(let method), .member(_, let method?):
        if let found = nominalElement(declaredBy: method) { return made(found, at: site) }
      default: break
      }
    }
    guard let object = file.child(callee, .object) else { return nil }
    let owner = value(of: NodeRef(file: site.file, node: object))
    if case .instance(let type, _) = owner, let entity = nominalEntity(of: type) {
      return .instance(entity, site: site)
    }
    return nominalElement(of: owner).map { made($0, at: site) }
  }

  /// `Optional.of(x)`, `List.of(x)` hold what they are given; `user.map(f)` what the function answers.
  private func nominalWrapped(by callee: NodeID, at site: NodeRef, _ file: SyntaxFile) -> Value? {
    guard file[callee].kind == .member, let given = argument(0, of: site) else { return nil }
    switch program.text(file[callee].name) {
    case "of", "ofNullable", "asList", "singletonList", "just", "FromResult", "completedFuture":
      return value(of: given)
    case "map", "flatMap", "Select", "thenApply":
      guard case .function(let function) = value(of: given) else { return nil }
      let answer = returned(by: function, in: nil)
      if case .object(let name, _) = answer, name.hasSuffix(".Optional") { return nominalElement(of: answer) ?? answer }
      return answer
    default: return nil
    }
  }

  /// What the collection that a method answers with holds; of another generic type, itself.
  private func nominalElement(declaredBy method: NodeRef) -> Value? {
    guard let file = program.file(method.file) else { return nil }
    if file[method.node].kind == .index { return nominalElement(of: .object("", site: method)) }
    guard file[method.node].kind == .function, let type = file.child(method.node, .type), file[type].kind == .index
    else { return nil }
    return nominalElement(of: .object("", site: NodeRef(file: method.file, node: type)))
  }

  private func made(_ value: Value, at site: NodeRef) -> Value {
    if case .instance(let type, nil) = value { return .instance(type, site: site) }
    return value
  }

  /// What waiting for a task gives.
  func nominalAwaited(_ value: Value) -> Value? {
    guard case .object(let name, _?) = value,
      name.hasSuffix(".Task") || name.hasSuffix(".ValueTask") || name.hasSuffix(".IAsyncEnumerable")
    else { return nil }
    return nominalElement(of: value) ?? .unknown
  }

  /// What a `for` goes over, one at a time.
  func nominalLooped(_ loop: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value? {
    guard file.isNominal else { return nil }
    if let element = nominalElement(of: child(.iterable, of: loop, in: frame)), element != .unknown { return element }
    guard let type = file.child(loop.node, .type) else { return nil }
    let declared = instance(ofType: NodeRef(file: loop.file, node: type))
    return declared == .unknown ? nil : declared
  }

  // MARK: Fields

  /// What a field or property is: its initialiser, what constructors and methods assign, what is put in, its type.
  func nominalField(_ ref: NodeRef, _ file: SyntaxFile) -> Value {
    let type = file.ancestor(of: ref.node) {
      $0.kind == .enumDeclaration || $0.kind == .classDeclaration || $0.kind == .interface
    }
    if let type, file[type].kind == .enumDeclaration, file.child(ref.node, .type) == nil {
      return .instance(NodeRef(file: ref.file, node: type), site: nil)
    }
    let declared = file.child(ref.node, .type).map { instance(ofType: NodeRef(file: ref.file, node: $0)) } ?? .unknown
    let given = child(.value, of: ref)
    if given != .unknown, given != .null { return settled(given, declared) }
    let assigned = type.map { nominalAssigned(file[ref.node].name, NodeRef(file: ref.file, node: $0)) } ?? .unknown
    return settled(assigned, declared)
  }

  /// `this.name = …` and `name = …` in the methods of a class.
  private func nominalAssigned(_ name: Name, _ type: NodeRef) -> Value {
    var values: [Value] = []
    for part in nominalParts(of: nominalCanonical(type)) {
      guard let file = program.file(part.file), let index = program.index(of: part.file),
        let scope = index.scope(openedBy: part.node)
      else { continue }
      for attribute in index.attributes
      where attribute.name == name && (attribute.object.isNone || attribute.object == words.this) {
        guard index.scopes[Int(attribute.scope)].type == scope, file.child(attribute.node, .value) != nil,
          values.count < 8
        else { continue }
        values.append(child(.value, of: NodeRef(file: part.file, node: attribute.node)))
      }
    }
    return .merge(values.filter { $0 != .null })
  }

  /// The value of a field beside its type; what nothing assigns is put in.
  private func settled(_ value: Value, _ declared: Value) -> Value {
    switch (value, declared) {
    case (.unknown, _), (.null, _), (.parameter, _), (.object(_, nil), .object):
      return nominalInjected(declared) ?? nominalTyped(value, declared)
    default: return nominalTyped(value, declared)
    }
  }

  /// A value beside the type that is declared for it: each may know more.
  func nominalTyped(_ value: Value, _ declared: Value) -> Value {
    if declared == .unknown { return value }
    switch (value, declared) {
    case (.unknown, _), (.null, _), (.parameter, _), (.member, _): return declared
    case (.object(_, let site?), .instance(let model, _)): return .instance(model, site: site)
    case (.object(let name, let site?), .object(let type, let written)) where name != type && isUntyped(name, site):
      return .object(type, site: written ?? site)
    default: return value
    }
  }

  /// Whether an object goes by the name of the method that answered with it, since facts do not say its type.
  private func isUntyped(_ name: String, _ site: NodeRef) -> Bool {
    guard let file = program.file(site.file), file[site.node].kind == .call, !file[site.node].flags.contains(.isNew),
      let callee = file.child(site.node, .callee)
    else { return false }
    return name.isEmpty || name.hasSuffix("." + program.text(file[callee].name))
  }

  /// `(User) session.get("user")`.
  func nominalCast(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    let declared = file.child(ref.node, .type).map { instance(ofType: NodeRef(file: ref.file, node: $0)) } ?? .unknown
    return nominalTyped(child(.value, of: ref, in: frame), declared)
  }

  /// The type that `new()` leaves out: of the variable, field or function that it is for.
  func nominalTarget(of call: NodeRef, _ file: SyntaxFile) -> Value {
    var node = file[call.node].parent
    if file[node].kind == .returnStatement {
      guard let function = file.ancestor(of: node, where: { $0.kind == .function }) else { return .unknown }
      node = function
    }
    guard [.assignment, .field, .function, .parameter].contains(file[node].kind), let type = file.child(node, .type)
    else { return .unknown }
    return nominalType(NodeRef(file: call.file, node: type))
  }

  /// The object that is put in for a type of a library, where the project provides one.
  private func nominalInjected(_ declared: Value) -> Value? {
    guard case .object(let name, nil) = declared else { return nil }
    return nominalProvided(name)
  }

  // MARK: Parameters

  func nominalParameter(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    guard let type = file.child(ref.node, .type) else {
      if let element = nominalLambdaParameter(ref, file, frame) { return element }
      let passed = passedValue(ref, file)
      return passed == .unknown ? .parameter(ref) : passed
    }
    let declared = instance(ofType: NodeRef(file: ref.file, node: type))
    switch declared {
    case .unknown:
      let passed = passedValue(ref, file)
      return passed == .unknown ? .parameter(ref) : passed
    case .object(let name, nil):
      guard program.facts.call(name) != nil || program.facts.call(name + ".__call__") != nil else { return declared }
      if file[file[ref.node].parent].flags.contains(.constructor), let made = nominalProvided(name) { return made }
      let passed = passedValue(ref, file)
      return passed.site == nil || passed.alternatives.count > 1 ? declared : passed
    case .instance(let own, nil) where isAbstract(own):
      let passed = passedValue(ref, file)
      if case .instance(let given, _) = passed, lineage(of: given).contains(own) { return passed }
      return declared
    default: return declared
    }
  }

  private static let perElement: Set<String> = [
    "forEach", "map", "filter", "flatMap", "anyMatch", "allMatch", "noneMatch", "mapToInt", "mapToLong", "mapToDouble",
    "peek", "removeIf", "ifPresent", "ifPresentOrElse", "forEachOrdered", "toList", "sorted", "doOnNext", "concatMap",
    "Select", "Where", "SelectMany", "ForEach", "Any", "All", "First", "FirstOrDefault", "Single", "SingleOrDefault",
    "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "GroupBy", "Count", "Sum", "Max", "Min",
    "ToDictionary",
    "FirstOrDefaultAsync", "SingleOrDefaultAsync", "FirstAsync", "SingleAsync", "AnyAsync", "CountAsync", "Include",
    "AllAsync", "RemoveAll", "Find", "FindAll", "Exists",
  ]

  /// `users.forEach(u -> …)`: one of the elements.
  private func nominalLambdaParameter(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value? {
    let function = file[ref.node].parent
    guard file[function].kind == .function, file[function].role == .argument,
      file.children(function, .parameter).count == 1, let callee = file.child(file[function].parent, .callee),
      file[callee].kind == .member, Self.perElement.contains(program.text(file[callee].name)),
      let object = file.child(callee, .object)
    else { return nil }
    return nominalElement(of: value(of: NodeRef(file: ref.file, node: object), in: frame))
  }
}
