internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// One attribute as it is written on a class, method, lambda or parameter.
struct AspNetAttribute {
  /// Its name without namespaces and without `Attribute` at the end.
  let name: String
  /// The name, call or generic name as written.
  let ref: NodeRef
  /// The class of the project that it is of.
  let type: NodeRef?
  /// The names of the classes and interfaces above that class, likewise short.
  let ancestors: [String]

  func isA(_ wanted: String) -> Bool { name == wanted || ancestors.contains(wanted) }
}

/// Reads attributes and the texts in them.
struct AspNetAttributes {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }

  func attributes(of declaration: NodeRef) -> [AspNetAttribute] {
    guard let file = context.program.file(declaration.file) else { return [] }
    return file.children(declaration.node, .decorator).compactMap { decorator in
      guard let value = file.child(decorator, .value) else { return nil }
      return attribute(NodeRef(file: declaration.file, node: value), file)
    }
  }

  private func attribute(_ ref: NodeRef, _ file: SyntaxFile) -> AspNetAttribute? {
    var callee = ref.node
    if file[callee].kind == .call, let inner = file.child(callee, .callee) { callee = inner }
    if file[callee].kind == .index, let object = file.child(callee, .object) { callee = object }
    let name = Self.short(context.program.text(file[callee].name))
    guard !name.isEmpty else { return nil }
    // Those of the framework are by far the most, and what they are called is enough.
    guard !Self.known.contains(name), case .type(let type) = evaluator.value(of: NodeRef(file: ref.file, node: callee))
    else { return AspNetAttribute(name: name, ref: ref, type: nil, ancestors: []) }
    return AspNetAttribute(name: name, ref: ref, type: type, ancestors: ancestors(of: type))
  }

  /// The short names of all that a class extends and implements.
  func ancestors(of type: NodeRef) -> [String] {
    var found: [String] = []
    for part in evaluator.lineage(of: type) {
      guard let file = context.program.file(part.file) else { continue }
      if part != type { found.append(Self.short(context.program.text(file[part.node].name))) }
      for base in file.children(part.node, .base) {
        let name = Self.short(lastName(base, file))
        if !found.contains(name) { found.append(name) }
      }
    }
    return found
  }

  func lastName(_ node: NodeID, _ file: SyntaxFile) -> String {
    var node = node
    while file[node].kind == .index, let object = file.child(node, .object) { node = object }
    return context.program.text(file[node].name)
  }

  static func short(_ name: String) -> String {
    name.hasSuffix("Attribute") && name.utf8.count > 9 ? String(name.dropLast(9)) : name
  }

  private static let known: Set<String> = [
    "HttpGet", "HttpPost", "HttpPut", "HttpDelete", "HttpPatch", "HttpHead", "HttpOptions", "Route", "ApiController",
    "AcceptVerbs", "Authorize", "AllowAnonymous", "FromQuery", "FromBody", "FromRoute", "FromHeader", "FromForm",
    "FromServices", "NonAction", "Area", "Produces", "ProducesResponseType", "Consumes",
  ]

  // MARK: Arguments

  func positional(_ attribute: AspNetAttribute) -> [NodeRef] {
    guard let file = context.program.file(attribute.ref.file) else { return [] }
    return file.children(attribute.ref.node, .argument).filter { file[$0].kind != .keywordArgument }
      .map { NodeRef(file: attribute.ref.file, node: $0) }
  }

  func named(_ name: String, _ attribute: AspNetAttribute) -> NodeRef? {
    guard let file = context.program.file(attribute.ref.file) else { return nil }
    for argument in file.children(attribute.ref.node, .argument)
    where file[argument].kind == .keywordArgument
      && context.program.text(file[argument].name).lowercased() == name.lowercased()
    {
      return file.child(argument, .value).map { NodeRef(file: attribute.ref.file, node: $0) }
    }
    return nil
  }

  /// A text; what of it cannot be seen is a hole.
  func text(_ ref: NodeRef) -> String? {
    guard let file = context.program.file(ref.file) else { return nil }
    if file[ref.node].kind == .call, let callee = file.child(ref.node, .callee), file[callee].kind == .name,
      context.program.text(file[callee].name) == "nameof", let argument = file.child(ref.node, .argument)
    {
      return lastName(argument, file)
    }
    return evaluator.value(of: ref).text
  }

  /// The constant texts of a list or of one text.
  func texts(_ ref: NodeRef) -> [String] {
    guard let file = context.program.file(ref.file) else { return [] }
    if file[ref.node].kind == .list {
      return file.children(ref.node).flatMap { texts(NodeRef(file: ref.file, node: $0)) }
    }
    if file[ref.node].kind == .member { return [memberOrText(ref, file)].filter { !$0.isEmpty } }
    let value = evaluator.value(of: ref)
    let elements = evaluator.elementNodes(of: value)
    if !elements.isEmpty { return elements.prefix(32).flatMap { texts($0) } }
    return text(ref).map { [$0] } ?? []
  }

  /// `HttpMethods.Put` is a text whose name says it.
  private func memberOrText(_ ref: NodeRef, _ file: SyntaxFile) -> String {
    if let text = evaluator.value(of: ref).constantText { return text }
    guard let object = file.child(ref.node, .object) else { return "" }
    let owner = lastName(object, file)
    return ["HttpMethods", "Http", "HttpMethod"].contains(owner)
      ? context.program.text(file[ref.node].name).uppercased() : ""
  }

  /// The type between the angle brackets or in `typeof(…)` of an attribute.
  func typeArgument(_ attribute: AspNetAttribute) -> NodeRef? {
    guard let file = context.program.file(attribute.ref.file) else { return nil }
    var node = attribute.ref.node
    if let first = positional(attribute).first { return typeOf(first) }
    if file[node].kind == .call, let callee = file.child(node, .callee) { node = callee }
    guard file[node].kind == .index, let argument = file.child(node, .index) else { return nil }
    return type(NodeRef(file: attribute.ref.file, node: argument))
  }

  /// The type of the project that `typeof(T)` names.
  func typeOf(_ ref: NodeRef) -> NodeRef? {
    guard let file = context.program.file(ref.file), file[ref.node].kind == .call,
      let callee = file.child(ref.node, .callee), context.program.text(file[callee].name) == "typeof",
      let argument = file.child(ref.node, .argument)
    else { return nil }
    return type(NodeRef(file: ref.file, node: argument))
  }

  /// Every `x.name = …` of some files.
  func assignments(of member: String, in files: [FileID]) -> [(assignment: NodeRef, value: NodeRef)] {
    guard let name = context.program.name(of: member) else { return [] }
    var found: [(assignment: NodeRef, value: NodeRef)] = []
    for id in files {
      guard let file = context.program.file(id) else { continue }
      for position in file.nodes.indices
      where file.nodes[position].kind == .member && file.nodes[position].role == .target {
        guard file.nodes[position].name == name, let value = file.child(file.nodes[position].parent, .value) else {
          continue
        }
        found.append(
          (NodeRef(file: id, node: file.nodes[position].parent), NodeRef(file: id, node: value)))
      }
    }
    return found
  }

  func type(_ ref: NodeRef) -> NodeRef? {
    if case .type(let type) = evaluator.value(of: ref) { return type }
    if case .instance(let type, _) = evaluator.instance(ofType: ref) { return type }
    return nil
  }
}
