internal import Source
internal import Syntax

/// What names of Java and C# mean where they stand.
extension Evaluator {
  func nominalNamed(_ name: Name, at ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    guard let index = program.index(of: ref.file) else { return .unknown }
    let node = file[ref.node]
    if name.isNone { return nominalTarget(of: NodeRef(file: ref.file, node: node.parent), file) }
    if isTypePosition(ref.node, file) { return nominalType(ref, orAttributeIn: file, index) }
    let site = node.role == .callee ? NodeRef(file: ref.file, node: node.parent) : nil
    if let object = nominalReceiver(name, at: ref, file, index, isCalled: site != nil) { return object }
    var scope = index.scope(of: ref.node, in: file)
    let own = scope
    var inner: NodeRef?
    while true {
      let opened = index.scopes[Int(scope)]
      switch opened.kind {
      case .function, .module:
        if let value = nominalLocal(name, scope, ref, isOwn: scope == own, file, index, frame) { return value }
      case .type:
        if file[opened.node].kind == .namespace { break }
        let type = nominalCanonical(NodeRef(file: ref.file, node: opened.node))
        inner = inner ?? type
        if let value = nominalDeclared(name, in: type, of: .instance(type, site: nil), at: site, frame) { return value }
      }
      if scope == 0 { break }
      scope = opened.parent
    }
    return nominalOuter(name, at: ref, site, inner, file, index, frame)
  }

  /// A name that no function or type around binds.
  private func nominalOuter(
    _ name: Name, at ref: NodeRef, _ site: NodeRef?, _ inner: NodeRef?, _ file: SyntaxFile, _ index: FileIndex,
    _ frame: Frame?
  ) -> Value {
    if site != nil, let binding = index.bindings(of: name, in: 0).first(where: { $0.kind == .imported }),
      let imported = file.child(binding.node, .value)
    {
      let module = nominalQualified(program.text(file[file[binding.node].parent].name), from: ref.file)
      let value = nominalMember(file[imported].name, of: module, at: site, in: frame)
      if value != .unknown { return value }
    }
    let type = nominalType(named: name, at: ref, file, index)
    if type != .unknown, site == nil { return type }
    for star in nominalContext(NominalScope(file: ref.file, scope: 0), file, index).stars {
      guard let owner = star.type else { continue }
      if let value = nominalDeclared(name, in: owner, of: .type(owner), at: site, frame) { return value }
    }
    if site != nil {
      // `synchronized (x)` and `lock (x)` are calls of these words.
      let text = program.text(name)
      if text == "synchronized" || text == "lock" || text == "nameof" { return .external(text) }
    }
    if let inner, let inherited = nominalInherited(name, by: inner) { return inherited }
    return type
  }

  /// `this`, `super` and `base`: objects, or where they are called the types whose constructor runs.
  private func nominalReceiver(
    _ name: Name, at ref: NodeRef, _ file: SyntaxFile, _ index: FileIndex, isCalled: Bool
  ) -> Value? {
    let isOwn = name == words.this
    guard isOwn || name == words.superName || name == words.base, let type = nominalEnclosing(ref, file, index) else {
      return nil
    }
    if isOwn { return isCalled ? .type(type) : .instance(type, site: nil) }
    let base = nominalBases(of: type).first { $0 != .unknown } ?? .unknown
    switch base {
    // Which method runs is sure: the site is the word itself.
    case .type(let base): return isCalled ? .type(base) : .instance(base, site: ref)
    case .external(let base): return isCalled ? .external(base) : .object(base, site: nil)
    default: return .unknown
    }
  }

  /// The type around a node.
  func nominalEnclosing(_ ref: NodeRef, _ file: SyntaxFile, _ index: FileIndex) -> NodeRef? {
    let type = index.scopes[Int(index.scope(of: ref.node, in: file))].type
    guard type >= 0, file[index.scopes[Int(type)].node].kind != .namespace else { return nil }
    return nominalCanonical(NodeRef(file: ref.file, node: index.scopes[Int(type)].node))
  }

  // MARK: Locals

  private func nominalLocal(
    _ name: Name, _ scope: ScopeID, _ ref: NodeRef, isOwn: Bool, _ file: SyntaxFile, _ index: FileIndex,
    _ frame: Frame?
  ) -> Value? {
    let found = index.bindings(of: name, in: scope)
    guard !found.isEmpty else { return nil }
    let visible = nominalVisible(found, at: ref.node, file)
    guard !visible.isEmpty else { return nil }
    return pick(visible[...], usedAt: ref.node, isOwnScope: isOwn, ref.file, file, index, frame)
  }

