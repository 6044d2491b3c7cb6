internal import Facts
internal import Source
internal import Syntax

/// Members of types and objects of Java and C#.
extension Evaluator {
  func nominalMemberValue(_ ref: NodeRef, _ node: SyntaxNode, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    if isTypePosition(ref.node, file) { return nominalType(ref) }
    guard let object = file.child(ref.node, .object) else { return .unknown }
    let owner = value(of: NodeRef(file: ref.file, node: object), in: frame)
    let text = program.text(node.name)
    if text == "class", case .type = owner { return owner }
    // `User::new`
    if text == "new", file.source.language == .java { return owner }
    let site = node.role == .callee ? NodeRef(file: ref.file, node: node.parent) : nil
    return nominalMember(node.name, of: owner, at: site, in: frame)
  }

  /// What `object.name` is; `site` is the call, when it is called.
  func nominalMember(_ name: Name, of owner: Value, at site: NodeRef?, in frame: Frame?) -> Value {
    switch owner {
    case .type(let type):
      if let found = nominalDeclared(name, in: type, of: owner, at: site, frame) { return found }
      return nominalInherited(name, by: type, isStatic: true) ?? .unknown
    case .instance(let type, let made):
      if program.file(type.file)?.isNominal != true { return member(program.text(name), of: owner) }
      if let found = nominalDeclared(name, in: type, of: owner, at: site, frame) { return found }
      if let extended = nominalExtension(name, of: owner, at: site) { return extended }
      return nominalInherited(name, by: type, made: made) ?? .unknown
    case .folder(let space):
      return nominalMember(name, ofNamespace: space, from: site?.file ?? FileID(index: 0))
    case .union(let values): return .merge(values.map { nominalMember(name, of: $0, at: site, in: frame) })
    case .external, .object, .member, .parameter:
      let found = member(program.text(name), of: owner)
      if let known = found.externalName, program.facts.call(known) != nil || program.facts.returned(by: known) != nil {
        return found
      }
      return nominalExtension(name, of: owner, at: site) ?? found
    case .unknown: return nominalExtension(name, of: owner, at: site) ?? textExtension(name, at: site) ?? .unknown
    case .string: return textExtension(name, at: site) ?? member(program.text(name), of: owner)
    default: return member(program.text(name), of: owner)
    }
  }

  /// A library's method that extends texts, whose type is not followed: Flurl's `(address + "/orders").GetJsonAsync()`.
  private func textExtension(_ name: Name, at site: NodeRef?) -> Value? {
    guard program.facts.extendsTexts, let site, program.file(site.file)?.source.language == .csharp else { return nil }
    let full = "System.String." + program.text(name)
    guard program.facts.call(full) != nil || program.facts.returned(by: full) != nil else { return nil }
    return .member(full, of: nil)
  }

  /// A member that the project's own types declare; `nil` when none does.
  func nominalDeclared(
    _ name: Name, in type: NodeRef, of owner: Value, at site: NodeRef?, _ frame: Frame?
  ) -> Value? {
    guard let found = nominalFind(name, in: type, at: site, frame), let node = program.node(found) else {
      // Called, it is a record's accessor, which `nominalCall` reads.
      return site == nil ? nominalComponent(name, of: type).map { value(of: $0) } : nil
    }
    switch node.kind {
    case .function:
      if node.flags.contains(.getter) { return returned(by: found, in: nil) }
      guard !node.flags.contains(.isStatic), case .instance(let type, let made) = owner else { return .function(found) }
      return nominalBound(found, to: owner, type, made)
    case .field: return value(of: found)
    default: return .type(nominalCanonical(found))
    }
  }

  /// The method that runs when one is called on an object.
  private func nominalBound(_ method: NodeRef, to owner: Value, _ type: NodeRef, _ made: NodeRef?) -> Value {
    guard let file = program.file(method.file) else { return .unknown }
    let hasBody = file.child(method.node, .body) != nil
    if hasBody, isExact(made) { return .bound(method, to: owner) }
    if !hasBody, let derived = nominalDerived(method, file, type) { return derived }
    if let target = nominalDispatch(method, on: type) { return .bound(target, to: owner) }
    // Which one runs is open: what it answers with is still said by its type.
    return hasBody ? .unknown : .bound(method, to: owner)
  }

  /// Whether the class of an object is the one that was named: it was made with `new`, or is `super`.
  private func isExact(_ made: NodeRef?) -> Bool {
    guard let made, let node = program.node(made) else { return false }
    return node.kind == .name || node.kind == .call && node.flags.contains(.isNew)
  }

