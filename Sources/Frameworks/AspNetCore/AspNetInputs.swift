internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What comes in through the parameters of actions and handlers.
struct AspNetInputs {
  let context: RecognizerContext
  let attributes: AspNetAttributes
  /// The names of the path's parameters, in lower case.
  let path: Set<String>
  /// Whether requests of this method have a body.
  let hasBody: Bool
  let isController: Bool

  private struct Source {
    let place: Input.Place
    let name: String
    let isText: Bool
    var isWhole = false
  }

  private static let places: [String: Input.Place] = [
    "FromQuery": .query, "FromBody": .body, "FromRoute": .path, "FromHeader": .header, "FromForm": .form,
  ]
  private static let plain: Set<String> = [
    "string", "int", "long", "short", "byte", "bool", "double", "float", "decimal", "uint", "ulong", "char", "Guid",
    "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Uri", "String", "Int32", "Int64", "Boolean",
    "StringValues",
  ]
  private static let texts: Set<String> = ["string", "String", "StringValues", "Uri"]
  private static let requests: Set<String> = ["HttpContext", "HttpRequest"]
  private static let given: Set<String> = [
    "CancellationToken", "ClaimsPrincipal", "HttpResponse", "LinkGenerator", "TimeProvider", "PipeReader",
  ]
  private static let serviceEndings = [
    "Service", "Repository", "Context", "Manager", "Handler", "Client", "Factory", "Provider", "Mediator", "Logger",
    "Sender", "Store", "Accessor", "Options", "Validator", "Mapper", "Cache", "Generator", "Services", "Publisher",
  ]

  /// Notes which parameters carry what an outsider sends.
  func note(_ function: NodeRef, _ sources: inout RequestSources) {
    for parameter in context.evaluator.parameters(of: function) {
      if isRequest(parameter) {
        sources.parameters[parameter] = .request
      } else if let source = source(parameter) {
        sources.parameters[parameter] = .value(name: source.name, place: source.place, isText: source.isText)
        if source.place == .path { sources.segments.insert(parameter) }
      }
    }
  }

  func inputs(of function: NodeRef) -> [Input] {
    context.evaluator.parameters(of: function).flatMap { parameter -> [Input] in
      guard let source = source(parameter), let file = context.program.file(parameter.file) else { return [] }
      let type = file.child(parameter.node, .type)
      if source.isWhole, let type,
        case .instance(let model, _) = context.evaluator.instance(ofType: NodeRef(file: parameter.file, node: type))
      {
        let fields = fields(of: model, source.place)
        if !fields.isEmpty || source.place == .query { return fields }
      }
      let isRequired =
        source.place == .path
        || !file[parameter.node].flags.contains(.optional) && file.child(parameter.node, .value) == nil
      return [
        Input(name: source.name, place: source.place, type: type.map { file.text($0) } ?? "", isRequired: isRequired)
      ]
    }
  }

  private func fields(of model: NodeRef, _ place: Input.Place) -> [Input] {
    var found: [Input] = []
    for type in context.evaluator.lineage(of: model) {
      guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { continue }
      for member in file.children(body) {
        switch file[member].kind {
        case .field where file[member].flags.contains(.property):
          if place != .query || !isService(member, file) { found.append(input(member, place, file)) }
        case .function where file[member].flags.contains(.synthetic):
          for parameter in file.children(member, .parameter)
          where file[parameter].flags.contains(.property) && (place != .query || !isService(parameter, file)) {
            found.append(input(parameter, place, file))
          }
        default: continue
        }
        if found.count >= 64 { return found }
      }
    }
    return found
  }

  /// Whether a member holds something that is put in, not sent.
  private func isService(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    guard let type = file.child(node, .type) else { return false }
    let name = attributes.lastName(type, file)
    return isInterface(name) || Self.given.contains(name) || Self.requests.contains(name)
      || Self.serviceEndings.contains(where: name.hasSuffix) || name == "ILogger"
  }

