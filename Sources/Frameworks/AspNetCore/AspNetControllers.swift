internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// A controller: a class whose public methods answer requests.
struct AspNetController {
  let type: NodeRef
  /// Without `Controller` at the end.
  let name: String
  /// The class and what of the project it extends, itself first.
  let lineage: [NodeRef]
  /// Its own attributes, then those of the classes above.
  let attributes: [AspNetAttribute]
  let templates: [String]
  let area: String?
}

/// An action: a method of a controller, or of a class above it.
struct AspNetAction {
  let method: NodeRef
  let name: String
  let attributes: [AspNetAttribute]
  /// The names of its parameters, in lower case.
  let parameters: Set<String>
}

/// One way to reach an action: methods, and a template where its attributes give one.
struct AspNetSelector {
  let verbs: [String]
  let template: String?
  let place: NodeRef?
}

/// Finds controllers and actions as the framework does.
struct AspNetControllers {
  let context: RecognizerContext
  let attributes: AspNetAttributes

  init(_ context: RecognizerContext) {
    self.context = context
    attributes = AspNetAttributes(context: context)
  }

  private var evaluator: Evaluator { context.evaluator }
  private var own: AspNetOwnAttributes { AspNetOwnAttributes(context: context, attributes: attributes) }

  func controllers(in id: FileID) -> [AspNetController] {
    guard let file = context.program.file(id), let index = context.program.index(of: id) else { return [] }
    var found: [AspNetController] = []
    for scope in index.scopes where scope.kind == .type && file[scope.node].kind == .classDeclaration {
      if let controller = controller(NodeRef(file: id, node: scope.node), file) { found.append(controller) }
    }
    return found
  }

  private func controller(_ type: NodeRef, _ file: SyntaxFile) -> AspNetController? {
    let node = file[type.node]
    let name = context.program.text(node.name)
    // Most classes are none, and end here.
    let mayBe =
      name.hasSuffix("Controller") || file.child(type.node, .decorator) != nil
      || file.children(type.node, .base).contains { attributes.lastName($0, file).contains("Controller") }
    guard mayBe, node.flags.contains(.exported), !name.isEmpty else { return nil }
    let own = attributes.attributes(of: type)
    let ancestors = attributes.ancestors(of: type)
    let isController =
      name.hasSuffix("Controller") || own.contains { $0.isA("ApiController") || $0.isA("Controller") }
      || ancestors.contains { Self.bases.contains($0) }
    guard isController, !own.contains(where: { $0.name == "NonController" }), !isAbstractOrGeneric(type.node, file)
    else {
      return nil
    }
    let lineage = evaluator.lineage(of: type)
    let all = own + lineage.filter { $0 != type }.flatMap { attributes.attributes(of: $0) }
    // A class of that name in a program without controllers is none.
    guard
      all.contains(where: { Self.marks.contains($0.name) }) || ancestors.contains(where: { Self.isBase($0) })
        || hasRoutedMethod(lineage)
    else { return nil }
    let area = all.first { $0.name == "Area" }.flatMap { attributes.positional($0).first }.flatMap {
      attributes.text($0)
    }
    let suffix = name.hasSuffix("Controller") ? name.dropLast("Controller".count) : name[...]
    return AspNetController(
      type: type, name: String(suffix), lineage: lineage, attributes: all,
      templates: templates(lineage, own), area: area)
  }

  private static let bases: Set<String> = ["Controller", "ControllerBase", "ODataController", "ApiController"]
  private static let marks: Set<String> = ["ApiController", "Controller", "Route", "Authorize", "Area"]
  private static func isBase(_ name: String) -> Bool { bases.contains(name) || name.hasSuffix("Controller") }

