internal import Source
internal import Syntax

extension Evaluator {
  /// What a name means where it stands.
  func named(_ name: Name, at ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    if file.isNominal { return nominalNamed(name, at: ref, file, frame) }
    guard let index = program.index(of: ref.file) else { return .unknown }
    if name == words.this || name == words.superName { return enclosingInstance(ref, file, index) }
    var scope = index.scope(of: ref.node, in: file)
    let own = scope
    while true {
      if index.isVisible(scope, from: own, in: file) {
        let found = index.bindings(of: name, in: scope)
        if !found.isEmpty {
          let value = pick(found, usedAt: ref.node, isOwnScope: scope == own, ref.file, file, index, frame)
          guard scope == 0, file.source.language == .go else { return value }
          return goAssignedElsewhere(name, value, in: program.modules.goPackages.number(of: ref.file)) ?? value
        }
      }
      if scope == 0 { break }
      scope = index.scopes[Int(scope)].parent
    }
    if name == words.exports, file.source.language?.isECMAScript == true { return .module(ref.file) }
    if file.source.language == .go, let value = goPackageMember(name, besides: file) { return value }
    return starImport(name, ref.file, file, index) ?? builtin(name, file)
  }

  /// Of several bindings in one scope, those that can hold where the name is used.
  func pick(
    _ found: ArraySlice<Binding>, usedAt node: NodeID, isOwnScope: Bool, _ id: FileID, _ file: SyntaxFile,
    _ index: FileIndex, _ frame: Frame?
  ) -> Value {
    if found.count == 1, let only = found.first { return bindingValue(only, id, file, frame) }
    // In straight code the last binding before the use holds; one inside its own statement does not.
    let before =
      isOwnScope
      ? found.filter { (end(of: $0, file) <= node || isDeclaration($0)) && !isInHead(node, of: $0, file) }
      : Array(found)
    let candidates = before.isEmpty ? Array(found) : before
    settle(candidates, id, file, index, frame)
    var values: [Value] = []
    for binding in candidates.reversed() {
      let value = bindingValue(binding, id, file, frame)
      if value == .unknown || value == .null { continue }
      values.append(value)
      if !isConditional(binding, file, index) { break }
    }
    return .merge(values)
  }

  /// Fewer are made of one another in no depth that matters.
  private static let manyBindings = 4

  /// `if (name) query = query.where(name)`, many times over: each is made of the one before. Asked for first to last, each
  /// is known when the next needs it; last to first, each would be worked out anew for all after it, down to where
  /// answers are cut short.
  private func settle(
    _ candidates: [Binding], _ id: FileID, _ file: SyntaxFile, _ index: FileIndex, _ frame: Frame?
  ) {
    guard candidates.count >= Self.manyBindings else { return }
    let first = candidates.lastIndex { !isConditional($0, file, index) } ?? 0
    for binding in candidates[first...].dropLast() { _ = bindingValue(binding, id, file, frame) }
  }

  /// `class ListView(Mixin, ListView)`: the base is what the name meant before.
  private func isInHead(_ node: NodeID, of binding: Binding, _ file: SyntaxFile) -> Bool {
    binding.kind == .type && binding.node < node && node < file[binding.node].next
  }

  private func isDeclaration(_ binding: Binding) -> Bool {
    switch binding.kind {
    case .function, .type, .imported, .parameter: true
    default: false
    }
  }

  /// Where the statement of a binding ends: a name used in its own right-hand side means the one before.
  private func end(of binding: Binding, _ file: SyntaxFile) -> NodeID {
    var node = binding.node
    while node != 0, file[node].kind != .assignment { node = file[node].parent }
    return node == 0 ? binding.node : (binding.kind == .assigned ? file[node].next : binding.node)
  }

  /// Whether a binding holds only on some ways through its scope.
  private func isConditional(_ binding: Binding, _ file: SyntaxFile, _ index: FileIndex) -> Bool {
    let scopeNode = index.scopes[Int(binding.scope)].node
    var node = binding.node
    while node != scopeNode, node != 0 {
      switch file[node].kind {
      case .ifStatement, .tryStatement, .switchCase, .forEach, .whileLoop, .conditional: return true
      default: node = file[node].parent
      }
    }
    return false
  }

  /// The value of one binding.
  func bindingValue(_ binding: Binding, _ id: FileID, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    let ref = NodeRef(file: id, node: binding.node)
    // Frames speak of parameters, and of what loops give.
    if binding.kind == .parameter || binding.kind == .looped, let known = known(ref, in: frame) { return known }
    // What a file sets up once is the same for every call, and remembered.
    let frame = frame != nil && binding.scope == 0 && !isLooped(binding.node, file) ? nil : frame
    switch binding.kind {
    case .function: return .function(ref)
    case .type: return file[binding.node].kind == .typeAlias ? child(.value, of: ref) : .type(ref)
    case .imported: return importedValue(ref, file)
    case .parameter:
      if file[binding.node].kind == .parameter { return value(of: ref, in: frame) }
      return patternValue(ref, file, frame)
    case .assigned:
      return file[binding.node].kind == .field ? value(of: ref, in: frame) : patternValue(ref, file, frame)
    case .looped, .entered: return patternValue(ref, file, frame)
    case .caught:
      guard file.isNominal, let type = file.child(binding.node, .type) else { return .unknown }
      return instance(ofType: NodeRef(file: id, node: type))
    }
  }

  /// Whether a node lies in a loop, which may run with different values.
  private func isLooped(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    var node = node
    while node != 0 {
      if file[node].kind == .forEach || file[node].kind == .comprehensionClause { return true }
      node = file[node].parent
    }
    return false
  }

