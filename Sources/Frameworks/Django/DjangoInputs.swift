internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What requests bring into Django's views: variables of the route, and what the view reads of `request`.
struct DjangoInputs {
  private let context: RecognizerContext

  init(_ context: RecognizerContext) { self.context = context }

  func inputs(_ variables: [DjangoPaths.Variable], of function: NodeRef?) -> [Input] {
    let path = variables.map { variable in
      Input(
        name: variable.name, place: .path, type: variable.converter, isRequired: true, isValidated: !variable.isFree)
    }
    return path + (function.map { read(in: $0) } ?? [])
  }

  private static let places: [String: Input.Place] = [
    "GET": .query, "POST": .form, "query_params": .query, "data": .body, "headers": .header, "COOKIES": .cookie,
    "FILES": .file, "META": .header,
  ]

  /// `request.GET.get("page")`, `request.data["name"]` in the view's own body.
  private func read(in function: NodeRef) -> [Input] {
    guard let file = context.program.file(function.file) else { return [] }
    var found: [Input] = []
    for node in function.node..<file[function.node].next where file[node].kind == .member {
      guard let place = Self.places[context.program.text(file[node].name)], let object = file.child(node, .object),
        file[object].kind != .string, context.program.text(file[object].name) == "request",
        let (name, isRequired) = key(readFrom: node, file),
        !found.contains(where: { $0.name == name && $0.place == place })
      else { continue }
      found.append(Input(name: name, place: place, isRequired: isRequired, isValidated: false))
    }
    return found
  }

  private func key(readFrom node: NodeID, _ file: SyntaxFile) -> (String, Bool)? {
    let parent = file[node].parent
    switch file[parent].kind {
    case .index:
      guard file[node].role == .object, let index = file.child(parent, .index), let name = file.stringValue(index)
      else { return nil }
      return (name, true)
    case .member:
      let call = file[parent].parent
      guard file[call].kind == .call, ["get", "getlist", "pop"].contains(context.program.text(file[parent].name)),
        let first = file.child(call, .argument), let name = file.stringValue(first)
      else { return nil }
      return (name, false)
    default: return nil
    }
  }

  /// The view's parameters that the route fills, and the request itself.
  func addSources(of function: NodeRef, _ variables: [DjangoPaths.Variable], to sources: inout RequestSources) {
    for parameter in context.evaluator.parameters(of: function) {
      guard let node = context.program.node(parameter) else { continue }
      let name = context.program.text(node.name)
      if name == "request" || name == "req" {
        sources.parameters[parameter] = .request
        continue
      }
      guard let variable = variables.first(where: { $0.name == name }) else { continue }
      let isText = !["int", "uuid", "\\d+", "[0-9]+", "[\\d]+"].contains(variable.converter)
      sources.parameters[parameter] = .value(name: name, place: .path, isText: isText)
      if variable.converter != "path", !variable.converter.hasPrefix("."), isText { sources.segments.insert(parameter) }
    }
  }
}
