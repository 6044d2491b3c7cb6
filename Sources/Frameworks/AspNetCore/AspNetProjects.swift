internal import Resolution
internal import Source

/// The projects of a solution: which folder holds which, and which refers to which.
struct AspNetProjects {
  /// Folders of project files, the longest first.
  private var folders: [String] = []
  /// What each project refers to, directly.
  private var references: [String: [String]] = [:]

  init(_ program: Program) {
    for document in program.tree.documents where document.path.hasSuffix(".csproj") {
      let folder = Self.folder(of: document.path)
      folders.append(folder)
      references[folder] = Self.references(in: document, folder)
    }
    folders.sort { ($0.utf8.count, $1) > ($1.utf8.count, $0) }
    tree = program.tree
  }

  private let tree: SourceTree

  private static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }

  /// `<ProjectReference Include="..\Core\Core.csproj" />`.
  private static func references(in document: SourceFile, _ folder: String) -> [String] {
    let text = String(decoding: document.bytes.prefix(1 << 18), as: UTF8.self)
    return text.split(separator: "<").filter { $0.hasPrefix("ProjectReference") }.compactMap { element -> String? in
      let parts = element.split(separator: "\"", omittingEmptySubsequences: false)
      guard parts.count > 1, parts[0].contains("Include") else { return nil }
      return resolved(String(parts[1]).replacing("\\", with: "/"), folder)
    }
  }

  private static func resolved(_ path: String, _ folder: String) -> String? {
    var parts = folder.split(separator: "/")[...]
    for part in path.split(separator: "/").dropLast() {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else if part != "." {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// The folder of the project that a file belongs to.
  func project(of id: FileID) -> String? {
    let path = tree[id].path
    return folders.first { $0.isEmpty || path.hasPrefix($0 + "/") }
  }

  /// The applications that run the code of a file: that of its project, and those that refer to it.
  func applications(serving id: FileID, _ all: [AspNetApplication]) -> [AspNetApplication] {
    guard let project = project(of: id) else {
      let path = tree[id].path
      let near = all.filter { path.hasPrefix(Self.folder(of: tree[$0.file].path)) }
      return near.isEmpty ? all : near
    }
    let own = all.filter { self.project(of: $0.file) == project }
    if !own.isEmpty { return own }
    let users = all.filter { application in
      self.project(of: application.file).map { reaches($0, project) } ?? false
    }
    return users
  }

  private func reaches(_ from: String, _ wanted: String) -> Bool {
    var open = [from]
    var seen: Set<String> = [from]
    while let project = open.popLast() {
      if project == wanted { return true }
      for reference in references[project] ?? [] where seen.insert(reference).inserted { open.append(reference) }
    }
    return false
  }

  /// Whether the code of a file is part of what an application runs.
  func runs(_ application: AspNetApplication, _ id: FileID) -> Bool {
    guard let project = project(of: id), let own = self.project(of: application.file) else { return true }
    return reaches(own, project)
  }
}
