internal import Facts
internal import Source
internal import Syntax

/// Fields, calls and results of Go.
extension Evaluator {
  // MARK: Fields

  /// A field of an object whose making is seen: `&Server{db: db}`; or of an embedded type by its name.
  func goField(_ name: String, _ type: NodeRef, _ site: NodeRef?) -> Value? {
    guard let file = program.file(type.file), file.source.language == .go, file[type.node].kind == .classDeclaration,
      let interned = program.name(of: name)
    else { return nil }
    let known = site.flatMap { goFieldValue(name, type, file, $0) } ?? .unknown
    if known.site != nil || known.constantText != nil { return known }
    if case .function = known { return known }
    if case .bound = known { return known }
    if let embedded = goEmbedded(interned, file, type) { return embedded }
    guard let field = declaration(name, in: type), program.node(field)?.kind == .field else { return nil }
    let declared = value(of: field)
    if needsAssigned(declared), let assigned = goKept(interned, type, file) { return assigned }
    if declared != .unknown { return declared }
    return known == .unknown ? nil : known
  }

  /// Whether which object a field holds matters more than its type: routers, and clients that are made with settings.
  private func needsAssigned(_ declared: Value) -> Bool {
    guard case .object(let name, nil) = declared else { return false }
    return GoPackages.routing.contains(where: name.hasPrefix) || program.facts.call(name) != nil
  }

  /// What a field of a type is given, where that is seen.
  private func goKept(_ name: Name, _ type: NodeRef, _ file: SyntaxFile) -> Value? {
    let question = GoFieldQuestion(type: type, name: name)
    if let known = goFieldMemo[question] { return known }
    let found = goAssigned(name, type, file) ?? goMade(name, type, file)
    goFieldMemo[question] = .some(found)
    return found
  }

  private func goFieldValue(_ name: String, _ type: NodeRef, _ file: SyntaxFile, _ site: NodeRef) -> Value? {
    guard let made = program.node(site), made.kind == .call, made.flags.contains(.isNew) else { return nil }
    if let given = argument(named: name, of: site) { return value(of: given) }
    guard argumentCount(of: site) > 0, let body = file.child(type.node, .body) else { return nil }
    let fields = file.children(body).filter { file[$0].kind == .field }
    guard let position = fields.firstIndex(where: { program.text(file[$0].name) == name }) else { return nil }
    return argument(position, of: site).map { value(of: $0) }
  }

  private func goEmbedded(_ name: Name, _ file: SyntaxFile, _ type: NodeRef) -> Value? {
    for base in file.children(type.node) where file[base].role == .base {
      var node = base
      if file[node].kind == .index, let object = file.child(node, .object) { node = object }
      if file[node].name == name, file[node].kind == .name || file[node].kind == .member {
        return instance(ofType: NodeRef(file: type.file, node: base))
      }
    }
    return nil
  }

  /// `s.router = gin.New()` anywhere in the package of the type: only where the value is seen.
  private func goAssigned(_ name: Name, _ type: NodeRef, _ file: SyntaxFile) -> Value? {
    for id in program.modules.goPackages.files(in: ModuleMap.parent(file.source.path)) {
      guard let index = program.index(of: id), let other = program.file(id) else { continue }
      for attribute in index.attributes where attribute.name == name {
        guard let target = other.child(attribute.node, .target), other[target].kind == .member,
          let object = other.child(target, .object),
          case .instance(let owner, _) = value(of: NodeRef(file: id, node: object)), owner == type
        else { continue }
        let given = child(.value, of: NodeRef(file: id, node: attribute.node))
        if given.site != nil { return given }
      }
    }
    return nil
  }

  /// What a field of a type is given by the only assignment to it in the type's package: `r.Handler = r.routes()`.
  package func goGiven(_ name: String, to type: NodeRef) -> NodeRef? {
    guard let interned = program.name(of: name), let file = program.file(type.file) else { return nil }
    var found: [NodeRef] = []
    for id in program.modules.goPackages.files(in: ModuleMap.parent(file.source.path)) {
      guard let index = program.index(of: id), let other = program.file(id) else { continue }
      for attribute in index.attributes where attribute.name == interned {
        guard let target = other.child(attribute.node, .target), other[target].kind == .member,
          let object = other.child(target, .object),
          case .instance(let owner, _) = value(of: NodeRef(file: id, node: object)), owner == type,
          let given = other.child(attribute.node, .value)
        else { continue }
        found.append(NodeRef(file: id, node: given))
      }
    }
    return found.count == 1 ? found[0] : nil
  }

