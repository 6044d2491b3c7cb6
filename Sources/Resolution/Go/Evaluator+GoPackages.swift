internal import Facts
internal import Source
internal import Syntax

/// Names of Go packages: what one file declares, the others of its folder see.
extension Evaluator {
  /// What another file of the same package declares.
  func goPackageMember(_ name: Name, besides file: SyntaxFile) -> Value? {
    goMember(name, of: program.modules.goPackages.number(of: file.source.id), except: file.source.id)
  }

  /// What a package declares.
  func goMember(_ name: Name, of folder: String) -> Value? {
    program.modules.goPackages.number(of: folder).flatMap { goMember(name, of: $0, except: nil) }
  }

  private func goMember(_ name: Name, of package: Int32, except: FileID?) -> Value? {
    guard let id = goDeclaringFile(name, in: package), id != except, let file = program.file(id),
      let index = program.index(of: id), let value = moduleBinding(name, id, file, index)
    else { return nil }
    return goAssignedElsewhere(name, value, in: package) ?? value
  }

  /// The file of a package that declares a name; imports are a file's own.
  private func goDeclaringFile(_ name: Name, in package: Int32) -> FileID? {
    let question = GoNameQuestion(package: package, name: name)
    if let known = goFileMemo[question] { return known }
    let found = program.modules.goPackages.files(of: package).first { id in
      guard let kind = program.index(of: id)?.bindings(of: name, in: 0).last?.kind else { return false }
      return kind != .imported
    }
    goFileMemo[question] = .some(found)
    return found
  }

  /// `var API *gin.RouterGroup` of one file, which another file of the package assigns: which object it is matters.
  func goAssignedElsewhere(_ name: Name, _ declared: Value, in package: Int32) -> Value? {
    guard case .object(let type, nil) = declared, GoPackages.routing.contains(where: type.hasPrefix) else { return nil }
    for id in program.modules.goPackages.files(of: package) {
      guard let index = program.index(of: id), let file = program.file(id) else { continue }
      for attribute in index.attributes where attribute.name == name && attribute.object.isNone {
        guard let target = file.child(attribute.node, .target), file[target].kind == .name else { continue }
        let given = child(.value, of: NodeRef(file: id, node: attribute.node))
        if given.site != nil { return given }
      }
    }
    return nil
  }

  /// Imports are a file's own.
  private func isImport(_ name: Name, _ index: FileIndex) -> Bool {
    index.bindings(of: name, in: 0).last?.kind == .imported
  }

  /// The declaration of a name of another file of the same package.
  func goDefinition(_ name: Name, besides file: SyntaxFile) -> NodeRef? {
    guard file.source.language == .go else { return nil }
    return goDefinition(name, in: program.modules.goPackages.number(of: file.source.id))
  }

  func goDefinition(_ name: Name, in folder: String) -> NodeRef? {
    program.modules.goPackages.number(of: folder).flatMap { goDefinition(name, in: $0) }
  }

  private func goDefinition(_ name: Name, in package: Int32) -> NodeRef? {
    guard let id = goDeclaringFile(name, in: package),
      let binding = program.index(of: id)?.bindings(of: name, in: 0).last
    else { return nil }
    return NodeRef(file: id, node: binding.node)
  }

  // MARK: Methods

  /// The method of a type that stands anywhere in the type's package.
  func goMethod(_ name: Name, of type: NodeRef) -> NodeRef? {
    guard let file = program.file(type.file), file.source.language == .go, file[type.node].kind != .interface else {
      return nil
    }
    let own = file[type.node].name
    for method in program.implementers(of: name) ?? [] {
      guard program.modules.goPackages.areTogether(method.file, type.file), let other = program.file(method.file),
        other.receiverType(method.node) == own
      else { continue }
      return method
    }
    return nil
  }

  /// A method of an interface: that of the only type of the project that has all of the interface's methods.
  func goImplementation(of method: NodeRef, in type: NodeRef) -> Value? {
    if let known = goImplementationMemo[method] { return known }
    let found = goOnlyImplementation(of: method, in: type)
    goImplementationMemo[method] = .some(found)
    return found
  }

  private func goOnlyImplementation(of method: NodeRef, in type: NodeRef) -> Value? {
    guard method.file == type.file, let file = program.file(type.file), file.source.language == .go,
      file[type.node].kind == .interface,
      let index = program.index(of: type.file), let scope = index.scope(openedBy: type.node)
    else { return nil }
    var found: [NodeRef] = []
    for candidate in (program.implementers(of: file[method.node].name) ?? []).prefix(64) {
      guard program.tree.purpose(of: candidate.file) != .test, let owner = goReceiver(of: candidate),
        index.bindings(in: scope).allSatisfy({ goMethod($0.name, of: owner) != nil })
      else { continue }
      if found.count == 1 { return nil }
      found.append(candidate)
    }
    guard let only = found.first, let owner = goReceiver(of: only) else { return nil }
    return .bound(only, to: .instance(owner, site: nil))
  }

  /// A method of the project's interface that answers with a library's type is that library's method of the same name:
  /// `QueryContext(…) (*sql.Rows, error)` of `DBTX`.
  func goLibraryMethod(_ method: NodeRef) -> Value? {
    guard let file = program.file(method.file), file.source.language == .go, file.child(method.node, .body) == nil,
      var type = file.child(method.node, .type)
    else { return nil }
    if file[type].kind == .tuple, let first = file.children(type).first(where: { _ in true }) { type = first }
    guard let answer = instance(ofType: NodeRef(file: method.file, node: type)).externalName,
      let owner = program.facts.returned(by: answer + ".__of__")
    else { return nil }
    let name = "\(owner).\(program.text(file[method.node].name))"
    return program.facts.call(name) == nil ? nil : .external(name)
  }

  /// Whether a value is known only as something with some methods: what callers hand over tells more.
  func isInterface(_ value: Value, _ file: SyntaxFile) -> Bool {
    guard file.source.language == .go, case .instance(let type, nil) = value else { return false }
    return program.node(type)?.kind == .interface
  }

  /// The type that a method belongs to.
  package func goReceiver(of method: NodeRef) -> NodeRef? {
    guard let file = program.file(method.file), let name = file.receiverType(method.node) else { return nil }
    guard let type = goDefinition(name, besides: file) ?? goOwnType(name, method.file) else {
      return nil
    }
    return program.node(type)?.kind == .classDeclaration ? type : nil
  }

  /// In files of tests.
  private func goOwnType(_ name: Name, _ id: FileID) -> NodeRef? {
    program.index(of: id)?.bindings(of: name, in: 0).last.map { NodeRef(file: id, node: $0.node) }
  }

  /// "Server.Get" for a method, "Server.Get.<lambda>" for a function in it.
  func goQualifiedName(of function: NodeID, _ file: SyntaxFile) -> String {
    var parts: [String] = []
    var node = function
    while node != 0 {
      if file[node].kind == .function {
        parts.append(name(of: node, file))
        if let receiver = file.receiverType(node) { parts.append(program.text(receiver)) }
      } else if file[node].kind == .interface {
        parts.append(program.text(file[node].name))
      }
      node = file[node].parent
    }
    return parts.reversed().joined(separator: ".")
  }
}

/// A name in a package.
struct GoNameQuestion: Hashable {
  let package: Int32
  let name: Name

  func hash(into hasher: inout Hasher) { hasher.combine(packed) }

  func _rawHashValue(seed: Int) -> Int { packed.mixed(seed) }

  private var packed: UInt64 { UInt64(UInt32(bitPattern: package)) << 32 | UInt64(name.raw) }
}