  private func input(_ node: NodeID, _ place: Input.Place, _ file: SyntaxFile) -> Input {
    let decorators = file.children(node, .decorator).map { file.text($0) }
    let isRequired = decorators.contains { $0.hasPrefix("Required") }
    return Input(
      name: context.program.text(file[node].name), place: place,
      type: file.child(node, .type).map { file.text($0) } ?? "", isRequired: isRequired,
      isValidated: decorators.contains { $0.contains("Required") || $0.contains("Length") || $0.contains("Range") }
        ? true : nil)
  }

  private func isRequest(_ parameter: NodeRef) -> Bool {
    guard let file = context.program.file(parameter.file) else { return false }
    guard let type = file.child(parameter.node, .type) else {
      // `context => …` is the request.
      return !isController && file.children(file[parameter.node].parent, .parameter).count == 1
    }
    return Self.requests.contains(attributes.lastName(type, file))
  }

  private func source(_ parameter: NodeRef) -> Source? {
    guard let file = context.program.file(parameter.file), let type = file.child(parameter.node, .type) else {
      return nil
    }
    let name = context.program.text(file[parameter.node].name)
    let typeName = attributes.lastName(type, file)
    let isPlain = isPlain(type, file)
    let isText = Self.texts.contains(element(type, file)) || !isPlain
    for attribute in attributes.attributes(of: parameter) {
      if attribute.name.hasPrefix("FromServices") || attribute.name.hasPrefix("FromKeyed") { return nil }
      if attribute.name == "AsParameters" { return Source(place: .query, name: name, isText: true, isWhole: true) }
      guard let place = Self.places[attribute.name] else { continue }
      let given = attributes.named("Name", attribute).flatMap { attributes.text($0) } ?? name
      if typeName.hasPrefix("IFormFile") { return Source(place: .file, name: given, isText: true) }
      return Source(place: place, name: given, isText: isText, isWhole: !isPlain)
    }
    if Self.given.contains(typeName) || Self.requests.contains(typeName) { return nil }
    if typeName.hasPrefix("IFormFile") { return Source(place: .file, name: name, isText: true) }
    if typeName == "IFormCollection" { return Source(place: .form, name: name, isText: true) }
    if path.contains(name.lowercased()) { return Source(place: .path, name: name, isText: isText) }
    if isPlain { return Source(place: .query, name: name, isText: isText) }
    return complex(parameter, name, typeName)
  }

  /// A parameter of a class: the body, the query, or a service that is put in.
  private func complex(_ parameter: NodeRef, _ name: String, _ typeName: String) -> Source? {
    if isInterface(typeName) || Self.serviceEndings.contains(where: typeName.hasSuffix) { return nil }
    guard isController || hasBody else { return nil }
    return Source(place: hasBody ? .body : .query, name: name, isText: true, isWhole: true)
  }

  private func isInterface(_ name: String) -> Bool {
    guard name.utf8.count > 1, name.hasPrefix("I"), let second = name.dropFirst().first else { return false }
    return second.isUppercase && !name.hasPrefix("IEnumerable") && !name.hasPrefix("IList")
      && !name.hasPrefix("IReadOnly")
  }

  /// The name of the type, of an array or list that of its elements.
  private func element(_ type: NodeID, _ file: SyntaxFile) -> String {
    guard file[type].kind == .index, let inner = file.child(type, .index) else {
      return attributes.lastName(type, file)
    }
    let outer = attributes.lastName(type, file)
    return ["[]", "List", "IEnumerable", "IList", "IReadOnlyList", "ICollection", "HashSet"].contains(outer)
      ? attributes.lastName(inner, file) : outer
  }

  private func isPlain(_ type: NodeID, _ file: SyntaxFile) -> Bool {
    let name = element(type, file)
    if Self.plain.contains(name) { return true }
    if case .instance(let model, _) = context.evaluator.instance(ofType: NodeRef(file: file.source.id, node: type)) {
      return context.program.node(model)?.kind == .enumDeclaration
    }
    return false
  }
}
