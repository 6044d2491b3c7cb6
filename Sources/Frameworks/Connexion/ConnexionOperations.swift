internal import Formats
internal import Model
internal import Source

/// What connexion makes of an operation.
extension OpenAPIOperation {
  /// The `operationId`, below the controller when one is named.
  var identifier: String {
    let own = value.node["operationId"]?.string ?? ""
    for key in ["x-openapi-router-controller", "x-swagger-router-controller"] {
      if let controller = value.node[key]?.string ?? item.node[key]?.string, !controller.isEmpty {
        return controller + "." + own
      }
    }
    return own
  }

  var hasIdentifier: Bool { value.node["operationId"]?.string != nil }

  /// What the document asks of callers: the operation's own `security`, or that of all.
  func auth(in document: OpenAPIDocument) -> Auth {
    guard let given = document.security(of: self), let demands = given.node.sequence else { return Auth(.none) }
    let place = Location(file: given.file, line: given.node.line)
    guard !demands.isEmpty else {
      var auth = Auth(.none, by: "security: []", location: place)
      auth.isExplicitlyPublic = true
      return auth
    }
    let names = demands.flatMap { $0.mapping?.keys ?? [] }
    let isOptional = demands.contains { $0.mapping?.isEmpty ?? true }
    let scopes = demands.flatMap { $0.mapping?.entries ?? [] }.flatMap(\.value.texts)
    return Auth(isOptional ? .optional : .required, by: names.joined(separator: ", "), location: place, roles: scopes)
  }

  func inputs(in document: OpenAPIDocument) -> [Input] {
    var found: [Input] = []
    for parameter in (listed(item) + listed(value)).map({ document.resolved($0) }) {
      guard let name = parameter["name"]?.node.string, let place = place(parameter["in"]?.node.string ?? "") else {
        continue
      }
      let schema = parameter["schema"].map { document.resolved($0) } ?? parameter
      let format = schema["format"]?.node.string
      found.append(
        Input(
          name: name, place: place, type: format == "uuid" ? "uuid" : schema["type"]?.node.string ?? "",
          isRequired: parameter["required"]?.node.bool ?? false, isValidated: true,
          maximum: schema["maximum"]?.node.double))
    }
    if let body = value["requestBody"].map({ document.resolved($0) }) {
      found.append(
        Input(
          name: "body", place: .body, isRequired: body["required"]?.node.bool ?? false,
          isValidated: body["content"] != nil))
    }
    return found
  }

  private func listed(_ value: OpenAPIValue) -> [OpenAPIValue] {
    (value.node["parameters"]?.sequence ?? []).map { OpenAPIValue(node: $0, file: value.file) }
  }

  private func place(_ text: String) -> Input.Place? {
    switch text {
    case "path": .path
    case "query": .query
    case "header": .header
    case "cookie": .cookie
    case "body": .body
    case "formData": .form
    default: nil
    }
  }
}
