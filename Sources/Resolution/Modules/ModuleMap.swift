package import Source

/// Finds the file that an import means.
package struct ModuleMap: Sendable {
  private let byPath: [String: FileID]
  private let paths: [String]
  private let folders: Set<String>
  private let aliases: [PathAlias]
  private let packages: [String: String]
  let goPackages: GoPackages

  /// A rule of a tsconfig's `paths`, or of a bundler: `@app/*` means `src/*`.
  package struct PathAlias: Sendable {
    /// The folder of the configuration, "" for the root.
    let scope: String
    /// What stands before and after `*`; without `*` the whole.
    let prefix: String
    let suffix: String
    let isExact: Bool
    /// Relative to the root, with `*`.
    let targets: [String]
  }

  /// What an import means.
  package enum Target: Hashable, Sendable {
    case file(FileID)
    /// A Python package without an `__init__`; a Go package.
    case folder(String)
    /// A library: the module's dotted name, or the npm package with its sub-path.
    case external(String)
  }

  /// `packages` maps the names of the project's own npm packages to their folders.
  package init(tree: SourceTree, aliases: [PathAlias], packages: [String: String]) {
    var byPath: [String: FileID] = [:]
    var folders: Set<String> = []
    byPath.reserveCapacity(tree.files.count)
    for file in tree.files {
      byPath[file.path] = file.id
      guard file.language == .python else { continue }
      var folder = Self.parent(file.path)
      while !folder.isEmpty, folders.insert(folder).inserted { folder = Self.parent(folder) }
    }
    self.byPath = byPath
    paths = tree.files.map(\.path)
    self.folders = folders
    // The deepest configuration wins, then the longest prefix.
    self.aliases = aliases.sorted {
      ($0.scope.utf8.count, $0.prefix.utf8.count, $0.prefix) > ($1.scope.utf8.count, $1.prefix.utf8.count, $1.prefix)
    }
    self.packages = packages
    goPackages = GoPackages(tree)
  }

  /// Beside the paths themselves.
  func describe(into digest: inout Digest) {
    for alias in aliases {
      for text in [alias.scope, alias.prefix, alias.suffix] + alias.targets { digest.add(text) }
      digest.add(alias.isExact ? 1 : 0)
    }
    for (name, folder) in packages.sorted(by: { $0.key < $1.key }) {
      digest.add(name)
      digest.add(folder)
    }
    goPackages.describe(into: &digest)
  }

  /// A file by its path.
  package func file(at path: String) -> FileID? { byPath[path] }

  static func parent(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }

  static func join(_ folder: String, _ path: String) -> String { folder.isEmpty ? path : folder + "/" + path }

  // MARK: Python

  /// What a Python module name means in a file. Leading dots are relative.
  package func python(_ module: String, from path: String) -> Target {
    let dots = module.utf8.prefix { $0 == UInt8(ascii: ".") }.count
    let tail = String(module.dropFirst(dots)).replacing(".", with: "/")
    if dots > 0 {
      var base = Self.parent(path)
      for _ in 1..<dots { base = Self.parent(base) }
      return pythonTarget(tail.isEmpty ? base : Self.join(base, tail)) ?? .external(module)
    }
    for root in pythonRoots(of: path) {
      if let target = pythonTarget(Self.join(root, tail)) { return target }
    }
    return .external(module)
  }

  /// A submodule of a package: `from package import submodule`.
  package func pythonSubmodule(_ name: String, of target: Target) -> Target? {
    switch target {
    case .file(let id):
      let path = paths[Int(id.index)]
      guard path.hasSuffix("__init__.py") else { return nil }
      return pythonTarget(Self.join(Self.parent(path), name))
    case .folder(let folder): return pythonTarget(Self.join(folder, name))
    case .external: return nil
    }
  }

  private func pythonTarget(_ path: String) -> Target? {
    if let id = byPath[path + ".py"] ?? byPath[path + "/__init__.py"] { return .file(id) }
    return folders.contains(path) ? .folder(path) : nil
  }

  /// Folders that Python would search: where the file's outermost package lies, and what lies around it.
  private func pythonRoots(of path: String) -> [String] {
    var root = Self.parent(path)
    while !root.isEmpty, byPath[Self.join(root, "__init__.py")] != nil { root = Self.parent(root) }
    var roots: [String] = []
    while true {
      roots.append(root)
      for sub in ["src", "lib", "app"] { roots.append(Self.join(root, sub)) }
      if root.isEmpty { return roots }
      root = Self.parent(root)
    }
  }

  // MARK: ECMAScript

  /// What an ECMAScript module specifier means in a file.
  package func ecmascript(_ specifier: String, from path: String) -> Target {
    if specifier.hasPrefix(".") {
      let base = Self.normalize(Self.join(Self.parent(path), specifier))
      return base.flatMap(ecmascriptFile).map { .file($0) } ?? .external(specifier)
    }
    if specifier.hasPrefix("/") { return .external(specifier) }
    if let id = aliased(specifier, from: path) ?? workspace(specifier) ?? rooted(specifier, from: path) {
      return .file(id)
    }
    return .external(specifier.hasPrefix("node:") ? String(specifier.dropFirst(5)) : specifier)
  }

  private func aliased(_ specifier: String, from path: String) -> FileID? {
    for alias in aliases where alias.scope.isEmpty || path.hasPrefix(alias.scope + "/") {
      guard let rest = alias.match(specifier) else { continue }
      for target in alias.targets {
        if let path = Self.normalize(target.replacing("*", with: rest)), let id = ecmascriptFile(path) { return id }
      }
    }
    return nil
  }

  private func workspace(_ specifier: String) -> FileID? {
    let parts = specifier.split(separator: "/", omittingEmptySubsequences: false)
    let length = specifier.hasPrefix("@") ? 2 : 1
    guard parts.count >= length else { return nil }
    guard let folder = packages[parts.prefix(length).joined(separator: "/")] else { return nil }
    let rest = parts.dropFirst(length).joined(separator: "/")
    let candidates =
      rest.isEmpty ? ["src/index", "index", "src/main", "lib/index"] : [rest, "src/" + rest, "lib/" + rest]
    for candidate in candidates {
      if let id = ecmascriptFile(Self.join(folder, candidate)) { return id }
    }
    return nil
  }

  /// `src/x` from the root of a service, and `@/x` or `~/x` where no configuration says what they mean.
  private func rooted(_ specifier: String, from path: String) -> FileID? {
    var rest = specifier
    var plain: String?
    for mark in ["@/", "~/"] where specifier.hasPrefix(mark) {
      plain = String(specifier.dropFirst(mark.count))
      rest = "src/" + specifier.dropFirst(mark.count)
    }
    // `@acme/api/guards/jwt.guard`: one service of a monorepo, whose configuration lies outside of what is looked at.
    let parts = specifier.split(separator: "/", maxSplits: 2)
    if specifier.hasPrefix("@"), parts.count == 3, parts[0].count > 1, parts[2].contains("/") {
      rest = "src/" + parts[2]
    }
    guard rest.hasPrefix("src/") || rest.hasPrefix("app/") || rest.hasPrefix("lib/") else { return nil }
    var folder = Self.parent(path)
    while true {
      if let id = ecmascriptFile(Self.join(folder, rest)) { return id }
      if let plain, let id = ecmascriptFile(Self.join(folder, plain)) { return id }
      if folder.isEmpty { return nil }
      folder = Self.parent(folder)
    }
  }

  private static let extensions = ["ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts"]

  private func ecmascriptFile(_ path: String) -> FileID? {
    if let id = byPath[path] { return id }
    // `./x.js` in TypeScript means `./x.ts`.
    for written in [".js", ".mjs", ".cjs", ".jsx"] where path.hasSuffix(written) {
      let stem = path.dropLast(written.count)
      for ending in ["ts", "tsx", "mts", "cts"] {
        if let id = byPath["\(stem).\(ending)"] { return id }
      }
    }
    for ending in Self.extensions {
      if let id = byPath["\(path).\(ending)"] { return id }
    }
    for ending in Self.extensions {
      if let id = byPath[Self.join(path, "index.\(ending)")] { return id }
    }
    return nil
  }

  /// Resolves `.` and `..`; `nil` when it leaves the project.
  static func normalize(_ path: String) -> String? {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }
}

extension ModuleMap.PathAlias {
  /// An alias as a tsconfig in a folder writes it; targets are relative to `base`.
  package init(scope: String, pattern: String, targets: [String], base: String) {
    let parts = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      scope: scope, prefix: String(parts[0]), suffix: parts.count > 1 ? String(parts[1]) : "",
      isExact: parts.count == 1, targets: targets.map { ModuleMap.join(base, $0) })
  }

  /// What `*` stands for when the specifier matches.
  func match(_ specifier: String) -> String? {
    if isExact { return specifier == prefix ? "" : nil }
    guard specifier.utf8.count >= prefix.utf8.count + suffix.utf8.count, specifier.hasPrefix(prefix),
      specifier.hasSuffix(suffix)
    else { return nil }
    return String(specifier.dropFirst(prefix.count).dropLast(suffix.count))
  }
}
