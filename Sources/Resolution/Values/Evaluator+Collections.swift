internal import Facts
internal import Source
internal import Syntax

extension Evaluator {
  /// The most elements that are listed of a collection.
  static let maxElements = 400

  /// The elements of a list, tuple or set, the keys of a dict, in order; spreads and joined lists are followed.
  package func elements(of value: Value, in frame: Frame? = nil) -> [Value] {
    elementRefs(of: value, in: frame).map { element in
      switch element {
      case .node(let ref): self.value(of: ref, in: frame)
      case .value(let value): value
      }
    }
  }

  /// The element nodes of a collection, for what needs their place.
  package func elementNodes(of value: Value, in frame: Frame? = nil) -> [NodeRef] {
    elementRefs(of: value, in: frame).compactMap { element in
      if case .node(let ref) = element { return ref }
      return nil
    }
  }

  private enum Element {
    case node(NodeRef)
    case value(Value)
  }

  private func elementRefs(of value: Value, in frame: Frame?) -> [Element] {
    guard enterSpread() else { return [] }
    defer { spreadDepth -= 1 }
    var found: [Element] = []
    for alternative in value.alternatives {
      if case .row(let values) = alternative {
        found += values.map { .value($0) }
        continue
      }
      if case .table(let entries) = alternative {
        found += entries.map { .value(.string($0.key)) }
        continue
      }
      guard case .literal(let ref) = alternative, let file = program.file(ref.file) else { continue }
      if file[ref.node].kind == .comprehension {
        found += comprehended(ref, file, frame).map { .value($0) }
        continue
      }
      for child in file.children(ref.node) where file[child].role == .element {
        guard found.count < Self.maxElements else { return found }
        let node = NodeRef(file: ref.file, node: child)
        switch file[child].kind {
        case .spread: found += elementRefs(of: self.child(.value, of: node, in: frame), in: frame)
        case .pair: if let key = file.child(child, .key) { found.append(.node(NodeRef(file: ref.file, node: key))) }
        default: found.append(.node(node))
        }
      }
    }
    return found
  }

  /// The elements of `[f(x) for x in known]`: one clause over known elements, with one plain variable.
  private func comprehended(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> [Value] {
    let clauses = file.children(ref.node, .item)
    guard clauses.count == 1, let target = file.child(clauses[0], .target), file[target].kind == .name,
      let iterable = file.child(clauses[0], .iterable), let element = file.child(ref.node, .element),
      file[element].kind != .pair
    else { return [] }
    let source = value(of: NodeRef(file: ref.file, node: iterable), in: frame)
    return elements(of: source, in: frame).prefix(64).map { item in
      let inner = Frame(bindings: [NodeRef(file: ref.file, node: target): item], parent: frame)
      return value(of: NodeRef(file: ref.file, node: element), in: inner)
    }
  }

  /// Whether another collection may be gone into: `x = [*x, y]` spreads itself, and `[*x, *x]` does so twice.
  private func enterSpread() -> Bool {
    if spreadDepth == 0 { spreadFuel = Self.maxSpreads }
    spreadFuel -= 1
    guard spreadDepth < Self.maxSpreadDepth, spreadFuel > 0 else {
      cut()
      return false
    }
    spreadDepth += 1
    return true
  }

  /// The entries of a dict or object whose keys are known, in order.
  package func entries(of value: Value, in frame: Frame? = nil) -> [(key: String, value: NodeRef)] {
    guard enterSpread() else { return [] }
    defer { spreadDepth -= 1 }
    var found: [(key: String, value: NodeRef)] = []
    for alternative in value.alternatives {
      guard case .literal(let ref) = alternative, let file = program.file(ref.file) else { continue }
      for child in file.children(ref.node) where file[child].role == .element {
        guard found.count < Self.maxElements else { return found }
        let node = NodeRef(file: ref.file, node: child)
        switch file[child].kind {
        case .pair:
          if let key = file.child(child, .key), let entry = file.child(child, .value),
            let text = self.value(of: NodeRef(file: ref.file, node: key), in: frame).constantText
          {
            found.append((text, NodeRef(file: ref.file, node: entry)))
          }
        case .function: found.append((program.text(file[child].name), node))
        case .spread: found += entries(of: self.child(.value, of: node, in: frame), in: frame)
        default: break
        }
      }
    }
    return found
  }

  /// The entry of a dict or object under a constant key; later entries win, as they do at run time.
  package func entry(_ key: String, of literal: NodeRef) -> Value? {
    entryNode(key, of: .literal(literal)).map { value(of: $0) }
  }

  /// The node of the entry under a constant key.
  package func entryNode(_ key: String, of value: Value) -> NodeRef? {
    entries(of: value).last { $0.key == key }?.value
  }

  /// One element of a tuple, list or what a function returns as one.
  func element(_ position: Int, of value: Value) -> Value {
    .merge(
      value.alternatives.map { alternative in
        if case .row(let values) = alternative { return position < values.count ? values[position] : .unknown }
        // One of the arguments that callers give.
        if case .parameter(let parameter) = alternative, program.node(parameter)?.flags.contains(.variadic) ?? false {
          return .member("\(Self.parameterType).\(position)", of: parameter)
        }
        // `const [rows, total] = await repository.findAndCount()`.
        if position == 0, case .object(_, let site?) = alternative, fact(of: site)?.properties["pair"] == "rows" {
          return alternative
        }
        guard case .literal = alternative else { return .unknown }
        let elements = elements(of: alternative)
        return position < elements.count ? elements[position] : .unknown
      })
  }

  func indexValue(_ ref: NodeRef, _ node: SyntaxNode, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    let object = child(.object, of: ref, in: frame)
    if let element = goElement(of: object) { return element }
    if file.isNominal, !node.flags.contains(.typeArguments) { return nominalElement(of: object) ?? .unknown }
    if node.flags.contains(.typeArguments) { return object }
    switch child(.index, of: ref, in: frame) {
    case .string(let key):
      if case .literal(let literal) = object {
        return entry(key, of: literal) ?? hungMember(key, onLiteral: literal) ?? .unknown
      }
      return key.contains(Value.hole) ? .unknown : member(key, of: object)
    case .number(let position) where position >= 0 && position < 10_000: return element(Int(position), of: object)
    default:
      // A generic alias: `Repository[User]` is still the repository.
      if case .type = object { return object }
      // A table looked up by a key that is not known: any of its entries.
      if case .table(let entries) = object { return .merge(entries.prefix(8).map(\.value)) }
      guard case .literal = object else { return .unknown }
      return .merge(entries(of: object, in: frame).prefix(8).map { value(of: $0.value, in: frame) })
    }
  }
}
