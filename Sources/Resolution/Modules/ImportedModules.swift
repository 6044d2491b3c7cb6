package import Source
package import Syntax

/// The modules that a program's files import or require, as written and by their top-level names.
package struct ImportedModules: Sendable {
  private var modules: Set<String> = []

  package init(files: [SyntaxFile?], indexes: [FileIndex?], names: NameTable) {
    let require = names.lookup("require")
    var seen: Set<Name> = []
    for (position, file) in files.enumerated() {
      guard let file, let index = indexes[position] else { continue }
      for node in index.imports where seen.insert(file[node].name).inserted { add(names[file[node].name]) }
      guard file.source.language?.isECMAScript == true, let require else { continue }
      for call in index.calls where call.name == require {
        if let argument = file.child(call.node, .argument), let text = file.stringValue(argument) { add(text) }
      }
    }
  }

  private mutating func add(_ written: String) {
    let module = written.hasPrefix("node:") ? String(written.dropFirst(5)) : written
    modules.insert(module)
    if let dot = module.firstIndex(of: "."), dot != module.startIndex { modules.insert(String(module[..<dot])) }
    let parts = module.split(separator: "/")
    if parts.count > 1 {
      modules.insert(module.hasPrefix("@") ? parts.prefix(2).joined(separator: "/") : String(parts[0]))
      modules.insert(GoPackages.unversioned(module))
    }
  }

  func describe(into digest: inout Digest) {
    for module in modules.sorted() { digest.add(module) }
  }

  /// Whether some file imports a module, or something below it.
  package func contains(_ module: String) -> Bool { modules.contains(module) }
}
