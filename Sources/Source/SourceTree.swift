/// Every file of a project that a run reads, in path order.
package struct SourceTree: Sendable {
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

  package init(
    files: [SourceFile], documents: [SourceFile], services: [ServiceRoot], diagnostics: [Diagnostic],
    leftOut: [LeftOut] = []
  ) {
    self.files = files
    self.documents = documents
    self.services = services
    self.diagnostics = diagnostics
    self.leftOut = leftOut
  }

  /// The innermost service that a path belongs to; the root's when no other does.
  package func service(of path: String) -> ServiceRoot {
    let bytes = path.utf8
    let owner = services.filter { service in
      let prefix = service.path.utf8
      return prefix.isEmpty || bytes.starts(with: prefix) && bytes.dropFirst(prefix.count).first == UInt8(ascii: "/")
    }
    // Sorted by path: of two folders around the same file, the inner one comes later.
    return owner.last ?? ServiceRoot(path: "", name: "", manifest: "")
  }

  /// A code or document file by its id.
  package subscript(id: FileID) -> SourceFile {
    let index = Int(id.index)
    return index < files.count ? files[index] : documents[index - files.count]
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
