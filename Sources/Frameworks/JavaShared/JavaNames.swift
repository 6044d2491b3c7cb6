internal import Resolution
internal import Source
internal import Syntax

/// What a name of a type may mean: one name when that is sure, and else all that star imports allow.
struct JavaTypeNames: Hashable {
  let names: [String]

  func contains(_ name: String) -> Bool { names.contains(name) }
  func first(in known: Set<String>) -> String? { names.first { known.contains($0) } }
}

/// What names of types mean.
extension JavaProject {
  /// Every name that a type expression may mean: arguments and arrays are looked through to what they are of.
  func names(of ref: NodeRef) -> JavaTypeNames {
    guard let written = dotted(ref) else { return JavaTypeNames(names: []) }
    return names(of: written, at: ref)
  }

  /// The project's type that an expression names.
  func type(of ref: NodeRef) -> JavaType? {
    for name in names(of: ref).names {
      if let type = type(named: name, near: ref.file) { return type }
    }
    return nil
  }

  /// A name as written, with its dots; `nil` for what is no name.
  func dotted(_ ref: NodeRef) -> String? {
    guard let file = file(ref) else { return nil }
    var node = ref.node
    var parts: [String] = []
    for _ in 0..<12 {
      switch file[node].kind {
      case .name:
        parts.append(text(file[node].name))
        return parts.reversed().joined(separator: ".")
      case .member:
        parts.append(text(file[node].name))
        guard let object = file.child(node, .object) else { return nil }
        node = object
      case .index:
        guard let object = file.child(node, .object) else { return nil }
        // An array is of its element.
        let isArray = file[object].kind == .name && text(file[object].name) == "[]"
        node = isArray ? file.child(node, .index) ?? object : object
        if file[node].kind == .name, text(file[node].name) == "[]" { return nil }
      default: return nil
      }
    }
    return nil
  }

  func names(of written: String, at ref: NodeRef) -> JavaTypeNames {
    guard let imports = imports(of: ref.file), !written.isEmpty else { return JavaTypeNames(names: []) }
    let head = String(written.prefix { $0 != "." })
    let rest = String(written.dropFirst(head.utf8.count))
    // Types around, and their own.
    var around = type(around: ref)
    while let outer = around {
      if outer.name == head || outer.name.hasSuffix("." + head) { return JavaTypeNames(names: [outer.name + rest]) }
      if let inner = nested(head, in: outer, depth: 0) { return JavaTypeNames(names: [inner.name + rest]) }
      guard let dot = outer.name.lastIndex(of: ".") else { break }
      around = type(named: String(outer.name[..<dot]), near: ref.file)
    }
    if let imported = imports.types[head] { return JavaTypeNames(names: [imported + rest]) }
    let own = imports.package.isEmpty ? head : imports.package + "." + head
    if type(named: own, near: ref.file) != nil { return JavaTypeNames(names: [own + rest]) }
    var found: [String] = []
    for star in imports.stars {
      let name = star + "." + head
      if type(named: name, near: ref.file) != nil { return JavaTypeNames(names: [name + rest]) }
      found.append(name + rest)
    }
    // With its package as written, when it is one.
    if !rest.isEmpty { found.insert(written, at: 0) }
    if found.isEmpty { found.append(own + rest) }
    return JavaTypeNames(names: found)
  }

  private func nested(_ name: String, in type: JavaType, depth: Int) -> JavaType? {
    if let inner = self.type(named: type.name + "." + name, near: type.ref.file) { return inner }
    guard depth < 4, let file = file(type.ref) else { return nil }
    for child in file.children(type.ref.node) where file[child].role == .base || file[child].role == .implements {
      // Bases that are written as imported or in the same package: enough for nested types that are inherited.
      guard let written = dotted(NodeRef(file: type.ref.file, node: child)), let imports = imports(of: type.ref.file),
        !written.contains(".")
      else { continue }
      let full = imports.types[written] ?? imports.package + "." + written
      guard full != type.name, let base = self.type(named: full, near: type.ref.file) else { continue }
      if let inner = nested(name, in: base, depth: depth + 1) { return inner }
    }
    return nil
  }

  // MARK: Hierarchy

  /// What a type extends and implements, as written: the class first.
  func bases(of type: JavaType) -> [NodeRef] {
    guard let file = file(type.ref) else { return [] }
    let all = file.children(type.ref.node, .base) + file.children(type.ref.node, .implements)
    return all.map { NodeRef(file: type.ref.file, node: $0) }
  }

  /// A type and all above it that the project declares: itself, its interfaces, its base class with its own, as
  /// annotations are looked for.
  func lineage(of type: JavaType) -> [JavaType] {
    if let known = lineageMemory[type] { return known }
    let lineage = readLineage(of: type)
    lineageMemory[type] = lineage
    return lineage
  }

