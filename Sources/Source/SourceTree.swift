/// Every file of a project that a run reads, in path order. Shared by reference.
package final class SourceTree: Sendable {
  /// Code files, sorted by path; `files[i].id.index == i`.
  package let files: [SourceFile]
  /// Configuration and document files (YAML, JSON, TOML, Dockerfile, SQL, Markdown notes, …), sorted by path.
  /// Their ids go on after the last of `files`.
  package let documents: [SourceFile]
  /// Deployable parts: at least the root. Sorted by path.
  package let services: [ServiceRoot]
  package let diagnostics: [Diagnostic]
  /// What was not read on purpose (vendored, generated, minified, build output), sorted by path.
  package let leftOut: [LeftOut]
  private let serviceIndex: [Substring: Int]
  /// Which names lie in which folder, those of files that are not read among them.
  private let shape: TreeShape

  package convenience init(
    files: [SourceFile], documents: [SourceFile], services: [ServiceRoot], diagnostics: [Diagnostic],
    leftOut: [LeftOut] = []
  ) {
    self.init(
      files: files, documents: documents, services: services, diagnostics: diagnostics, leftOut: leftOut,
      shape: TreeShape([]))
  }

  init(
    files: [SourceFile], documents: [SourceFile], services: [ServiceRoot], diagnostics: [Diagnostic],
    leftOut: [LeftOut], shape: TreeShape
  ) {
    self.shape = shape
    self.files = files
    self.documents = documents
    self.services = services
    self.diagnostics = diagnostics
    self.leftOut = leftOut
    serviceIndex = Dictionary(
      services.enumerated().map { (Substring($1.path), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The innermost service that a path belongs to; the root's when no other does.
  package func service(of path: String) -> ServiceRoot {
    var end = path.utf8.endIndex
    while let slash = path.utf8[..<end].lastIndex(of: UInt8(ascii: "/")) {
      if let index = serviceIndex[path[..<slash]] { return services[index] }
      end = slash
    }
    return serviceIndex[""].map { services[$0] } ?? ServiceRoot(path: "", name: "", manifest: "")
  }

  /// The files in and below a folder, as paths relative to it, folder by folder and no more than `limit`; hidden ones are
  /// left out. `nil` when there is no such folder.
  package func files(below folder: String, limit: Int) -> [String]? {
    guard shape.exists(folder: folder) else { return nil }
    var found: [String] = []
    var pending = [""]
    while let next = pending.popLast(), found.count < limit {
      let names = shape.files(in: TreeShape.join(folder, next)).filter { !$0.hasPrefix(".") }
      found += names.prefix(limit - found.count).map { TreeShape.join(next, $0) }
      pending += shape.subfolders(of: TreeShape.join(folder, next)).reversed().filter { !$0.hasPrefix(".") }
        .map { TreeShape.join(next, $0) }
    }
    return found
  }

  /// A code or document file by its id.
  package subscript(id: FileID) -> SourceFile {
    let index = Int(id.index)
    return index < files.count ? files[index] : documents[index - files.count]
  }

  /// What a code or document file is for, without a copy of the whole file's description.
  package func purpose(of id: FileID) -> FilePurpose {
    let index = Int(id.index)
    return index < files.count ? files[index].purpose : documents[index - files.count].purpose
  }
}

/// A folder of a project that holds a manifest of its own (package.json, pyproject.toml, …).
package struct ServiceRoot: Hashable, Sendable {
  /// Relative to the project root; "" is the root itself.
  package let path: String
  /// The manifest's name for it, or the folder's name.
  package let name: String
  /// Relative path of the manifest, or "" when there is none.
  package let manifest: String

  package init(path: String, name: String, manifest: String) {
    self.path = path
    self.name = name
    self.manifest = manifest
  }
}
