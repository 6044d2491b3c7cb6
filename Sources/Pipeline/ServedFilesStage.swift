internal import Model
internal import Source

/// Which files of the project can be had from the folders that it serves as they are.
enum ServedFilesStage {
  /// More of them say no more.
  static let limit = 100

  static func filled(_ folders: [Endpoint], _ tree: SourceTree) -> [Endpoint] {
    folders.map { endpoint in
      guard let folder = endpoint.folder, let found = files(of: folder, near: endpoint.registered.file, tree) else {
        return endpoint
      }
      var endpoint = endpoint
      let base = base(of: endpoint.path)
      endpoint.servedFiles = found.flatMap { file -> [String] in
        let slash = file.utf8.lastIndex(of: UInt8(ascii: "/"))
        let name = slash.map { file[file.index(after: $0)...] } ?? file[...]
        // The page of a folder is what its own address answers with.
        let isIndex = name == "index.html" && !withoutIndex.contains(endpoint.framework)
        return [base + file] + (isIndex ? [base + file.dropLast("index.html".utf8.count)] : [])
      }
      return endpoint
    }
  }

  /// Frameworks whose static files have no pages of folders by themselves.
  private static let withoutIndex: Set<String> = ["fastapi", "flask", "django", "aiohttp"]

  /// "/static/" of "/static/{path}".
  private static func base(of path: String) -> String {
    let fixed = path.prefix { $0 != "{" && $0 != "*" }
    return fixed.hasSuffix("/") ? String(fixed) : fixed + "/"
  }

  /// A folder as the code names it lies beside the file that names it, or beside what is above that, up to the root.
  private static func files(of folder: String, near file: String, _ tree: SourceTree) -> [String]? {
    var name = folder[...]
    while name.hasPrefix("./") { name = name.dropFirst(2) }
    while name.hasSuffix("/") { name = name.dropLast() }
    // An absolute one is the machine's; a whole service is not what is meant.
    guard !name.isEmpty, !name.hasPrefix("/"), name != "." else { return nil }
    var around = file.split(separator: "/").dropLast()
    while true {
      let path = (around + [name]).joined(separator: "/")
      if let found = tree.files(below: path, limit: limit) { return found }
      if around.isEmpty { return nil }
      around = around.dropLast()
    }
  }
}
