package import Model
package import Source

/// Reads every OpenAPI and Swagger document of a tree, found by what they hold, not by their names.
package enum OpenAPIReader {
  /// Documents read at most.
  private static let limit = 100

  /// What the model does not keep.
  private static let unasked: Set<String> = [
    "schemas", "definitions", "responses", "requestBody", "requestBodies", "parameters", "schema", "examples",
    "callbacks", "x-codeSamples",
  ]

  /// In path order. Parsing is most of the work, so it is shared by the workers; the result does not depend on them.
  package static func read(_ tree: SourceTree, workers: Int) -> [APIDocument] {
    let candidates = tree.documents.filter(isCandidate).prefix(limit).map(\.path)
    guard !candidates.isEmpty else { return [] }
    let paths = OpenAPIPaths(tree)
    let (documents, _) = parallelMap(count: candidates.count, workers: workers) { _ in
      OpenAPIFiles(tree, paths, leavingOut: unasked)
    } body: { files, index in
      files.begin()
      return OpenAPIDocument(candidates[index], in: files)?.model
    }
    return documents.compactMap(\.self).filter { !$0.operations.isEmpty }
  }

  /// Whether a file says that it is one. Test data and examples say nothing about what is served.
  private static func isCandidate(_ file: SourceFile) -> Bool {
    guard file.purpose != .test else { return false }
    let isJSON = file.path.hasSuffix(".json")
    guard isJSON || file.path.hasSuffix(".yaml") || file.path.hasSuffix(".yml") else { return false }
    if file.bytes.contains(text: "\"openapi\"") || file.bytes.contains(text: "\"swagger\"") { return true }
    return !isJSON && (beginsLine("openapi", file.bytes) || beginsLine("swagger", file.bytes))
  }

  /// Whether some line begins with a key.
  private static func beginsLine(_ key: String, _ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: key.utf8) { return true }
    switch key {
    case "openapi": return bytes.contains(text: "\nopenapi:") || bytes.contains(text: "\n'openapi'")
    default: return bytes.contains(text: "\nswagger:") || bytes.contains(text: "\n'swagger'")
    }
  }
}