  /// The route templates of the nearest class that has any.
  private func templates(_ lineage: [NodeRef], _ own: [AspNetAttribute]) -> [String] {
    for (position, type) in lineage.enumerated() {
      let found = (position == 0 ? own : attributes.attributes(of: type)).compactMap { routeTemplate($0) }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The template of `[Route("…")]` or of an attribute of the project that extends it.
  private func routeTemplate(_ attribute: AspNetAttribute) -> String? {
    guard attribute.isA("Route") || attribute.ancestors.contains("IRouteTemplateProvider") else { return nil }
    if attribute.type == nil { return attributes.positional(attribute).first.flatMap { attributes.text($0) } }
    return own.template(of: attribute)
  }

  private func hasRoutedMethod(_ lineage: [NodeRef]) -> Bool {
    lineage.contains { type in
      methods(of: type).contains { method in
        guard context.program.file(method.file)?.child(method.node, .decorator) != nil else { return false }
        return attributes.attributes(of: method).contains { Self.verbs[$0.name] != nil || $0.name == "Route" }
      }
    }
  }

  /// `abstract class X` and `class X<T>`, which the tree does not say.
  private func isAbstractOrGeneric(_ type: NodeID, _ file: SyntaxFile) -> Bool {
    guard let name = AspNetSource.name(of: type, file, context) else { return false }
    let after = file.source.bytes[Int(name.end)...].first { $0 != UInt8(ascii: " ") }
    return after == UInt8(ascii: "<") || AspNetSource.hasModifier("abstract", type, file, context)
  }

  // MARK: Actions

  private func methods(of type: NodeRef) -> [NodeRef] {
    guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { return [] }
    return file.children(body).filter { file[$0].kind == .function }.map { NodeRef(file: type.file, node: $0) }
  }

  func actions(of controller: AspNetController) -> [AspNetAction] {
    var found: [AspNetAction] = []
    var seen: Set<String> = []
    for type in controller.lineage {
      for method in methods(of: type) {
        guard let file = context.program.file(method.file) else { continue }
        let flags = file[method.node].flags
        let name = context.program.text(file[method.node].name)
        guard flags.contains(.exported), !flags.contains(.isStatic), !flags.contains(.constructor),
          !flags.contains(.getter), !flags.contains(.setter), !Self.inherited.contains(name)
        else { continue }
        let parameters = file.children(method.node, .parameter)
        let shape =
          "\(name) " + parameters.map { file.child($0, .type).map { file.text($0) } ?? "" }.joined(separator: ",")
        var own = attributes.attributes(of: method)
        // What a class overrides it does not register twice, but the attributes stay.
        guard seen.insert(shape).inserted else {
          if let index = found.firstIndex(where: { $0.name == name && $0.parameters.count == parameters.count }),
            !found[index].attributes.contains(where: { isRouting($0) })
          {
            let action = found[index]
            found[index] = AspNetAction(
              method: action.method, name: name, attributes: action.attributes + own, parameters: action.parameters)
          }
          continue
        }
        let isOverride = AspNetSource.hasModifier("override", method.node, file, context)
        if isOverride, type == controller.lineage.last, !own.contains(where: { isRouting($0) }) { continue }
        if own.contains(where: { $0.name == "NonAction" }) { own = own.filter { $0.name == "NonAction" } }
        found.append(
          AspNetAction(
            method: method, name: name, attributes: own,
            parameters: Set(parameters.map { context.program.text(file[$0].name).lowercased() })))
      }
    }
    return found.filter { !$0.attributes.contains { $0.name == "NonAction" } }
  }

  private static let inherited: Set<String> = [
    "Dispose", "DisposeAsync", "ToString", "Equals", "GetHashCode", "OnActionExecuting", "OnActionExecuted",
    "OnActionExecutionAsync", "GetType", "Finalize",
  ]

  static let verbs: [String: String] = [
    "HttpGet": "GET", "HttpPost": "POST", "HttpPut": "PUT", "HttpDelete": "DELETE", "HttpPatch": "PATCH",
    "HttpHead": "HEAD", "HttpOptions": "OPTIONS", "HttpQuery": "QUERY",
  ]

  private func isRouting(_ attribute: AspNetAttribute) -> Bool {
    verbs(attribute) != nil || attribute.isA("Route") || attribute.ancestors.contains("IRouteTemplateProvider")
  }

  /// The methods that an attribute lets an action answer; `nil` when it is about something else.
  private func verbs(_ attribute: AspNetAttribute) -> [String]? {
    if let verb = Self.verbs[attribute.name] { return [verb] }
    if attribute.name == "AcceptVerbs" {
      return attributes.positional(attribute).flatMap { attributes.texts($0) }.map { $0.uppercased() }
    }
    for ancestor in attribute.ancestors { if let verb = Self.verbs[ancestor] { return [verb] } }
    return own.verbs(of: attribute)
  }

  private func template(_ attribute: AspNetAttribute) -> String? {
    if attribute.type != nil {
      return attributes.positional(attribute).first.flatMap { attributes.text($0) } ?? own.template(of: attribute)
    }
    if attribute.name == "AcceptVerbs" { return attributes.named("Route", attribute).flatMap { attributes.text($0) } }
    guard let first = attributes.positional(attribute).first else {
      return attributes.named("template", attribute).flatMap { attributes.text($0) }
    }
    return attributes.text(first) ?? String(Value.hole)
  }

  /// How an action is reached, in the framework's own way: a template with methods of its own is one, those without
  /// one apply to each `[Route]`, or to the controller's.
  func selectors(of action: AspNetAction) -> [AspNetSelector] {
    var withTemplate: [(attribute: AspNetAttribute, verbs: [String]?, template: String)] = []
    var silent: [String] = []
    var silentPlace: NodeRef?
    for attribute in action.attributes where isRouting(attribute) {
      let verbs = verbs(attribute)
      if let template = template(attribute) {
        withTemplate.append((attribute, verbs, template))
      } else if let verbs {
        silent += verbs
        if silentPlace == nil { silentPlace = attribute.ref }
      }
    }
    var found: [AspNetSelector] = []
    let hasPlainRoute = withTemplate.contains { $0.verbs == nil }
    for (attribute, verbs, template) in withTemplate {
      found.append(AspNetSelector(verbs: verbs ?? silent, template: template, place: attribute.ref))
    }
    if !silent.isEmpty && !hasPlainRoute || withTemplate.isEmpty {
      found.append(AspNetSelector(verbs: silent, template: nil, place: silentPlace))
    }
    return found
  }
}

/// What only the text of a declaration says.
enum AspNetSource {
  /// The range of a declaration's name.
  static func name(of node: NodeID, _ file: SyntaxFile, _ context: RecognizerContext) -> ByteRange? {
    let name = Array(context.program.text(file[node].name).utf8)
    let bytes = file.source.bytes
    let end = Int(file[node].end)
    var start = Int(head(of: node, file))
    guard !name.isEmpty else { return nil }
    func isWord(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "_") || byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
    while start + name.count <= end {
      let after = start + name.count
      if bytes[start..<after].elementsEqual(name), after >= bytes.count || !isWord(bytes[after]),
        start == 0 || !isWord(bytes[start - 1])
      {
        return ByteRange(start: UInt32(start), end: UInt32(after))
      }
      start += 1
    }
    return nil
  }

  /// Where a declaration begins after its attributes.
  private static func head(of node: NodeID, _ file: SyntaxFile) -> UInt32 {
    file.children(node, .decorator).last.map { file[$0].end } ?? file[node].start
  }

  static func hasModifier(_ word: String, _ node: NodeID, _ file: SyntaxFile, _ context: RecognizerContext) -> Bool {
    let start = head(of: node, file)
    guard let name = name(of: node, file, context), start < name.start else { return false }
    return file.source.text(ByteRange(start: start, end: name.start)).split { !$0.isLetter }.contains { $0 == word }
  }
}
