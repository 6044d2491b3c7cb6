internal import Resolution
internal import Source
internal import Syntax

/// An annotation as it is written somewhere.
struct JavaAnnotation {
  let names: JavaTypeNames
  /// The name or call after `@`.
  let ref: NodeRef
  /// What was written where it is used: another one, if that is composed of this.
  var written: NodeRef
  /// Elements that a composed annotation gives to this one, by name.
  var given: [String: NodeRef] = [:]

  func isOne(of known: Set<String>) -> Bool { names.first(in: known) != nil }
}

extension JavaProject {
  /// The annotations of a declaration.
  func annotations(of ref: NodeRef) -> [JavaAnnotation] {
    if let known = annotationMemory[ref] { return known }
    guard let file = file(ref) else { return [] }
    let found = file.children(ref.node, .decorator).compactMap { file.child($0, .value) }
      .compactMap { annotation(NodeRef(file: ref.file, node: $0)) }
    annotationMemory[ref] = found
    return found
  }

  /// An annotation by its name or call.
  func annotation(_ ref: NodeRef) -> JavaAnnotation? {
    guard let file = file(ref) else { return nil }
    let name = file[ref.node].kind == .call ? file.child(ref.node, .callee) : ref.node
    guard let name else { return nil }
    let place = NodeRef(file: ref.file, node: name)
    return JavaAnnotation(names: withNeighbours(names(of: place), at: place), ref: ref, written: ref)
  }

  /// For want of an import it does not compile, and means a neighbour of what is imported: `RequestMapping` beside an
  /// import of `GetMapping`.
  private func withNeighbours(_ names: JavaTypeNames, at ref: NodeRef) -> JavaTypeNames {
    guard let imports = imports(of: ref.file), let written = dotted(ref), !written.contains("."),
      imports.types[written] == nil, imports.stars.isEmpty, names.names.count == 1,
      type(named: names.names[0], near: ref.file) == nil
    else { return names }
    let packages = Set(
      imports.types.values.compactMap { type in type.lastIndex(of: ".").map { String(type[..<$0]) } })
    return JavaTypeNames(names: names.names + packages.sorted().map { "\($0).\(written)" })
  }

  /// What an annotation gives for an element; an argument without a name is `value`.
  func element(_ name: String, of annotation: JavaAnnotation) -> NodeRef? {
    if let given = annotation.given[name] { return given }
    guard let file = file(annotation.ref), file[annotation.ref.node].kind == .call else { return nil }
    if name == "value", let text = misplaced(annotation.ref, file) { return text }
    for argument in file.children(annotation.ref.node, .argument) {
      if file[argument].kind == .keywordArgument {
        guard text(file[argument].name) == name, let value = file.child(argument, .value) else { continue }
        return NodeRef(file: annotation.ref.file, node: value)
      }
      if name == "value" { return NodeRef(file: annotation.ref.file, node: argument) }
    }
    return nil
  }

  /// `@GetMapping("/orders", produces = …)`: no Java, which asks for `value =` beside others, and still plain to read.
  private func misplaced(_ call: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    guard let unread = file.children(call.node).first(where: { file[$0].kind == .unknown }),
      let text = file.children(unread).first(where: { _ in true }), file[text].kind == .string
    else { return nil }
    return NodeRef(file: call.file, node: text)
  }

  /// The annotations of a declaration that are, or are composed of, one of those known.
  func annotations(of ref: NodeRef, among known: Set<String>) -> [JavaAnnotation] {
    annotations(of: ref).compactMap { meta($0, among: known, depth: 0) }
  }

  /// The first such annotation.
  func annotation(of ref: NodeRef, among known: Set<String>) -> JavaAnnotation? {
    for annotation in annotations(of: ref) {
      if let found = meta(annotation, among: known, depth: 0) { return found }
    }
    return nil
  }

  /// The names of a declaration's annotations, and of those that they are composed of.
  func annotationNames(of ref: NodeRef) -> Set<String> {
    var found: Set<String> = []
    var queue = annotations(of: ref)
    while let next = queue.popLast(), found.count < 200 {
      for name in next.names.names where found.insert(name).inserted {
        if let type = type(named: name, near: next.ref.file) { queue += annotations(of: type.ref) }
      }
    }
    return found
  }

  /// An annotation itself, or what it is composed of, with the elements that it hands on.
  private func meta(_ annotation: JavaAnnotation, among known: Set<String>, depth: Int) -> JavaAnnotation? {
    if annotation.isOne(of: known) { return annotation }
    guard depth < 4 else { return nil }
    for name in annotation.names.names {
      guard let type = type(named: name, near: annotation.ref.file), let file = file(type.ref),
        file[type.ref.node].kind == .interface
      else { continue }
      for own in annotations(of: type.ref) {
        guard own.names != annotation.names, var found = meta(own, among: known, depth: depth + 1) else { continue }
        handOn(from: annotation, declaredBy: type, to: &found)
        found.written = annotation.written
        return found
      }
    }
    return nil
  }

  /// `@AliasFor(annotation = RequestMapping.class, attribute = "path") String[] value() default {};`
  private func handOn(from annotation: JavaAnnotation, declaredBy type: JavaType, to found: inout JavaAnnotation) {
    guard let file = file(type.ref), let body = file.child(type.ref.node, .body) else { return }
    for member in file.children(body) where file[member].kind == .field {
      let name = text(file[member].name)
      let given = element(name, of: annotation)
      let fallback = file.child(member, .value).map { NodeRef(file: type.ref.file, node: $0) }
      for alias in annotations(of: NodeRef(file: type.ref.file, node: member)) {
        guard alias.names.names.contains(where: { $0.hasSuffix(".AliasFor") }) else { continue }
        guard element("annotation", of: alias) != nil else { continue }
        let target =
          (element("attribute", of: alias) ?? element("value", of: alias)).flatMap { texts($0).first } ?? name
        if let given {
          found.given[target] = given
        } else if found.given[target] == nil, let fallback, !isEmptyList(fallback) {
          found.given[target] = fallback
        }
      }
    }
  }

  private func isEmptyList(_ ref: NodeRef) -> Bool {
    guard let file = file(ref) else { return true }
    return file[ref.node].kind == .list && file.child(ref.node, .element) == nil
  }
}
