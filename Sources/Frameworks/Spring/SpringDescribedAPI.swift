internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Controllers whose interface is made of an OpenAPI document at build time: the document says what is served, and its
/// `operationId`s are the names of the methods.
struct SpringDescribedAPI {
  let project: JavaProject
  let applications: SpringApplications
  private let files: OpenAPIFiles

  init(project: JavaProject, applications: SpringApplications) {
    self.project = project
    self.applications = applications
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
    let documents = self.documents(of: module)
    guard !documents.isEmpty else { return nil }
    var found: [Operation] = []
    for method in project.methods(of: type) {
      let name = project.text(file[method.node].name)
      for document in documents {
        for operation in document.operations() where Self.methodName(operation) == name {
          found.append(
            Operation(
              method: operation.method, path: operation.path, handler: method,
              location: project.context.declarationLocation(method)))
        }
      }
    }
    return found.isEmpty ? nil : found
  }

  private static func methodName(_ operation: OpenAPIOperation) -> String {
    let identifier = operation.value.node["operationId"]?.string ?? ""
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

  /// The OpenAPI documents of a module and of those that it sees, where its build makes code of them.
  private func documents(of module: Int) -> [OpenAPIDocument] {
    let visible = Set(project.modules.visible(from: module))
    var found: [OpenAPIDocument] = []
    for document in project.context.program.tree.documents {
      let path = document.path
      guard path.hasSuffix(".yml") || path.hasSuffix(".yaml") || path.hasSuffix(".json"),
        project.modules.index(of: path).map(visible.contains) ?? false,
        document.contains(text: "openapi") || document.contains(text: "swagger"),
        document.contains(text: "operationId"),
        let read = OpenAPIDocument(path, in: files), read.root["paths"]?.mapping != nil
      else { continue }
      found.append(read)
    }
    return found
  }
}
