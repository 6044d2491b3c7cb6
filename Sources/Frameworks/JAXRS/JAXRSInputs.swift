internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What comes into a resource method's parameters.
struct JAXRSInputs {
  let project: JavaProject

  private static let places: [String: Input.Place] = [
    "PathParam": .path, "QueryParam": .query, "HeaderParam": .header, "CookieParam": .cookie, "FormParam": .form,
    "MatrixParam": .path, "FormDataParam": .form, "RestPath": .path, "RestQuery": .query, "RestHeader": .header,
    "RestCookie": .cookie, "RestForm": .form,
  ]
  private static let given: Set<String> = [
    "Context", "Suspended", "Auth", "UnitOfWork", "Session", "Named", "BeanParam", "Inject",
  ]
  private static let requests: Set<String> = [
    "HttpServletRequest", "ContainerRequestContext", "UriInfo", "HttpHeaders", "RoutingContext", "HttpServerRequest",
  ]
  private static let plain: Set<String> = [
    "int", "long", "short", "byte", "double", "float", "boolean", "char", "Integer", "Long", "Short", "Byte", "Double",
    "Float", "Boolean", "UUID", "BigDecimal", "BigInteger", "LocalDate", "Instant", "Date", "OptionalLong",
    "OptionalInt",
  ]

  private struct Parameter {
    let ref: NodeRef
    let input: Input?
    let isRequest: Bool
    let isText: Bool
  }

  private func parameters(of handler: NodeRef, declared: NodeRef, path: String) -> [Parameter] {
    guard let file = project.file(handler), let other = project.file(declared) else { return [] }
    let above = other.children(declared.node, .parameter)
    return file.children(handler.node, .parameter).enumerated().map { position, node in
      let ref = NodeRef(file: handler.file, node: node)
      var annotations = project.annotations(of: ref)
      if declared != handler, above.indices.contains(position) {
        annotations += project.annotations(of: NodeRef(file: declared.file, node: above[position]))
      }
      return parameter(ref, annotations, file, path)
    }
  }

  private func parameter(_ ref: NodeRef, _ annotations: [JavaAnnotation], _ file: SyntaxFile, _ path: String)
    -> Parameter
  {
    let own = project.text(file[ref.node].name)
    let type = file.child(ref.node, .type)
    let written = type.map { file.text($0) } ?? ""
    let isText = !Self.plain.contains(written)
    let names = annotations.flatMap(\.names.names)
    let isValidated: Bool? =
      names.contains { $0.hasSuffix(".Valid") || $0.contains("validation.constraints.") } ? true : nil
    func made(_ input: Input?, isRequest: Bool = false) -> Parameter {
      Parameter(ref: ref, input: input, isRequest: isRequest, isText: isText)
    }
    for annotation in annotations {
      guard
        let place = annotation.names.names.lazy.compactMap({ name in
          Self.places[name.split(separator: ".").last.map(String.init) ?? ""]
        }).first
      else { continue }
      let given = project.element("value", of: annotation).flatMap { project.text(of: $0) }
      return made(
        Input(
          name: given ?? own, place: place, type: written, isRequired: place == .path,
          isValidated: isText ? isValidated : true))
    }
    if Self.requests.contains(written) { return made(nil, isRequest: true) }
    if names.contains(where: { Self.given.contains($0.split(separator: ".").last.map(String.init) ?? "") }) {
      return made(nil)
    }
    if path.contains("{\(own)}") {
      return made(
        Input(name: own, place: .path, type: written, isRequired: true, isValidated: isText ? isValidated : true))
    }
    return made(Input(name: "body", place: .body, type: written, isRequired: true, isValidated: isValidated))
  }

  func inputs(of handler: NodeRef, declared: NodeRef, path: String) -> [Input] {
    parameters(of: handler, declared: declared, path: path).compactMap(\.input)
  }

  func note(_ handler: NodeRef, declared: NodeRef, path: String, _ sources: inout RequestSources) {
    for parameter in parameters(of: handler, declared: declared, path: path) {
      if parameter.isRequest { sources.parameters[parameter.ref] = .request }
      guard let input = parameter.input else { continue }
      sources.parameters[parameter.ref] = .value(name: input.name, place: input.place, isText: parameter.isText)
      if input.place == .path, parameter.isText { sources.segments.insert(parameter.ref) }
    }
  }
}
