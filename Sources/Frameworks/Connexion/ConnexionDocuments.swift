internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Finds the OpenAPI documents that a call of `add_api` means.
struct ConnexionDocuments {
  private let context: RecognizerContext
  private static let maxDepth = 6
  private static let maxParts = 20

  init(_ context: RecognizerContext) { self.context = context }

  /// Documents whose names stand in an expression or in what its names were given, those with paths.
  func named(in given: NodeRef) -> [ConnexionDocument] {
    var texts: [String] = []
    var seen: Set<NodeRef> = []
    collect(given, &texts, &seen, depth: 0)
    let from = context.program.file(given.file)?.source.path ?? ""
    var found: [ConnexionDocument] = []
    for text in texts {
      guard let document = document(text, from: from), !found.contains(where: { $0.path == document.path }) else {
        continue
      }
      found.append(document)
    }
    return found
  }

  private func collect(_ ref: NodeRef, _ texts: inout [String], _ seen: inout Set<NodeRef>, depth: Int) {
    guard depth < Self.maxDepth, seen.insert(ref).inserted, let file = context.program.file(ref.file) else { return }
    for node in ref.node..<file[ref.node].next {
      switch file[node].kind {
      case .string:
        guard let text = file.stringValue(node), isDocument(text) else { continue }
        texts.append(text)
      case .template:
        // The last part of a path that is put together.
        guard let last = file.children(node).map({ $0 }).last, let text = file.stringValue(last), isDocument(text)
        else {
          continue
        }
        texts.append(text)
      case .name:
        guard let target = context.evaluator.definition(of: NodeRef(file: ref.file, node: node)),
          let other = context.program.file(target.file)
        else { continue }
        let parent = other[target.node].parent
        if other[parent].kind == .assignment, let value = other.child(parent, .value) {
          collect(NodeRef(file: target.file, node: value), &texts, &seen, depth: depth + 1)
        }
      default: break
      }
    }
  }

  private func isDocument(_ text: String) -> Bool {
    [".yml", ".yaml", ".json"].contains { text.hasSuffix($0) } && text.utf8.count < 200
  }

  /// Of the documents whose path ends like a text, the one nearest to the file.
  private func document(_ text: String, from path: String) -> ConnexionDocument? {
    let parts = text.split(separator: "/").filter { $0 != "." && $0 != ".." }
    let wanted = "/" + parts.joined(separator: "/")
    let candidates = context.program.tree.documents.filter { ("/" + $0.path).hasSuffix(wanted) }
    func nearness(_ other: String) -> Int { zip(path, other).prefix { $0 == $1 }.count }
    let sorted = candidates.sorted { (nearness($1.path), $0.path) < (nearness($0.path), $1.path) }
    for candidate in sorted {
      guard let root = ConfigDocument.parse(candidate)?.root, root["paths"]?.mapping != nil else { continue }
      return ConnexionDocument(path: candidate.path, root: root, parts: pointedTo(by: candidate, root))
    }
    return nil
  }

  /// The documents that a document points to, by the name that it uses for them: `pagination.yaml#/…`.
  private func pointedTo(by document: SourceFile, _ root: ConfigNode) -> [String: ConfigNode] {
    let folder = document.path.split(separator: "/").dropLast().map { "\($0)/" }.joined()
    let listed = ["parameters", "schemas"].flatMap { root["components"]?[$0]?.mapping?.entries ?? [] }
    let references = listed.compactMap { $0.value["$ref"]?.string }.filter { !$0.hasPrefix("#") }
    let names = Set(references.map { String($0.prefix { $0 != "#" }) })
    var found: [String: ConfigNode] = [:]
    for name in names.sorted().prefix(Self.maxParts) {
      let path = folder + (name.hasPrefix("./") ? String(name.dropFirst(2)) : name)
      guard let other = context.program.tree.documents.first(where: { $0.path == path }) else { continue }
      found[name] = ConfigDocument.parse(other)?.root
    }
    return found
  }
}

/// An OpenAPI or Swagger document.
struct ConnexionDocument {
  let path: String
  let root: ConfigNode
  /// Other documents that it points to, by the name that it uses.
  var parts: [String: ConfigNode] = [:]

  private static let methods = ["get", "put", "post", "delete", "patch", "head", "options"]

  /// Where the document says that it is served.
  var basePath: String {
    if let base = root["basePath"]?.string { return base == "/" ? "" : base }
    guard let url = root["servers"]?[0]?["url"]?.string else { return "" }
    var rest = Substring(url)
    if let range = rest.firstRange(of: "://") {
      rest = rest[range.upperBound...]
      rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
    }
    return rest == "/" ? "" : String(rest)
  }

  func operations() -> [ConnexionOperation] {
    guard let paths = root["paths"]?.mapping else { return [] }
    var found: [ConnexionOperation] = []
    for path in paths.entries where path.key.hasPrefix("/") {
      guard let item = path.value.mapping else { continue }
      for entry in item.entries where Self.methods.contains(entry.key.lowercased()) {
        found.append(
          ConnexionOperation(
            method: entry.key.uppercased(), path: path.key, line: entry.keyLine, node: entry.value, item: path.value))
      }
    }
    return found
  }

  /// What a `$ref` means, inside the document or in another one that it points to.
  func resolved(_ node: ConfigNode) -> ConfigNode {
    var node = node
    for _ in 0..<Self.maxReferences {
      guard let reference = node["$ref"]?.string, let mark = reference.firstIndex(of: "#") else { return node }
      let name = String(reference[..<mark])
      var current = name.isEmpty ? root : parts[name]
      for part in reference[mark...].dropFirst().split(separator: "/") { current = current?[String(part)] }
      guard let current else { return node }
      node = current
    }
    return node
  }

  private static let maxReferences = 4
}

/// One operation of a document.
struct ConnexionOperation {
  let method: String
  let path: String
  let line: Int
  let node: ConfigNode
  let item: ConfigNode

  /// The `operationId`, below the controller when one is named.
  var identifier: String {
    let own = node["operationId"]?.string ?? ""
    for key in ["x-openapi-router-controller", "x-swagger-router-controller"] {
      if let controller = node[key]?.string ?? item[key]?.string, !controller.isEmpty { return controller + "." + own }
    }
    return own
  }

  var hasIdentifier: Bool { node["operationId"]?.string != nil }

  /// What the document asks of callers: the operation's own `security`, or that of all.
  func auth(in document: ConnexionDocument) -> Auth {
    guard let given = node["security"] ?? document.root["security"], let demands = given.sequence else {
      return Auth(.none)
    }
    let place = Location(file: document.path, line: given.line)
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

  func inputs(in document: ConnexionDocument) -> [Input] {
    let listed = (item["parameters"]?.sequence ?? []) + (node["parameters"]?.sequence ?? [])
    var found: [Input] = []
    for parameter in listed.map({ document.resolved($0) }) {
      guard let name = parameter["name"]?.string, let place = place(parameter["in"]?.string ?? "") else { continue }
      let schema = parameter["schema"].map { document.resolved($0) } ?? parameter
      let format = schema["format"]?.string
      found.append(
        Input(
          name: name, place: place, type: format == "uuid" ? "uuid" : schema["type"]?.string ?? "",
          isRequired: parameter["required"]?.bool ?? false, isValidated: true, maximum: schema["maximum"]?.double))
    }
    if let body = node["requestBody"].map({ document.resolved($0) }) {
      found.append(
        Input(
          name: "body", place: .body, isRequired: body["required"]?.bool ?? false, isValidated: body["content"] != nil))
    }
    return found
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
