internal import Facts
internal import Source
internal import Syntax

/// Finds types of Java and C# by their names.
extension Evaluator {
  /// What an expression that names a type means: a type of the project or a library, or a namespace.
  func nominalType(_ ref: NodeRef) -> Value {
    guard let file = program.file(ref.file) else { return .unknown }
    let node = file[ref.node]
    switch node.kind {
    case .name:
      guard let index = program.index(of: ref.file) else { return .unknown }
      return nominalType(named: node.name, at: ref, file, index)
    case .member:
      guard let object = file.child(ref.node, .object) else { return .unknown }
      let owner = nominalType(NodeRef(file: ref.file, node: object))
      if owner == .unknown {
        let text = file.text(ref.node)
        return text.utf8.count < 200 && !text.contains(" ") ? nominalQualified(text, from: ref.file) : .unknown
      }
      return nominalNested(node.name, in: owner, from: ref.file)
    case .index:
      guard let object = file.child(ref.node, .object) else { return .unknown }
      return nominalType(NodeRef(file: ref.file, node: object))
    case .call:
      guard let callee = file.child(ref.node, .callee) else { return .unknown }
      return nominalType(NodeRef(file: ref.file, node: callee))
    default: return .unknown
    }
  }

  /// A type by its plain name, from the inside to the outside.
  func nominalType(named name: Name, at ref: NodeRef, _ file: SyntaxFile, _ index: FileIndex) -> Value {
    nominalType(named: name, inScope: index.scope(of: ref.node, in: file), ref.file, file, index)
  }

  func nominalType(
    named name: Name, inScope start: ScopeID, _ id: FileID, _ file: SyntaxFile, _ index: FileIndex
  ) -> Value {
    var scope = start
    while scope > 0 {
      let opened = index.scopes[Int(scope)]
      if opened.kind == .type {
        if file[opened.node].kind == .namespace { break }
        let type = nominalCanonical(NodeRef(file: id, node: opened.node))
        // A class is known by its name inside of itself.
        if file[opened.node].name == name { return .type(type) }
        if let nested = nominalNestedType(name, in: type) { return .type(nested) }
      } else if let local = index.bindings(of: name, in: scope).first(where: { $0.kind == .type }) {
        return .type(NodeRef(file: id, node: local.node))
      }
      scope = opened.parent
    }
    return nominalFileType(name, NominalScope(file: id, scope: scope), file, index)
  }

  /// A type nested in a type or in what it extends.
  func nominalNestedType(_ name: Name, in type: NodeRef) -> NodeRef? {
    let question = NominalMemberQuestion(type: type, name: name)
    if let known = nominal.nested[question] { return known }
    // Bases may name types that are looked up here.
    nominal.nested[question] = .some(nil)
    let found = lineage(of: type).lazy.flatMap { self.nominalParts(of: $0) }.compactMap { part -> NodeRef? in
      guard let index = self.program.index(of: part.file), let scope = index.scope(openedBy: part.node) else {
        return nil
      }
      return index.bindings(of: name, in: scope).first { $0.kind == .type }.map {
        NodeRef(file: part.file, node: $0.node)
      }
    }.first
    nominal.nested[question] = .some(found)
    return found
  }

  /// A member of a namespace or type that is a type or a namespace.
  func nominalNested(_ name: Name, in owner: Value, from id: FileID) -> Value {
    switch owner {
    case .type(let type): return nominalNestedType(name, in: type).map { .type($0) } ?? .unknown
    case .folder(let space): return nominalMember(name, ofNamespace: space, from: id)
    case .external(let qualified):
      return .external(program.facts.canonical(NominalLanguage.current(qualified + "." + program.text(name))))
    default: return .unknown
    }
  }

  /// What a namespace of the project holds under a name.
  func nominalMember(_ name: Name, ofNamespace space: String, from id: FileID) -> Value {
    if let number = program.nominal.number(of: space), let type = nominalType(name, in: number, from: id) {
      return .type(type)
    }
    let full = NominalTypes.join(space, program.text(name))
    if program.nominal.number(of: full) != nil { return .folder(full) }
    return .external(program.facts.canonical(NominalLanguage.current(full)))
  }

  // MARK: Files

  /// A name that no type or function around binds: imports, the namespaces around, what stars bring.
  func nominalFileType(_ name: Name, _ place: NominalScope, _ file: SyntaxFile, _ index: FileIndex) -> Value {
    let question = NominalNameQuestion(place: place, name: name)
    if let known = nominal.types[question] { return known }
    let found = nominalUnseenType(name, place, file, index)
    nominal.types[question] = found
    return found
  }

