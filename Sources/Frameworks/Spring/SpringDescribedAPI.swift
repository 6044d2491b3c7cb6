internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Controllers whose interface is made of an OpenAPI document at build time: the document says what is served, and its
/// `operationId`s are the names of the methods.
final class SpringDescribedAPI {
  private let project: JavaProject
  private let files: OpenAPIFiles
  /// What the documents of each module describe, by the names of the methods that a generator makes.
  private var known: [Int: [String: [OpenAPIOperation]]] = [:]

  init(_ project: JavaProject) {
    self.project = project
    files = OpenAPIFiles(project.context.program.tree, OpenAPIPaths(project.context.program.tree))
  }

  struct Operation {
    let method: String
    let path: String
    let handler: NodeRef
    let location: Location
  }

  /// `nil` for a class that has no such interface.
  func operations(of type: JavaType) -> [Operation]? {
    guard let file = project.file(type.ref) else { return nil }
    let missing = project.bases(of: type).filter { base in
      guard project.type(of: base) == nil, let name = project.dotted(base) else { return false }
      return name.hasSuffix("Api") || name.hasSuffix("Delegate")
    }
    guard !missing.isEmpty, let module = project.modules.index(of: file.source.path) else { return nil }
    let described = operations(in: module)
    var found: [Operation] = []
    for method in project.methods(of: type) {
      for operation in described[project.text(file[method.node].name)] ?? [] {
        found.append(
          Operation(
            method: operation.method, path: operation.path, handler: method,
            location: project.context.declarationLocation(method)))
      }
    }
    return found.isEmpty ? nil : found
  }

  private static func methodName(_ operation: OpenAPIOperation) -> String {
    let identifier = operation.value["operationId"]?.node.string ?? ""
    var name = ""
    var isUpper = false
    for character in identifier {
      if !character.isLetter && !character.isNumber {
        isUpper = !name.isEmpty
        continue
      }
      name += isUpper ? character.uppercased() : String(character)
      isUpper = false
    }
    return (name.first?.lowercased() ?? "") + name.dropFirst()
  }

  /// The operations of the OpenAPI documents of a module and of those that it sees, where its build makes code of them.
  private func operations(in module: Int) -> [String: [OpenAPIOperation]] {
    if let known = known[module] { return known }
    let visible = Set(project.modules.visible(from: module))
    var found: [String: [OpenAPIOperation]] = [:]
    for document in project.context.program.tree.documents {
      let path = document.path
      guard path.hasSuffix(".yml") || path.hasSuffix(".yaml") || path.hasSuffix(".json"),
        project.modules.index(of: path).map(visible.contains) ?? false, document.contains(text: "operationId"),
        let described = OpenAPIDocument(path, in: files), described.version != nil
      else { continue }
      for operation in described.operations() { found[Self.methodName(operation), default: []].append(operation) }
    }
    known[module] = found
    return found
  }
}
