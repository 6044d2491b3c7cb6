internal import Facts
internal import Findings
internal import Source

/// The facts files that a project's configuration names, among the documents that were read.
struct OwnFacts: Sendable {
  let files: [SourceFile]
  let diagnostics: [Diagnostic]

  init(_ configuration: Configuration, _ tree: SourceTree) {
    var files: [SourceFile] = []
    var missing: [Diagnostic] = []
    for path in configuration.facts {
      let folder = path.hasSuffix("/") ? path : path + "/"
      let found = tree.documents.filter { document in
        document.path == path
          || document.path.hasPrefix(folder) && (document.path.hasSuffix(".yml") || document.path.hasSuffix(".yaml"))
      }
      if found.isEmpty {
        missing.append(
          Diagnostic(.error, file: Configuration.fileName, "facts: '\(path)' holds no facts file that was read"))
      }
      files += found
    }
    self.files = files
    var loader = FactLoader()
    for file in files { loader.add(text: file.text(ByteRange(start: 0, end: .max)), path: file.path) }
    diagnostics = missing + loader.diagnostics
  }

  /// Adds them on top of the built-in ones, which they may overrule.
  func add(to loader: inout FactLoader) {
    for file in files { loader.add(text: file.text(ByteRange(start: 0, end: .max)), path: file.path) }
  }
}