  private func nominalUnseenType(_ name: Name, _ place: NominalScope, _ file: SyntaxFile, _ index: FileIndex) -> Value {
    var scope = place.scope
    while true {
      if let binding = index.bindings(of: name, in: scope).first(where: { $0.kind == .imported }) {
        return nominalImported(NodeRef(file: place.file, node: binding.node), file)
      }
      if scope == 0 { break }
      scope = index.scopes[Int(scope)].parent
    }
    let context = nominalContext(place, file, index)
    for space in context.spaces {
      if let type = nominalType(name, in: space, from: place.file) { return .type(type) }
    }
    for star in context.stars {
      if let number = star.number, let type = nominalType(name, in: number, from: place.file) { return .type(type) }
      if let owner = star.type, let type = nominalNestedType(name, in: owner) { return .type(type) }
    }
    let text = program.text(name)
    for star in program.nominal.isLibraryName(text) ? context.stars : [] where star.number == nil || star.type == nil {
      let full = NominalLanguage.current(star.text + "." + text)
      if program.nominal.library.contains(full) { return .external(program.facts.canonical(full)) }
    }
    for space in program.nominal.mayLieWithin(text) ? context.texts : [] {
      let full = NominalTypes.join(space, text)
      if program.nominal.number(of: full) != nil { return .folder(full) }
    }
    if program.nominal.number(of: text) != nil { return .folder(text) }
    if let keyword = NominalLanguage.keywords[text], file.source.language == .csharp { return .external(keyword) }
    return NominalLanguage.roots.contains(text) ? .external(text) : .unknown
  }

  /// What an import binds: a type, a static member of one, or a namespace under another name.
  func nominalImported(_ binding: NodeRef, _ file: SyntaxFile) -> Value {
    if let known = nominal.imports[binding] { return known }
    let node = file[binding.node]
    let module = nominalQualified(program.text(file[node.parent].name), from: binding.file)
    var value = module
    if !node.flags.contains(.namespace), let imported = file.child(binding.node, .value) {
      let name = file[imported].name
      value = nominalNested(name, in: module, from: binding.file)
      if value == .unknown { value = nominalMember(name, of: module, at: nil, in: nil) }
    }
    nominal.imports[binding] = value
    return value
  }

  /// What a full name means: of the project as far as it is known there, else of a library.
  func nominalQualified(_ text: String, from id: FileID) -> Value {
    if isForeign(text) { return .external(program.facts.canonical(NominalLanguage.current(text))) }
    if program.nominal.isNamespaceOnly(text) { return .folder(text) }
    let parts = text.split(separator: ".").map(String.init)
    for count in stride(from: parts.count - 1, through: 0, by: -1) {
      guard let number = program.nominal.number(of: parts[..<count].joined(separator: ".")),
        let name = program.name(of: parts[count]), let type = nominalType(name, in: number, from: id)
      else { continue }
      return parts[(count + 1)...].reduce(.type(type)) { owner, part in
        program.name(of: part).map { nominalNested($0, in: owner, from: id) } ?? .unknown
      }
    }
    if program.nominal.number(of: text) != nil { return .folder(text) }
    return .external(program.facts.canonical(NominalLanguage.current(text)))
  }

  /// Whether a full name is none of the project's: neither a namespace nor a type without one begins like it.
  private func isForeign(_ text: String) -> Bool {
    guard !program.nominal.mayLieWithin(text) else { return false }
    guard let unnamed = program.nominal.number(of: ""),
      let first = program.name(of: String(text.prefix { $0 != "." }))
    else { return true }
    return program.nominal.files(declaring: first, in: unnamed).isEmpty
  }

  // MARK: Declarations

  /// The declaration of a type; of several, the one that a file means: not a test's, and the nearest.
  func nominalType(_ name: Name, in namespace: Int32, from id: FileID) -> NodeRef? {
    let files = program.nominal.files(declaring: name, in: namespace)
    guard !files.isEmpty else { return nil }
    let chosen = files.count == 1 ? files[0] : nearest(files, to: id)
    guard let node = nominalDeclaration(name, namespace, chosen) else { return nil }
    return nominalCanonical(NodeRef(file: chosen, node: node))
  }

  /// Where a file declares a type of a namespace.
  func nominalDeclaration(_ name: Name, _ namespace: Int32, _ id: FileID) -> NodeID? {
    guard let file = program.file(id), let index = program.index(of: id) else { return nil }
    if let top = index.bindings(of: name, in: 0).first(where: { $0.kind == .type && file[$0.node].kind != .namespace }),
      program.nominal.number(of: program.text(file[0].name)) == namespace
    {
      return top.node
    }
    for (position, scope) in index.scopes.enumerated() where scope.kind == .type && file[scope.node].kind == .namespace
    {
      guard let binding = index.bindings(of: name, in: ScopeID(position)).first(where: { $0.kind == .type }),
        program.nominal.number(of: nominalSpace(ScopeID(position), file, index)) == namespace
      else { continue }
      return binding.node
    }
    return nil
  }

  /// The namespace that a scope lies in.
  func nominalSpace(_ scope: ScopeID, _ file: SyntaxFile, _ index: FileIndex) -> String {
    var text = ""
    var scope = scope
    while scope > 0 {
      let node = index.scopes[Int(scope)].node
      if file[node].kind == .namespace { text = NominalTypes.join(program.text(file[node].name), text) }
      scope = index.scopes[Int(scope)].parent
    }
    return NominalTypes.join(program.text(file[0].name), text)
  }

  private func nearest(_ files: [FileID], to id: FileID) -> FileID {
    let own = program.tree[id]
    let sameKind = files.filter { program.tree.purpose(of: $0) == own.purpose }
    let serving = files.filter { program.tree.purpose(of: $0) != .test }
    let candidates = !sameKind.isEmpty ? sameKind : !serving.isEmpty ? serving : files
    func shared(_ other: FileID) -> Int {
      zip(own.path.utf8, program.tree[other].path.utf8).prefix { $0 == $1 }.count
    }
    return candidates.reduce(candidates[0]) { shared($1) > shared($0) ? $1 : $0 }
  }
}