  /// The value that a target gets: of the whole right-hand side, or of the part that the pattern takes.
  private func patternValue(_ target: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    var node = target.node
    var steps: [PatternStep] = []
    while true {
      let parent = file[node].parent
      guard parent != node else { return .unknown }
      let ref = NodeRef(file: target.file, node: parent)
      switch file[parent].kind {
      case .tuple, .list: steps.append(.position(file.children(parent).prefix { $0 != node }.map { $0 }.count))
      case .pair:
        guard let key = file.child(parent, .key), let text = file.stringValue(key) else { return .unknown }
        steps.append(.key(text))
      case .dictionary, .cast: break
      case .spread:
        // `[first, ...rest]`: what is left from its place on.
        let outer = file[parent].parent
        guard file[outer].kind == .tuple || file[outer].kind == .list else { return .unknown }
        steps.append(.rest(file.children(outer).prefix { $0 != parent }.map { $0 }.count))
        node = outer
        continue
      case .assignment:
        // A default inside a pattern goes on outwards.
        if file[parent].role == .value || file[parent].role == .element || file[file[parent].parent].kind == .pair {
          break
        }
        if file.source.language == .go, steps.count == 1, case .position(let position) = steps[0] {
          return goResult(position, of: ref, file, frame)
        }
        return apply(steps, to: assigned(ref, file, frame))
      case .parameter: return apply(steps, to: value(of: ref, in: frame))
      case .forEach, .comprehensionClause:
        if let element = nominalLooped(ref, file, frame) { return steps.isEmpty ? element : .unknown }
        let iterable = child(.iterable, of: ref, in: frame)
        if let element = goElement(of: iterable) { return steps.isEmpty ? element : .unknown }
        let known = elements(of: iterable, in: frame)
        if known.isEmpty, let row = row(of: iterable) { return steps.isEmpty ? row : .unknown }
        return apply(steps, to: .merge(known))
      case .withItem:
        if file.isNominal { return apply(steps, to: assigned(ref, file, frame)) }
        return apply(steps, to: entered(child(.value, of: ref, in: frame)))
      default: return .unknown
      }
      node = parent
    }
  }

  /// What an assignment assigns: its value, or else an object of its declared type.
  private func assigned(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    let result = child(.value, of: ref, in: frame)
    if file.isNominal, let type = file.child(ref.node, .type) {
      return nominalTyped(result, instance(ofType: NodeRef(file: ref.file, node: type)))
    }
    if result != .unknown, result != .null { return result }
    guard let type = file.child(ref.node, .type) else { return result }
    return instance(ofType: NodeRef(file: ref.file, node: type))
  }

  private func apply(_ steps: [PatternStep], to value: Value) -> Value {
    var value = value
    for step in steps.reversed() {
      switch step {
      case .position(let position): value = element(position, of: value)
      case .rest(let position):
        guard case .row(let values) = value else { return .unknown }
        value = .row(Array(values.dropFirst(position)))
      case .key(let key): value = member(key, of: value)
      }
    }
    return value
  }

  /// `with x as y`: a context manager of the project hands out what it yields.
  private func entered(_ value: Value) -> Value {
    guard case .instance(let type, _) = value,
      let enter = method("__enter__", of: type) ?? method("__aenter__", of: type)
    else { return value }
    let result = returned(by: enter, in: nil)
    return result == .unknown ? value : result
  }

  /// The object that `this` or `self` is.
  func enclosingInstance(_ ref: NodeRef, _ file: SyntaxFile, _ index: FileIndex) -> Value {
    let scope = index.scope(of: ref.node, in: file)
    let type = index.scopes[Int(scope)].type
    guard type >= 0 else { return constructedInstance(scope, ref.file, file, index) }
    return .instance(NodeRef(file: ref.file, node: index.scopes[Int(type)].node), site: nil)
  }

  /// `this` in a function that is a constructor by its name, or in a function that such a one holds.
  private func constructedInstance(_ scope: ScopeID, _ id: FileID, _ file: SyntaxFile, _ index: FileIndex) -> Value {
    guard file.source.language?.isECMAScript == true else { return .unknown }
    var scope = scope
    while scope > 0 {
      let node = index.scopes[Int(scope)].node
      if !file[node].flags.contains(.lambda), program.text(file[node].name).first?.isUppercase == true {
        return .instance(NodeRef(file: id, node: node), site: nil)
      }
      scope = index.scopes[Int(scope)].parent
    }
    return .unknown
  }

  private func starImport(_ name: Name, _ id: FileID, _ file: SyntaxFile, _ index: FileIndex) -> Value? {
    if starMemo[id] == false { return nil }
    var hasStar = false
    defer { if !hasStar { starMemo[id] = false } }
    for node in index.imports {
      for item in file.children(node) where file[item].kind == .importBinding {
        guard let imported = file.child(item, .value), file[imported].name == words.star,
          !file[item].flags.contains(.namespace)
        else { continue }
        hasStar = true
        switch target(of: node, file) {
        case .file(let module):
          if let value = exported(program.text(name), from: module), value != .unknown { return value }
        case .folder(let folder): if let value = goMember(name, of: folder) { return value }
        default: break
        }
      }
    }
    return nil
  }

  /// A name that nothing in the file binds.
  private func builtin(_ name: Name, _ file: SyntaxFile) -> Value {
    if name == words.undefined { return .null }
    let text = program.text(name)
    return text.isEmpty ? .unknown : .external(text)
  }
}

/// A step into a destructured value.
enum PatternStep {
  case position(Int)
  case rest(Int)
  case key(String)
}
