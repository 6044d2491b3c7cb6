internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What requests bring into Flask handlers: variables of the rule, and what the handler reads of `request`.
struct FlaskInputs {
  private let context: RecognizerContext

  init(_ context: RecognizerContext) { self.context = context }

  /// A variable of a rule and its converter ("string" when none is given).
  private func variables(of rule: String) -> [(name: String, converter: String)] {
    rule.split(separator: "<").dropFirst().compactMap { part in
      guard let inner = part.split(separator: ">", omittingEmptySubsequences: false).first else { return nil }
      let pieces = inner.split(separator: ":", maxSplits: 1)
      guard let name = pieces.last else { return nil }
      let converter = pieces.count > 1 ? pieces[0].prefix { $0 != "(" } : "string"
      return (String(name), String(converter))
    }
  }

  private static let checked: Set<String> = ["int", "float", "uuid", "any"]

  func inputs(rule: String, of function: NodeRef) -> [Input] {
    let path = variables(of: rule).map { variable in
      Input(
        name: variable.name, place: .path, type: variable.converter, isRequired: true,
        isValidated: Self.checked.contains(variable.converter))
    }
    return path + read(in: function)
  }

  private static let places: [String: Input.Place] = [
    "args": .query, "form": .form, "json": .body, "headers": .header, "cookies": .cookie, "files": .file,
  ]

  /// `request.args.get("page", type=int)`, `request.form["name"]` in the handler's own body.
  private func read(in function: NodeRef) -> [Input] {
    guard let file = context.program.file(function.file) else { return [] }
    var found: [Input] = []
    for node in function.node..<file[function.node].next where file[node].kind == .member {
      guard let place = Self.places[context.program.text(file[node].name)], let object = file.child(node, .object),
        file[object].kind != .string, context.program.text(file[object].name) == "request",
        let (name, isRequired, type) = key(readFrom: node, file)
      else { continue }
      if found.contains(where: { $0.name == name && $0.place == place }) { continue }
      found.append(
        Input(name: name, place: place, type: type, isRequired: isRequired, isValidated: type.isEmpty ? false : true))
    }
    return found
  }

  /// The key under which something is read of a table of the request.
  private func key(readFrom node: NodeID, _ file: SyntaxFile) -> (String, Bool, String)? {
    let parent = file[node].parent
    switch file[parent].kind {
    case .index:
      guard file[node].role == .object, let index = file.child(parent, .index), let name = file.stringValue(index)
      else {
        return nil
      }
      return (name, true, "")
    case .member:
      let call = file[parent].parent
      guard file[call].kind == .call, ["get", "getlist", "pop"].contains(context.program.text(file[parent].name)),
        let first = file.child(call, .argument), let name = file.stringValue(first)
      else { return nil }
      let type = file.children(call, .argument).first {
        file[$0].kind == .keywordArgument && context.program.text(file[$0].name) == "type"
      }
      return (name, false, type.flatMap { file.child($0, .value) }.map { file.text($0) } ?? "")
    default: return nil
    }
  }

  /// The handler's parameters that a rule's variables fill.
  func addSources(of function: NodeRef, rule: String, to sources: inout RequestSources) {
    let variables = variables(of: rule)
    for parameter in context.evaluator.parameters(of: function) {
      guard let node = context.program.node(parameter) else { continue }
      let name = context.program.text(node.name)
      guard let variable = variables.first(where: { $0.name == name }) else { continue }
      sources.parameters[parameter] = .value(
        name: name, place: .path, isText: variable.converter == "string" || variable.converter == "path")
    }
  }
}