  /// `&Weather{client: &http.Client{}}`, where that is the only place of the package that makes one.
  private func goMade(_ name: Name, _ type: NodeRef, _ file: SyntaxFile) -> Value? {
    let folder = ModuleMap.parent(file.source.path)
    let sites = program.sites(of: file[type.node].name).filter { site in
      program.node(site)?.flags.contains(.isNew) ?? false
        && program.modules.goPackages.files(in: folder).contains(site.file)
    }
    guard sites.count == 1, let given = argument(named: program.text(name), of: sites[0]) else { return nil }
    let value = value(of: given)
    return value.site == nil ? nil : value
  }

  // MARK: Calls

  /// What calls give that only Go knows: conversions, texts, `append`.
  func goCall(_ ref: NodeRef, _ callee: NodeID, _ file: SyntaxFile, _ frame: Frame?) -> Value? {
    let node = file[callee]
    if node.kind == .name {
      switch program.text(node.name) {
      case "string", "any":
        return argument(0, of: ref).map { value(of: $0, in: frame) }.flatMap { $0 == .unknown ? nil : $0 }
      case "append": return appended(ref, frame)
      default: return nil
      }
    }
    guard node.kind == .member, let object = file.child(callee, .object), file[object].kind == .name else { return nil }
    switch program.text(node.name) {
    case "Duration" where isPackage("time", object, ref, frame):
      return argument(0, of: ref).map { value(of: $0, in: frame) }
    case "Sprintf" where isPackage("fmt", object, ref, frame): return .string(goFormatted(ref, frame))
    case "Join" where isPackage("path", object, ref, frame):
      let parts = (0..<argumentCount(of: ref)).compactMap { argument($0, of: ref) }
      return .string(parts.map { part(value(of: $0, in: frame)) }.joined(separator: "/"))
    case "ToUpper" where isPackage("strings", object, ref, frame):
      return argument(0, of: ref).flatMap { value(of: $0, in: frame).constantText }.map { .string($0.uppercased()) }
    default: return nil
    }
  }

  private func isPackage(_ name: String, _ object: NodeID, _ ref: NodeRef, _ frame: Frame?) -> Bool {
    guard case .external(let package) = value(of: NodeRef(file: ref.file, node: object), in: frame) else {
      return false
    }
    return package == name
  }

  private static let durations: [String: Double] = [
    "Nanosecond": 1e-9, "Microsecond": 1e-6, "Millisecond": 0.001, "Second": 1, "Minute": 60, "Hour": 3600,
  ]

  /// `time.Second`: durations are counted in seconds.
  func goDuration(_ name: Name, _ owner: Value) -> Value? {
    guard case .external(let package) = owner, package == "time" else { return nil }
    return Self.durations[program.text(name)].map { .number($0) }
  }

  /// `append(list, a, b...)`: a row of what is seen.
  private func appended(_ ref: NodeRef, _ frame: Frame?) -> Value? {
    guard let first = argument(0, of: ref), let rest = rest(from: 1, of: ref, in: frame) else { return nil }
    let base = value(of: first, in: frame)
    switch base {
    case .row(let row): return .row(row + rest)
    case .literal: return .row(elements(of: base, in: frame) + rest)
    default: return nil
    }
  }

  /// `fmt.Sprintf("/%s/items", base)`.
  private func goFormatted(_ ref: NodeRef, _ frame: Frame?) -> String {
    guard let format = argument(0, of: ref).flatMap({ value(of: $0, in: frame).text }) else {
      return String(Value.hole)
    }
    var output = ""
    var position = 1
    var characters = format[...]
    while let character = characters.popFirst() {
      guard character == "%" else {
        output.append(character)
        continue
      }
      let flags = characters.prefix { !$0.isLetter && $0 != "%" }
      characters = characters.dropFirst(flags.count)
      guard let verb = characters.popFirst() else { break }
      if verb == "%" {
        output.append("%")
      } else {
        let given = flags.isEmpty ? argument(position, of: ref) : nil
        output +=
          verb == "s" || verb == "v" || verb == "d"
          ? given.map { part(value(of: $0, in: frame)) } ?? String(Value.hole) : String(Value.hole)
        position += 1
      }
    }
    return output
  }