  /// The bindings of a name that are meant at a use: a local is known in its block only.
  func nominalVisible(_ found: ArraySlice<Binding>, at use: NodeID, _ file: SyntaxFile) -> [Binding] {
    var regions: [Range<NodeID>] = []
    var visible: [Binding] = []
    var others: [Binding] = []
    for binding in found {
      guard declares(binding, file) else {
        others.append(binding)
        continue
      }
      switch binding.kind {
      case .imported, .type: continue
      case .function, .parameter:
        visible.append(binding)
        regions.append(0..<NodeID(file.nodes.count))
      default:
        let region = region(of: binding.node, file)
        guard region.contains(use) else { continue }
        visible.append(binding)
        regions.append(region)
      }
    }
    if regions.isEmpty || others.isEmpty { return visible }
    let later = others.filter { other in regions.contains { $0.contains(other.node) } }
    return later.isEmpty ? visible : (visible + later).sorted { $0.node < $1.node }
  }

  /// Whether a binding declares its name, other than `x = v`.
  private func declares(_ binding: Binding, _ file: SyntaxFile) -> Bool {
    guard binding.kind == .assigned, file[binding.node].kind == .name else { return true }
    var node = file[binding.node].parent
    while file[node].kind == .tuple { node = file[node].parent }
    return file[node].kind != .assignment || file[node].flags.contains(.declaration)
  }

  /// The nodes among which a local is known.
  private func region(of node: NodeID, _ file: SyntaxFile) -> Range<NodeID> {
    var current = node
    while current != 0 {
      switch file[current].kind {
      case .block, .forEach, .forLoop, .withStatement, .catchClause, .switchCase, .function, .module:
        return current..<file[current].next
      default: current = file[current].parent
      }
    }
    return 0..<NodeID(file.nodes.count)
  }

  // MARK: Positions

  /// Whether an expression names a type where it stands.
  func isTypePosition(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    let parent = file[node].parent
    switch file[node].role {
    case .type, .base, .implements, .typeArgument: return true
    case .callee:
      return file[parent].flags.contains(.isNew)
        || file[parent].role == .value && file[file[parent].parent].kind == .decorator
    case .value: return file[parent].kind == .decorator
    case .index: return file[parent].kind == .index && file[parent].flags.contains(.typeArguments)
    case .object:
      if file[parent].kind == .index { return file[parent].flags.contains(.typeArguments) }
      return file[parent].kind == .member && isTypePosition(parent, file)
    case .right: return file[parent].kind == .comparison && program.text(file[parent].name) == "instanceof"
    case .element: return (file[parent].kind == .type || file[parent].kind == .tuple) && isTypePosition(parent, file)
    default: return false
    }
  }

  /// A type; for C#'s attributes also by the name with `Attribute` at its end.
  private func nominalType(_ ref: NodeRef, orAttributeIn file: SyntaxFile, _ index: FileIndex) -> Value {
    let name = file[ref.node].name
    let found = nominalType(named: name, at: ref, file, index)
    guard found == .unknown || found == .folder(program.text(name)), file.source.language == .csharp,
      isDecorator(ref.node, file), let long = program.name(of: program.text(name) + "Attribute")
    else { return found }
    return nominalType(named: long, at: ref, file, index)
  }

  private func isDecorator(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    let parent = file[node].parent
    return file[parent].kind == .decorator || file[parent].kind == .call && file[file[parent].parent].kind == .decorator
  }

  // MARK: Definitions

  /// The declaration that a name refers to.
  func nominalDefinition(of ref: NodeRef, _ file: SyntaxFile, _ index: FileIndex) -> NodeRef? {
    guard file[ref.node].kind == .name else { return nil }
    let name = file[ref.node].name
    var scope = index.scope(of: ref.node, in: file)
    while true {
      let opened = index.scopes[Int(scope)]
      if opened.kind == .type, file[opened.node].kind != .namespace {
        let type = nominalCanonical(NodeRef(file: ref.file, node: opened.node))
        if let found = nominalFind(name, in: type, at: nil, nil) { return found }
      } else if let local = nominalVisible(index.bindings(of: name, in: scope), at: ref.node, file).first {
        return NodeRef(file: ref.file, node: local.node)
      }
      if scope == 0 { break }
      scope = opened.parent
    }
    if case .type(let type) = nominalType(named: name, at: ref, file, index) { return type }
    return nil
  }
}