  /// The declaration of a member in a type or the types that it extends; a call chooses among overloads.
  func nominalFind(_ name: Name, in type: NodeRef, at site: NodeRef?, _ frame: Frame?) -> NodeRef? {
    var fallback: NodeRef?
    for candidate in lineage(of: type) {
      let declared = nominalDeclarations(name, in: candidate)
      guard !declared.isEmpty else { continue }
      let isMethod = { (ref: NodeRef) -> Bool in
        guard let node = self.program.node(ref) else { return false }
        return node.kind == .function && !node.flags.contains(.getter)
      }
      guard site != nil else { return declared.first { !isMethod($0) } ?? declared[0] }
      let methods = declared.filter(isMethod)
      if methods.isEmpty { return declared[0] }
      if let best = nominalOverload(methods, at: site, frame) { return best }
      fallback = fallback ?? methods[0]
    }
    return fallback
  }

  /// What the body of a type declares under a name, without constructors and setters.
  func nominalDeclarations(_ name: Name, in type: NodeRef) -> [NodeRef] {
    let question = NominalMemberQuestion(type: type, name: name)
    if let known = nominal.declarations[question] { return known }
    var found: [NodeRef] = []
    for part in nominalParts(of: type) {
      guard let file = program.file(part.file), let index = program.index(of: part.file),
        let scope = index.scope(openedBy: part.node)
      else { continue }
      for binding in index.bindings(of: name, in: scope) {
        let node = file[binding.node]
        if node.flags.contains(.constructor), node.kind == .function { continue }
        if node.flags.contains(.setter), node.kind == .function { continue }
        found.append(NodeRef(file: part.file, node: binding.node))
      }
    }
    // An accessor with a body says more than the property.
    if found.count > 1, let getter = found.firstIndex(where: { program.node($0)?.flags.contains(.getter) ?? false }),
      program.node(found[getter])?.kind == .function
    {
      found.swapAt(0, getter)
    }
    nominal.declarations[question] = found
    return found
  }

  /// A component of a record, or a parameter of a primary constructor.
  func nominalComponent(_ name: Name, of type: NodeRef) -> NodeRef? {
    for candidate in lineage(of: type) {
      for part in nominalParts(of: candidate) {
        guard let file = program.file(part.file), let body = file.child(part.node, .body),
          let first = file.children(body).first(where: { _ in true }), file[first].kind == .function,
          file[first].flags.contains(.constructor), file[first].flags.contains(.synthetic)
        else { continue }
        if let parameter = file.children(first, .parameter).first(where: { file[$0].name == name }) {
          return NodeRef(file: part.file, node: parameter)
        }
      }
    }
    return nil
  }

  /// A member that comes from a library's type.
  func nominalInherited(
    _ name: Name, by type: NodeRef, made: NodeRef? = nil, isStatic: Bool = false
  ) -> Value? {
    let text = program.text(name)
    let members = externalAncestors(of: type).map { program.facts.canonical("\($0).\(text)") }
    guard
      let found = members.first(where: { program.facts.call($0) != nil || program.facts.returned(by: $0) != nil })
        ?? members.first
    else { return nil }
    return isStatic ? .external(found) : .member(found, of: made)
  }

  // MARK: Bases

  /// What a type extends and implements, over all of its declarations.
  func nominalBases(of type: NodeRef) -> [Value] {
    if let known = nominal.bases[type] { return known }
    // A base may be named by a nested type of another base.
    nominal.bases[type] = []
    let found = nominalParts(of: type).flatMap { part -> [Value] in
      guard let file = program.file(part.file) else { return [] }
      return file.children(part.node).filter { file[$0].role == .base || file[$0].role == .implements }
        .map { nominalType(NodeRef(file: part.file, node: $0)) }.filter { $0 != .type(type) }
    }
    nominal.bases[type] = found
    return found
  }

  /// The first type argument of a library's generic type that a type extends: `JpaRepository<User, Long>`.
  func nominalEntity(of type: NodeRef) -> NodeRef? {
    for candidate in lineage(of: type) {
      for part in nominalParts(of: candidate) {
        guard let file = program.file(part.file) else { continue }
        for child in file.children(part.node) where file[child].role == .base || file[child].role == .implements {
          guard file[child].kind == .index, let first = file.child(child, .index),
            case .type(let entity) = nominalType(NodeRef(file: part.file, node: first))
          else { continue }
          return entity
        }
      }
    }
    return nil
  }
}