  // MARK: Results

  /// One of the results that an assignment of several takes.
  func goResult(_ position: Int, of assignment: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    guard let given = file.child(assignment.node, .value) else {
      guard let type = file.child(assignment.node, .type) else { return .unknown }
      return instance(ofType: NodeRef(file: assignment.file, node: type))
    }
    return goResult(position, ofExpression: NodeRef(file: assignment.file, node: given), frame, depth: 0)
  }

  private func goResult(_ position: Int, ofExpression ref: NodeRef, _ frame: Frame?, depth: Int) -> Value {
    guard let file = program.file(ref.file) else { return .unknown }
    switch file[ref.node].kind {
    case .tuple: return element(position, of: .literal(ref))
    case .call:
      guard let callee = file.child(ref.node, .callee), !file[ref.node].flags.contains(.isNew), depth < 6 else { break }
      let found = value(of: NodeRef(file: ref.file, node: callee), in: frame)
      let values = found.alternatives.compactMap { alternative -> Value? in
        switch alternative {
        case .function(let function):
          goReturned(position, by: function, self.frame(for: function, calledAt: ref, in: frame), depth)
        case .bound(let function, let receiver):
          goReturned(
            position, by: function, self.frame(for: function, calledAt: ref, in: frame, receiver: receiver), depth)
        default: nil
        }
      }
      if !values.isEmpty { return .merge(values) }
    default: break
    }
    // A library's first result is what its facts are about; the others are errors and marks.
    return position == 0 ? value(of: ref, in: frame) : .unknown
  }

  /// One result of a function, merged over its return statements; else an object of the declared type.
  private func goReturned(_ position: Int, by function: NodeRef, _ frame: Frame?, _ depth: Int) -> Value {
    guard let file = program.file(function.file) else { return .unknown }
    let values = returns(of: function, file).prefix(8).map { ref -> Value in
      guard let node = program.node(ref) else { return .unknown }
      guard node.kind == .tuple else { return goResult(position, ofExpression: ref, frame, depth: depth + 1) }
      let parts = file.children(ref.node)
      let part = parts.enumerated().first { $0.offset == position }?.element
      return part.map { value(of: NodeRef(file: ref.file, node: $0), in: frame) } ?? .unknown
    }
    let merged = Value.merge(values.filter { $0 != .null })
    if merged != .unknown { return merged }
    guard let type = file.child(function.node, .type) else { return .unknown }
    guard file[type].kind == .tuple else {
      return position == 0 ? instance(ofType: NodeRef(file: function.file, node: type)) : .unknown
    }
    let part = file.children(type).enumerated().first { $0.offset == position }?.element
    return part.map { instance(ofType: NodeRef(file: function.file, node: $0)) } ?? .unknown
  }

  /// Several results, as a row.
  func goResults(_ ref: NodeRef, _ file: SyntaxFile) -> Value {
    .row(file.children(ref.node).map { instance(ofType: NodeRef(file: ref.file, node: $0)) })
  }

  /// An element of something of which only the type is known: `[]T`, `map[K]T`.
  func goElement(of collection: Value) -> Value? {
    guard case .object(let name, let site?) = collection, name == "[]" || name == "map" || name == "chan",
      let file = program.file(site.file), file.source.language == .go, file[site.node].kind == .index,
      let type = file.children(site.node, .index).last
    else { return nil }
    return instance(ofType: NodeRef(file: site.file, node: type))
  }

  /// `[]T`, `map[K]V` and `chan T`: an object of that name, made where the type is written.
  func goContainer(_ ref: NodeRef, _ file: SyntaxFile) -> Value? {
    guard file.source.language == .go, let object = file.child(ref.node, .object),
      file[object].flags.contains(.synthetic)
    else { return nil }
    return .object(program.text(file[object].name), site: ref)
  }
}

/// A field of a type.
struct GoFieldQuestion: Hashable {
  let type: NodeRef
  let name: Name
}