  private func readLineage(of type: JavaType) -> [JavaType] {
    var found: [JavaType] = []
    var queue = [type]
    while !queue.isEmpty, found.count < 64 {
      let next = queue.removeFirst()
      guard !found.contains(next) else { continue }
      found.append(next)
      guard let file = file(next.ref) else { continue }
      let above = bases(of: next).sorted { file[$0.node].role == .implements && file[$1.node].role == .base }
      queue += above.compactMap { self.type(of: $0) }
    }
    return found
  }

  /// Every library type that a type is of, by the names that it may have.
  func libraryBases(of type: JavaType) -> [JavaTypeNames] {
    if let known = libraryMemory[type] { return known }
    let found = lineage(of: type).flatMap { bases(of: $0) }.filter { self.type(of: $0) == nil }.map {
      self.names(of: $0)
    }
    libraryMemory[type] = found
    return found
  }

  func isSubtype(_ type: JavaType, of known: Set<String>) -> Bool {
    libraryBases(of: type).contains { $0.first(in: known) != nil }
  }

  // MARK: Members

  /// The methods of a type, without constructors.
  func methods(of type: JavaType) -> [NodeRef] {
    guard let file = file(type.ref), let body = file.child(type.ref.node, .body) else { return [] }
    return file.children(body).filter { file[$0].kind == .function && !file[$0].flags.contains(.constructor) }
      .map { NodeRef(file: type.ref.file, node: $0) }
  }

  /// A field of a type or of those above it.
  func field(_ name: String, of type: JavaType) -> NodeRef? {
    for type in lineage(of: type) {
      guard let file = file(type.ref), let body = file.child(type.ref.node, .body) else { continue }
      for member in file.children(body) where file[member].kind == .field {
        if text(file[member].name) == name { return NodeRef(file: type.ref.file, node: member) }
      }
    }
    return nil
  }

  func method(_ name: String, of type: JavaType) -> NodeRef? {
    methods(named: name, of: type, atMost: 1).first
  }

  /// Of several with one name, the first that takes as many parameters as are given.
  func method(_ name: String, taking count: Int, of type: JavaType) -> NodeRef? {
    let all = methods(named: name, of: type, atMost: 16)
    return all.first { method in file(method).map { $0.children(method.node, .parameter).count == count } ?? false }
      ?? all.first
  }

  private func methods(named name: String, of type: JavaType, atMost limit: Int) -> [NodeRef] {
    var found: [NodeRef] = []
    for type in lineage(of: type) {
      for method in methods(of: type) {
        guard let file = file(method), text(file[method.node].name) == name else { continue }
        found.append(method)
        if found.count == limit { return found }
      }
    }
    return found
  }

  /// Whether a class is abstract, which only its modifiers say.
  func isAbstract(_ type: JavaType) -> Bool {
    guard let file = file(type.ref), file[type.ref.node].kind == .classDeclaration else { return true }
    let start = file.children(type.ref.node, .decorator).last.map { file[$0].end } ?? file[type.ref.node].start
    let end = file.child(type.ref.node, .body).map { file[$0].start } ?? file[type.ref.node].end
    let head = file.source.text(ByteRange(start: start, end: min(end, start + 400)))
    return head.split { !$0.isLetter }.prefix { $0 != "class" && $0 != "record" }.contains("abstract")
  }

  /// The declared type of what a plain name means at a place: a parameter, a local variable or a field.
  func declaredType(of name: String, at ref: NodeRef) -> NodeRef? {
    guard let file = file(ref) else { return nil }
    var node = ref.node
    while node != 0 {
      let parent = file[node].parent
      for sibling in file.children(parent) {
        let kind = file[sibling].kind
        if kind == .parameter, text(file[sibling].name) == name, let type = file.child(sibling, .type) {
          return NodeRef(file: ref.file, node: type)
        }
        if kind == .assignment, file[sibling].flags.contains(.declaration), let target = file.child(sibling, .target),
          text(file[target].name) == name, let type = file.child(sibling, .type)
        {
          return NodeRef(file: ref.file, node: type)
        }
      }
      if kindHasMembers(file[node].kind), let type = type(at: NodeRef(file: ref.file, node: node)) {
        if let field = field(name, of: type), let owner = self.file(field),
          let declared = owner.child(field.node, .type)
        {
          return NodeRef(file: field.file, node: declared)
        }
        // A record's components.
        if let body = file.child(node, .body), let first = file.children(body).first(where: { _ in true }),
          file[first].flags.contains(.synthetic)
        {
          for parameter in file.children(first, .parameter) where text(file[parameter].name) == name {
            return file.child(parameter, .type).map { NodeRef(file: ref.file, node: $0) }
          }
        }
      }
      node = parent
    }
    return nil
  }

  private func kindHasMembers(_ kind: SyntaxKind) -> Bool { Self.isType(kind) }
}
