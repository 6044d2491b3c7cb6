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
    walk.resolveLinks(root: root)
    let shape = TreeShape(walk.folders)
    let foreign = ForeignFolders(shape)
    var reading = FileReading(options: options, directory: descriptor.number, shape: shape, troubles: walk.troubles)
    let (files, documents) = reading.read(walk.files, except: foreign)
    let services = ServiceRoots(shape, files: files, documents: documents)
    return SourceTree(
      files: files, documents: documents, services: services.services(rootName: RealPath(root).name),
      diagnostics: reading.troubles.diagnostics, leftOut: reading.leftOut, shape: shape)
  }
}
