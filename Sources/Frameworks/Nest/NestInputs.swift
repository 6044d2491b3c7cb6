internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What comes in through a method's decorated parameters.
struct NestInputs {
  let context: RecognizerContext
  /// A pipe checks what has a class with validators.
  let validates: Bool

  private static let places: [String: Input.Place] = [
    "Body": .body, "Query": .query, "Param": .path, "Headers": .header, "UploadedFile": .file, "UploadedFiles": .file,
    "RawBody": .body,
  ]

  private var evaluator: Evaluator { context.evaluator }

  /// The inputs of a method, one for each field of a class that says what is in there.
  func inputs(of method: NodeRef) -> [Input] {
    evaluator.parameters(of: method).flatMap { parameter -> [Input] in
      guard let (place, name, hasPipe) = source(parameter), let file = context.program.file(parameter.file) else {
        return []
      }
      let type = file.child(parameter.node, .type)
      let written = type.map { file.text($0) } ?? ""
      if name.isEmpty, let type,
        case .instance(let model, _) = evaluator.instance(ofType: NodeRef(file: parameter.file, node: type))
      {
        let fields = fields(of: model, place)
        if !fields.isEmpty { return fields }
      }
      let title = name.isEmpty ? context.program.text(file[parameter.node].name) : name
      return [
        Input(name: title, place: place, type: written, isRequired: place == .path, isValidated: hasPipe ? true : nil)
      ]
    }
  }

  private func fields(of model: NodeRef, _ place: Input.Place) -> [Input] {
    var found: [Input] = []
    for type in evaluator.lineage(of: model).reversed() {
      guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { continue }
      for field in file.children(body) where file[field].kind == .field && found.count < 64 {
        let decorators = file.children(field, .decorator)
        let texts = decorators.map { file.text($0) }
        let isOptional = file[field].flags.contains(.optional) || texts.contains { $0.contains("IsOptional") }
        found.append(
          Input(
            name: context.program.text(file[field].name), place: place,
            type: file.child(field, .type).map { file.text($0) } ?? "", isRequired: !isOptional,
            isValidated: validates ? !decorators.isEmpty : nil, maximum: maximum(texts)))
      }
    }
    return found
  }

  /// `@Max(100)`, `@ArrayMaxSize(25)`.
  private func maximum(_ texts: [String]) -> Double? {
    for text in texts {
      guard let range = text.firstRange(of: "Max(") ?? text.firstRange(of: "ArrayMaxSize(") else { continue }
      if let most = Double(text[range.upperBound...].prefix { $0.isNumber || $0 == "_" }.replacing("_", with: "")) {
        return most
      }
    }
    return nil
  }

  /// Where a parameter's value comes from, under which name, and whether a pipe turns it into something safe.
  private func source(_ parameter: NodeRef) -> (place: Input.Place, name: String, hasPipe: Bool)? {
    guard let file = context.program.file(parameter.file) else { return nil }
    for decorator in file.children(parameter.node, .decorator) {
      guard let call = file.child(decorator, .value), file[call].kind == .call, let callee = file.child(call, .callee),
        let place = Self.places[context.program.text(file[callee].name)]
      else { continue }
      let ref = NodeRef(file: parameter.file, node: call)
      let name = evaluator.argument(0, of: ref).flatMap { evaluator.value(of: $0).constantText } ?? ""
      let hasPipe = file.children(call, .argument).contains { file.text($0).contains("Pipe") }
      return (place, name, hasPipe)
    }
    return nil
  }

  /// Notes which parameters carry what an outsider sends.
  func note(_ method: NodeRef, _ sources: inout RequestSources) {
    for parameter in evaluator.parameters(of: method) {
      guard let file = context.program.file(parameter.file) else { continue }
      if let (place, name, _) = source(parameter) {
        let type = file.child(parameter.node, .type).map { file.text($0) } ?? ""
        let decorated = file.children(parameter.node, .decorator).map { file.text($0) }.joined()
        let isText =
          !["number", "boolean", "Date"].contains(type)
          && !["ParseIntPipe", "ParseUUIDPipe", "ParseBoolPipe", "ParseFloatPipe", "ParseEnumPipe"].contains {
            decorated.contains($0)
          }
        let title = name.isEmpty ? context.program.text(file[parameter.node].name) : name
        sources.parameters[parameter] = .value(name: title, place: place, isText: isText)
        continue
      }
      let isRequest = file.children(parameter.node, .decorator).contains { decorator in
        guard let value = file.child(decorator, .value) else { return false }
        let callee = file[value].kind == .call ? file.child(value, .callee) ?? value : value
        return ["Req", "Request"].contains(context.program.text(file[callee].name))
      }
      if isRequest { sources.parameters[parameter] = .request }
    }
  }
}
