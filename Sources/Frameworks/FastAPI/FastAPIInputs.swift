internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// The inputs of a FastAPI handler: its parameters, by place and type.
struct FastAPIInputs {
  private let context: RecognizerContext

  init(_ context: RecognizerContext) { self.context = context }

  private var evaluator: Evaluator { context.evaluator }

  func inputs(of function: NodeRef, path: String) -> [Input] {
    guard let file = context.program.file(function.file) else { return [] }
    return evaluator.parameters(of: function).compactMap { parameter in
      guard evaluator.dependencies(of: parameter).isEmpty, let node = context.program.node(parameter) else {
        return nil
      }
      let name = context.program.text(node.name)
      let type = file.child(parameter.node, .type).map { file.text($0) } ?? ""
      guard name != "self", !Self.injected.contains(type) else { return nil }
      let hint = hint(parameter, file)
      return Input(
        name: name, place: place(name, parameter, path, hint), type: String(type.prefix(80)),
        isRequired: file.child(parameter.node, .value) == nil, isValidated: type.isEmpty ? nil : true,
        maximum: hint.flatMap { maximum($0) })
    }
  }

  /// What of a handler's parameters comes from the request, for following values.
  /// `path` has its converters still.
  func addSources(of function: NodeRef, path: String, to sources: inout RequestSources) {
    guard let file = context.program.file(function.file) else { return }
    for parameter in evaluator.parameters(of: function) where evaluator.dependencies(of: parameter).isEmpty {
      guard let node = context.program.node(parameter) else { continue }
      let type = file.child(parameter.node, .type).map { file.text($0) } ?? ""
      if type == "Request" || type == "WebSocket" {
        sources.parameters[parameter] = .request
      } else if !Self.injected.contains(type), context.program.text(node.name) != "self" {
        let name = context.program.text(node.name)
        let isText = type.isEmpty || type.contains("str") || type.contains("Any") || type.contains("dict")
        let isSegment = path.contains("{\(name)}")
        let place = isSegment || path.contains("{\(name):") ? .path : place(name, parameter, "", hint(parameter, file))
        if isSegment { sources.segments.insert(parameter) }
        // A body model's fields are texts as often as not.
        sources.parameters[parameter] = .value(name: name, place: place, isText: isText || place == .body)
      }
    }
  }

  /// Types that FastAPI fills in itself.
  private static let injected: Set<String> = [
    "Request", "Response", "BackgroundTasks", "WebSocket", "HTTPConnection", "SecurityScopes", "StreamingResponse",
  ]

  /// The `Query(…)`, `Body(…)`, … call of a parameter.
  private func hint(_ parameter: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    var candidates = file.child(parameter.node, .value).map { [NodeRef(file: parameter.file, node: $0)] } ?? []
    if let type = file.child(parameter.node, .type) {
      candidates += evaluator.annotations(of: NodeRef(file: parameter.file, node: type))
    }
    return candidates.first { evaluator.value(of: $0).externalName?.hasPrefix("fastapi.") ?? false }
  }

  private func place(_ name: String, _ parameter: NodeRef, _ path: String, _ hint: NodeRef?) -> Input.Place {
    switch hint.flatMap({ evaluator.value(of: $0).externalName }) {
    case "fastapi.Query": return .query
    case "fastapi.Path": return .path
    case "fastapi.Body": return .body
    case "fastapi.Header": return .header
    case "fastapi.Cookie": return .cookie
    case "fastapi.Form": return .form
    case "fastapi.File": return .file
    default: break
    }
    if path.contains("{\(name)}") { return .path }
    if case .instance = evaluator.value(of: parameter) { return .body }
    return .query
  }

  /// `le=` and `lt=` of a numeric parameter.
  private func maximum(_ hint: NodeRef) -> Double? {
    for keyword in ["le", "lt"] {
      if let given = evaluator.argument(named: keyword, of: hint), case .number(let number) = evaluator.value(of: given)
      {
        return number
      }
    }
    return nil
  }
}
