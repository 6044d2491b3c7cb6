package import Source
package import Syntax

/// The modules that a program's files import or require, as written and by their top-level names.
package struct ImportedModules: Sendable {
  private var modules: Set<String> = []

  package init(files: [SyntaxFile?], indexes: [FileIndex?], names: NameTable) {
    let require = names.lookup("require")
    var seen: Set<Name> = []
    var bound: Set<UInt64> = []
    for (position, file) in files.enumerated() {
      guard let file, let index = indexes[position] else { continue }
      if file.isNominal {
        addDotted(file, index, names, &bound)
        continue
      }
      for node in index.imports where seen.insert(file[node].name).inserted { add(names[file[node].name]) }
      guard file.source.language?.isECMAScript == true, let require else { continue }
      for call in index.calls where call.name == require {
        if let argument = file.child(call.node, .argument), let text = file.stringValue(argument) { add(text) }
      }
    }
  }

  /// Java's and C#'s: every namespace around what is imported, and the names that are bound.
  private mutating func addDotted(
    _ file: SyntaxFile, _ index: FileIndex, _ names: NameTable, _ bound: inout Set<UInt64>
  ) {
    for module in NominalLanguage.implicitImports(file.source.language) { addPrefixes(of: module) }
    for node in index.imports {
      let module = file[node].name
      if bound.insert(UInt64(module.raw)).inserted { addPrefixes(of: names[module]) }
      for item in file.children(node) where !file[item].name.isNone {
        guard bound.insert(UInt64(module.raw) | UInt64(file[item].name.raw) << 32).inserted else { continue }
        modules.insert(NominalLanguage.current(names[module] + "." + names[file[item].name]))
      }
    }
  }

  private mutating func addPrefixes(of module: String) {
    var module = NominalLanguage.current(module)
    while !module.isEmpty, modules.insert(module).inserted { module = NominalTypes.parent(module) }
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
