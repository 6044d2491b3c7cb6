package import Formats
package import Model
package import Source

/// An OpenAPI (3.x) or Swagger (2.0) document, read where it is asked.
package struct OpenAPIDocument {
  package let file: String
  package let root: ConfigNode
  private let files: OpenAPIFiles

  private static let methods: Set<String> = ["get", "put", "post", "delete", "patch", "head", "options", "trace"]
  /// Real documents have some hundreds.
  private static let maxOperations = 5_000

  /// A document of the tree; `nil` when the file is none.
  package init?(_ file: String, in files: OpenAPIFiles) {
    guard let root = files.root(file), root.mapping != nil else { return nil }
    self.file = file
    self.root = root
    self.files = files
  }

  /// "3.0.3", "2.0"; `nil` when it does not say that it is one.
  package var version: String? {
    guard let text = (root["openapi"] ?? root["swagger"])?.text, text.first?.isNumber ?? false else { return nil }
    return text
  }

  package var title: String { root["info"]?["title"]?.text ?? "" }

  /// The paths below which it says that its operations are served; [""] where it names none.
  package var basePaths: [String] {
    if let base = root["basePath"]?.string { return [Self.basePath(base)] }
    let paths = Self.basePaths(root["servers"])
    return paths.isEmpty ? [""] : paths
  }

  /// The first of them.
  package var basePath: String { basePaths.first ?? "" }

  /// The paths of the URLs in a list of servers, without repetitions.
  private static func basePaths(_ servers: ConfigNode?) -> [String] {
    var found: [String] = []
    for server in (servers?.sequence ?? []).prefix(20) {
      guard var url = server["url"]?.string else { continue }
      for variable in server["variables"]?.mapping?.entries ?? [] {
        url = url.replacing("{\(variable.key)}", with: variable.value["default"]?.text ?? "")
      }
      let path = basePath(url)
      if !found.contains(path) { found.append(path) }
    }
    return found
  }

  /// The path of a URL, without a slash at its end; "" for what is a template.
  private static func basePath(_ url: String) -> String {
    var rest = Substring(url)
    if let range = rest.firstRange(of: "://") {
      rest = rest[range.upperBound...]
      rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
    } else if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
    }
    rest = rest.prefix { $0 != "?" && $0 != "#" }
    if rest.isEmpty || rest.contains("{{") || rest == "." { return "" }
    return PathTemplate.withoutTrailingSlash(PathTemplate.normalized(String(rest))) == "/"
      ? "" : PathTemplate.withoutTrailingSlash(PathTemplate.normalized(String(rest)))
  }

  /// Its operations, in its order.
  package func operations() -> [OpenAPIOperation] {
    guard let paths = value["paths"].flatMap({ files.resolved($0) }), let entries = paths.node.mapping?.entries else {
      return []
    }
    var found: [OpenAPIOperation] = []
    for path in entries where path.key.hasPrefix("/") {
      guard let item = files.resolved(OpenAPIValue(node: path.value, file: paths.file)) else { continue }
      for entry in item.node.mapping?.entries ?? [] where Self.methods.contains(entry.key.lowercased()) {
        guard found.count < Self.maxOperations,
          let own = files.resolved(OpenAPIValue(node: entry.value, file: item.file)), own.node.mapping != nil
        else { continue }
        found.append(
          OpenAPIOperation(
            method: entry.key.uppercased(), path: path.key, location: Location(file: item.file, line: entry.keyLine),
            value: own, item: item))
      }
    }
    return found
  }

  private var value: OpenAPIValue { OpenAPIValue(node: root, file: file) }

  /// What a value means, its `$ref` followed; itself where the reference leads nowhere.
  package func resolved(_ value: OpenAPIValue) -> OpenAPIValue { files.resolved(value) ?? value }

  /// The demands of an operation on its callers: its own `security`, else that of the whole document.
  package func security(of operation: OpenAPIOperation) -> OpenAPIValue? {
    operation.value["security"] ?? value["security"]
  }

  /// As the model keeps it.
  package var model: APIDocument? {
    guard let version else { return nil }
    let operations = operations().map { operation in
      var kept = APIOperation(
        method: operation.method, path: operation.path, identifier: operation.value["operationId"]?.node.text ?? "",
        security: demand(on: operation), location: operation.location)
      kept.base = Self.basePaths(operation.value.node["servers"] ?? operation.item.node["servers"]).first
      return kept
    }
    return APIDocument(file: file, version: version, title: title, basePaths: basePaths, operations: operations)
  }

  private func demand(on operation: OpenAPIOperation) -> APIOperation.Security {
    guard let demands = security(of: operation)?.node.sequence else { return .unsaid }
    if demands.isEmpty { return .none }
    if demands.contains(where: { $0.mapping?.isEmpty ?? true }) { return .optional }
    return .required(demands.flatMap { $0.mapping?.keys ?? [] })
  }
}

/// One operation of a document.
package struct OpenAPIOperation {
  package let method: String
  package let path: String
  /// Where its method stands, perhaps in another file than the document.
  package let location: Location
  package let value: OpenAPIValue
  /// What holds for all methods of its path.
  package let item: OpenAPIValue
}
