internal import Formats
package import Source

/// What configuration files say about imports: tsconfig's `paths` and `baseUrl`, the names of the project's own npm
/// packages.
package struct ModuleSettings: Sendable {
  package private(set) var aliases: [ModuleMap.PathAlias] = []
  /// Name of an npm package of the project to its folder.
  package private(set) var packages: [String: String] = [:]

  package init(_ tree: SourceTree) {
    for document in tree.documents {
      let name = document.path.split(separator: "/").last ?? ""
      if name == "package.json" { readPackage(document) }
      if name.hasPrefix("tsconfig") || name.hasPrefix("jsconfig"), name.hasSuffix(".json") { readCompiler(document) }
    }
  }

  private mutating func readPackage(_ document: SourceFile) {
    let manifest = JSON.parse(document.bytes, file: document.path)
    let folder = ModuleMap.parent(document.path)
    // The package module-alias: `"@lib": "app/lib"`.
    for entry in manifest["_moduleAliases"]?.mapping?.entries ?? [] {
      guard let target = entry.value.string.flatMap({ ModuleMap.normalize(ModuleMap.join(folder, $0)) }) else {
        continue
      }
      for (pattern, path) in [(entry.key, target), (entry.key + "/*", ModuleMap.join(target, "*"))] {
        aliases.append(ModuleMap.PathAlias(scope: folder, pattern: pattern, targets: [path], base: ""))
      }
    }
    guard let name = manifest["name"]?.string, !name.isEmpty else { return }
    // The shallowest folder keeps the name: deeper ones are copies and examples.
    if let known = packages[name], known.utf8.count <= folder.utf8.count { return }
    packages[name] = folder
  }

  private mutating func readCompiler(_ document: SourceFile) {
    guard let options = JSON.parse(document.bytes, file: document.path)["compilerOptions"] else { return }
    let folder = ModuleMap.parent(document.path)
    let base = ModuleMap.normalize(ModuleMap.join(folder, options["baseUrl"]?.string ?? ".")) ?? folder
    for entry in options["paths"]?.mapping?.entries ?? [] {
      let targets = entry.value.texts.compactMap { ModuleMap.normalize(ModuleMap.join(base, $0)) }
      aliases.append(ModuleMap.PathAlias(scope: folder, pattern: entry.key, targets: targets, base: ""))
    }
    // `baseUrl` alone lets bare specifiers mean files below it.
    if options["baseUrl"] != nil {
      aliases.append(ModuleMap.PathAlias(scope: folder, pattern: "*", targets: [ModuleMap.join(base, "*")], base: ""))
    }
  }
}
