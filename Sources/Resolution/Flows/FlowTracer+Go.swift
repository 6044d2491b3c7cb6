internal import Facts
internal import Source
internal import Syntax

/// What only Go does with what a request brings.
extension FlowTracer {
  /// Functions of Go's libraries that answer with what they were given.
  static let goPropagators: Set<String> = [
    "Sprintf", "Sprint", "Sprintln", "Join", "Replace", "ReplaceAll", "TrimSpace", "Trim", "TrimPrefix", "TrimSuffix",
    "TrimLeft", "TrimRight", "ToLower", "ToUpper", "Clean", "QueryUnescape", "PathUnescape", "Split", "SplitN",
    "Fields",
    "string", "append", "Repeat",
  ]

  private static let binders: Set<String> = [
    "Bind", "BindJSON", "BindQuery", "BindUri", "BindHeader", "ShouldBind", "ShouldBindJSON", "ShouldBindQuery",
    "ShouldBindUri", "ShouldBindWith", "ShouldBindBodyWith", "BodyParser", "QueryParser", "Decode",
  ]

  /// `c.ShouldBindJSON(&form)` before the use of `form`: reports the body as what it holds.
  mutating func traceBound(_ ref: NodeRef, _ file: SyntaxFile, _ trail: Trail) {
    guard file.source.language == .go, let index = program.index(of: ref.file) else { return }
    let name = file[ref.node].name
    let function = index.function(around: ref.node, in: file)
    for call in index.calls where call.node > function && call.node < ref.node {
      guard Self.binders.contains(program.text(call.name)), let callee = file.child(call.node, .callee),
        let argument = file.child(call.node, .argument), file[argument].kind == .name, file[argument].name == name,
        bindsRequest(callee, ref, file)
      else { continue }
      report("body of the request", at: NodeRef(file: ref.file, node: argument), handler: nil, trail)
      return
    }
  }

  /// Whether the object of a binding call is the request, or a decoder of its body.
  private func bindsRequest(_ callee: NodeID, _ ref: NodeRef, _ file: SyntaxFile) -> Bool {
    guard let object = file.child(callee, .object) else { return false }
    let owner = NodeRef(file: ref.file, node: object)
    guard program.text(file[callee].name) == "Decode" else {
      guard let name = evaluator.value(of: owner).externalName else { return false }
      return ["gin.Context", "echo.Context", "fiber.Ctx"].contains { name.hasSuffix($0) }
    }
    guard let made = evaluator.value(of: owner).site, let source = evaluator.argument(0, of: made),
      let name = evaluator.value(of: source).externalName
    else { return false }
    return program.facts.source(name) == "body"
  }

  /// `clean.UserPath(path)`, `sanitizeName(name)` of the project's own.
  func cleansPath(_ callee: NodeID, _ value: Value, _ file: SyntaxFile) -> Bool {
    guard file.source.language == .go, value.externalName == nil else { return false }
    let text = file.text(callee).lowercased()
    return ["clean", "saniti", "safe"].contains { text.contains($0) }
  }

  /// Whether a field is a number or the like, in which no text of an outsider's fits.
  func isSafeGoField(_ name: String, of owner: NodeRef) -> Bool {
    guard case .instance(let type, _) = evaluator.value(of: owner), let file = program.file(type.file),
      file.source.language == .go, let field = evaluator.declaration(name, in: type),
      let declared = program.file(field.file)?.child(field.node, .type)
    else { return false }
    return Self.safeTypes.contains(file.text(declared))
  }
}
