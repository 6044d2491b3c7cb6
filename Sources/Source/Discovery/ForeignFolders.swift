/// Finds the folders whose content is not the project's own source: vendored libraries and build output.
///
/// A name alone decides little: `vendor` may be a marketplace's vendors, and `build` a folder of build scripts. So
/// each folder with such a name is left out on evidence only.
struct ForeignFolders: Sendable {
  private let shape: TreeShape
  /// The folders found, each with the reason.
  private(set) var found: [(path: String, reason: LeftOut.Reason)] = []

  private var foundPaths: Set<String> = []
  /// Folders that a server hands to browsers as they are.
  private var assets: Set<String> = []

  init(_ shape: TreeShape) {
    self.shape = shape
    for (index, folder) in shape.folders.enumerated() where !folder.isEmpty {
      let (parent, name) = TreeShape.split(folder)
      let lower = name.lowercased()
      if Self.vendorNames.contains(lower), isVendored(index, parent: parent, name: lower) {
        found.append((folder, .vendored))
      } else if isJavaOutput(lower, in: parent) || isDotnetOutput(lower, in: parent) {
        found.append((folder, .buildOutput))
      } else if Self.outputNames.contains(lower), shape.hasManifest(parent), isOutput(index, parent: parent) {
        found.append((folder, .buildOutput))
      } else if Self.generatedNames.contains(lower) {
        found.append((folder, .generated))
      } else if Self.assetNames.contains(lower), holdsAssets(index) {
        assets.insert(folder)
      }
    }
    foundPaths = Set(found.map(\.path))
  }

  /// Whether a file lies below one of the folders found.
  func contains(_ path: String) -> Bool { !foundPaths.isEmpty && Self.liesBelow(foundPaths, path) }

  /// Whether a file lies in a folder that is handed to browsers.
  func isAsset(_ path: String) -> Bool { !assets.isEmpty && Self.liesBelow(assets, path) }

  private static func liesBelow(_ folders: Set<String>, _ path: String) -> Bool {
    var folder = TreeShape.split(path).folder
    while !folder.isEmpty {
      if folders.contains(folder) { return true }
      folder = TreeShape.split(folder).folder
    }
    return false
  }

  private static let assetNames: Set<String> = ["public", "static", "assets", "www", "wwwroot", "staticfiles"]
  private static let assetExtensions: Set<Substring> = [
    "html", "css", "scss", "ico", "png", "jpg", "jpeg", "gif", "svg", "woff", "woff2",
  ]

  private func holdsAssets(_ index: Int) -> Bool {
    subtree(index).contains { folder in
      shape.files(in: folder).contains { Self.assetExtensions.contains(Documents.fileExtension($0)) }
    }
  }

  private static let vendorNames: Set<String> = [
    "vendor", "vendors", "_vendor", "vendored", "third_party", "third-party", "thirdparty", "3rdparty",
  ]
  private static let outputNames: Set<String> = [
    "build", "dist", "out", "output", "lib", "es", "esm", "cjs", "target", "release", "bundle", "_build", "compiled",
  ]
  private static let generatedNames: Set<String> = ["__generated__"]

  /// A folder and all below it. `shape.folders` lists children after their parents, in one stretch per subtree.
  private func subtree(_ index: Int) -> ArraySlice<String> {
    let prefix = shape.folders[index] + "/"
    var end = index + 1
    while end < shape.folders.count, shape.folders[end].utf8.starts(with: prefix.utf8) { end += 1 }
    return shape.folders[index..<end]
  }

  /// Maven writes to `target` and Gradle to `build`, and nobody else beside their files.
  private func isJavaOutput(_ name: String, in parent: String) -> Bool {
    switch name {
    case "target": shape.contains("pom.xml", in: parent)
    case "build": shape.contains("build.gradle", in: parent) || shape.contains("build.gradle.kts", in: parent)
    default: false
    }
  }

  /// What .NET builds beside a project.
  private func isDotnetOutput(_ name: String, in parent: String) -> Bool {
    (name == "bin" || name == "obj") && shape.project(in: parent) != nil
  }

  private func isVendored(_ index: Int, parent: String, name: String) -> Bool {
    if name == "_vendor" || name == "vendored" { return true }
    let above = parent.lowercased().split(separator: "/")
    if above.contains(where: { ["static", "public", "assets", "www", "wwwroot"].contains($0) }) { return true }
    if name != "vendor", name != "vendors", parent.isEmpty || shape.hasManifest(parent) { return true }
    return subtree(index).contains { folder in shape.files(in: folder).contains(where: Self.marksLibrary) }
  }

  /// Whether a file name tells that a folder holds a published library.
  private static func marksLibrary(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower.hasPrefix("license") || lower.hasPrefix("licence") || lower.hasPrefix("copying")
      || lower.hasSuffix(".min.js") || lower.hasSuffix(".min.css") || lower.hasSuffix(".umd.js")
      || ["package.json", "setup.py", "pkg-info", "bower.json", "vendor.txt", "modules.txt"].contains(lower)
  }

  /// Whether most of a folder's code has the marks of compiled output, or a source of the same name beside it.
  private func isOutput(_ index: Int, parent: String) -> Bool {
    let root = shape.folders[index]
    var code = 0
    var marked = 0
    for folder in subtree(index) {
      let names = shape.files(in: folder)
      if names.contains(where: { $0.hasSuffix(".tsbuildinfo") }) { return true }
      let below = folder.dropFirst(root.count).drop { $0 == "/" }
      for name in names {
        guard let language = Language.of(fileName: name) else { continue }
        if Declarations.isDeclaration(name) { continue }
        // Hand-written TypeScript is never output.
        if language == .typescript || language == .tsx { return false }
        code += 1
        if hasMark(name, in: folder) || hasSource(name, below: String(below), parent: parent, output: root) {
          marked += 1
        }
      }
    }
    return code > 0 && marked * 2 >= code
  }

  private func hasMark(_ name: String, in folder: String) -> Bool {
    shape.contains(name + ".map", in: folder) || shape.contains(Self.stem(name) + ".d.ts", in: folder)
      || MinifiedCode.isMinified(name: name)
  }

  /// Whether `src/a/b.ts` or the like stands beside `dist/a/b.js`.
  private func hasSource(_ name: String, below: String, parent: String, output: String) -> Bool {
    let stem = Self.stem(name)
    let extensions = name.hasSuffix(".py") ? [".py"] : [".ts", ".tsx", ".mts", ".coffee", ".js", ".mjs", ".jsx"]
    var below = below[...]
    // setuptools copies packages to build/lib/.
    if name.hasSuffix(".py"), below == "lib" || below.hasPrefix("lib/") {
      below = below.dropFirst(3).drop { $0 == "/" }
    }
    // `dist/src/a.js` of `src/a.ts`: the compiler's root was the project.
    for base in ["", "src", "source", "app", "server"] {
      let folder = TreeShape.join(TreeShape.join(parent, base), String(below))
      if folder == output || folder.hasPrefix(output + "/") { continue }
      if extensions.contains(where: { shape.contains(stem + $0, in: folder) }) { return true }
    }
    return false
  }

  private static func stem(_ name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return name }
    return String(name[..<dot])
  }
}
