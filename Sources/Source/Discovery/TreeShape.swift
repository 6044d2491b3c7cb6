/// Which names lie in which folder: what decisions about a folder's nature rest on.
struct TreeShape: Sendable {
  /// Folder path ("" is the root) to the names of its files, sorted by their bytes.
  private let fileNames: [String: [String]]
  /// Folder paths in the order of the walk: a folder, then all that is below it, then its next sibling. (Sorted paths
  /// would part `a` from `a/b` by `a-c`.)
  let folders: [String]
  private let children: [String: [String]]

  init(_ walked: [WalkedFolder]) {
    var fileNames: [String: [String]] = [:]
    fileNames.reserveCapacity(walked.count)
    for folder in walked { fileNames[folder.path] = folder.fileNames }
    self.fileNames = fileNames
    folders = walked.map(\.path)
    var children: [String: [String]] = [:]
    for folder in folders where !folder.isEmpty {
      let (parent, name) = Self.split(folder)
      children[parent, default: []].append(name)
    }
    self.children = children
  }

  /// The names of the folders directly in a folder.
  func subfolders(of folder: String) -> [String] { children[folder] ?? [] }

  /// The names of the files in a folder; empty when there is no such folder.
  func files(in folder: String) -> [String] { fileNames[folder] ?? [] }

  func exists(folder: String) -> Bool { fileNames[folder] != nil }

  /// Whether a folder holds a file of that name: a binary search, because folders of a hundred thousand files exist.
  func contains(_ name: String, in folder: String) -> Bool {
    let names = files(in: folder)
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle].utf8.lexicographicallyPrecedes(name.utf8) { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low] == name
  }

  func exists(file path: String) -> Bool {
    let (folder, name) = Self.split(path)
    return contains(name, in: folder)
  }

  /// Whether a package manager knows a folder as a project.
  func hasManifest(_ folder: String) -> Bool {
    Self.manifests.contains { contains($0, in: folder) } || project(in: folder) != nil
  }

  /// The project file of .NET in a folder, whose name is the project's.
  func project(in folder: String) -> String? { files(in: folder).first { $0.hasSuffix(".csproj") } }

  static let manifests: Set<String> = [
    "package.json", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "requirements.txt", "tsconfig.json", "go.mod",
    "bower.json", "composer.json", "manage.py", "pom.xml", "build.gradle", "build.gradle.kts",
  ]

  /// The folder and the last name of a path.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  /// A path from two parts, either of which may be empty.
  static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : name.isEmpty ? folder : folder + "/" + name
  }
}
