import Glibc

/// Finds and reads the files of a project.
package struct Discovery {
  /// Walks `root`, decides what is worth reading, reads it, and takes the tree apart into services.
  ///
  /// The result depends on the tree alone: not on the number of workers, nor on the order in which the file system
  /// lists names. Trouble with single files becomes a diagnostic of the tree.
  package static func scan(
    root: String, options: DiscoveryOptions = DiscoveryOptions()
  ) throws(DiscoveryError) -> SourceTree {
    let descriptor = try Descriptor.root(root)
    let surroundings = options.honoursGitignore ? GitSurroundings(root: root) : GitSurroundings()
    var walk = DirectoryWalk(options: options, surroundings: surroundings)
    walk.walk(descriptor.number)
    var reading = FileReading(options: options, directory: descriptor.number, troubles: walk.troubles)
    let (files, documents) = reading.read(walk.files)
    return SourceTree(
      files: files, documents: documents, services: [ServiceRoot(path: "", name: folderName(root), manifest: "")],
      diagnostics: reading.troubles.diagnostics)
  }

  private static func folderName(_ root: String) -> String {
    guard let resolved = realpath(root, nil) else { return root }
    defer { free(resolved) }
    return String(cString: resolved).split(separator: "/").last.map(String.init) ?? "/"
  }
}
