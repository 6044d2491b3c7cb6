internal import Source

/// The packages of a project in Go: all files of a folder are one, and are imported by the path of their module.
package struct GoPackages: Sendable {
  /// Module paths with their folders, the longest first.
  private let modules: [(path: String, folder: String)]
  /// The files of each folder, in order of path, without those of tests.
  private let files: [[FileID]]
  /// The number of each folder.
  private let numbers: [String: Int32]
  /// The number of each file's folder, by file; 0 for files of other languages.
  private let folders: [Int32]

  init(_ tree: SourceTree) {
    var files: [String: [FileID]] = [:]
    for file in tree.files where file.language == .go && !file.path.hasSuffix("_test.go") {
      files[ModuleMap.parent(file.path), default: []].append(file.id)
    }
    var numbers: [String: Int32] = [:]
    folders = tree.files.map { file in
      guard file.language == .go else { return 0 }
      let folder = ModuleMap.parent(file.path)
      if let known = numbers[folder] { return known }
      numbers[folder] = Int32(numbers.count + 1)
      return Int32(numbers.count)
    }
    var byNumber = [[FileID]](repeating: [], count: numbers.count + 1)
    for (folder, number) in numbers { byNumber[Int(number)] = files[folder] ?? [] }
    self.files = byNumber
    self.numbers = numbers
    modules = tree.documents.compactMap { document in
      guard document.path == "go.mod" || document.path.hasSuffix("/go.mod") else { return nil }
      return GoModule.path(document.bytes).map { ($0, ModuleMap.parent(document.path)) }
    }
    .sorted { ($0.path.utf8.count, $1.folder) > ($1.path.utf8.count, $0.folder) }
  }

  func describe(into digest: inout Digest) {
    for module in modules {
      digest.add(module.path)
      digest.add(module.folder)
    }
  }

  /// Whether a folder holds a package.
  func holds(_ folder: String) -> Bool { !files(in: folder).isEmpty }

  /// Whether two files are of the same package.
  func areTogether(_ left: FileID, _ right: FileID) -> Bool { folders[Int(left.index)] == folders[Int(right.index)] }

  /// The files of the package in a folder.
  func files(in folder: String) -> [FileID] { number(of: folder).map(files(of:)) ?? [] }

  /// The number of the package that a file is of, also of a test.
  func number(of file: FileID) -> Int32 { folders[Int(file.index)] }

  func number(of folder: String) -> Int32? { numbers[folder] }

  func files(of package: Int32) -> [FileID] { files[Int(package)] }

  /// What an import path means.
  func target(of path: String) -> ModuleMap.Target {
    for module in modules where path == module.path || path.hasPrefix(module.path + "/") {
      let folder = ModuleMap.join(module.folder, String(path.dropFirst(module.path.utf8.count + 1)))
      let plain = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
      if holds(plain) { return .folder(plain) }
    }
    return .external(Self.unversioned(path))
  }

  /// An import path without its major version: facts hold for all of them.
  static func unversioned(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    let last = path[path.index(after: slash)...]
    if GoModule.isVersion(last) { return String(path[..<slash]) }
    // `gopkg.in/yaml.v3`, of which there is a `.v1` as well.
    if let dot = last.lastIndex(of: "."), path.hasPrefix("gopkg.in/") {
      return String(path[..<dot])
    }
    return path
  }

  /// What handlers are given by such a package: no call of the project tells which one it is.
  static let requests: Set<String> = [
    "github.com/gin-gonic/gin.Context", "github.com/labstack/echo.Context", "github.com/gofiber/fiber.Ctx",
  ]

  /// Packages of which it matters which object a parameter is.
  package static let routing = [
    "github.com/gin-gonic/gin.", "net/http.ServeMux", "github.com/go-chi/chi.", "github.com/labstack/echo.",
    "github.com/gorilla/mux.", "github.com/gofiber/fiber.", "github.com/julienschmidt/httprouter.",
    "github.com/go-pkgz/routegroup.",
  ]
}
