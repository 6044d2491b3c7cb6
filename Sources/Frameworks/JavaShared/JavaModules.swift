internal import Resolution
internal import Source

/// A part of the build: a folder with a pom.xml or a build.gradle.
struct JavaModule {
  let folder: String
  /// What other modules call it.
  let name: String
  /// What it depends on, as the build file and those above it say: `group:artifact`, and `:project` for Gradle's own.
  let dependencies: [String]
}

/// The modules of a project and which see which.
struct JavaModules {
  /// By folder, sorted.
  private(set) var modules: [JavaModule] = []
  private var byName: [String: Int] = [:]
  private var closures: [[Int]] = []

  init(_ context: RecognizerContext) {
    var builds: [String: [JavaBuildFile]] = [:]
    for document in context.program.tree.documents {
      let parts = document.path.split(separator: "/", omittingEmptySubsequences: false)
      guard let name = parts.last.map(String.init), Self.names.contains(name), document.bytes.count < 1 << 20 else {
        continue
      }
      let folder = parts.dropLast().joined(separator: "/")
      builds[folder, default: []].append(JavaBuildFile(name, String(decoding: document.bytes, as: UTF8.self)))
    }
    // Sources without a build file of their own.
    for file in context.program.tree.files where file.language == .java {
      guard let base = Self.base(of: file.path), !base.isEmpty, builds[base] == nil else { continue }
      builds[base] = []
    }
    for folder in builds.keys.sorted() { modules.append(Self.module(folder, builds)) }
    for (index, module) in modules.enumerated() where byName[module.name] == nil { byName[module.name] = index }
    closures = modules.indices.map { closure(of: $0) }
  }

  /// The folder that holds `src/main`.
  static func base(of path: String) -> String? {
    if path.hasPrefix("src/main/") { return "" }
    return path.firstRange(of: "/src/main/").map { String(path[..<$0.lowerBound]) }
  }

  private static let names: Set<String> = ["pom.xml", "build.gradle", "build.gradle.kts"]

  private static func module(_ folder: String, _ builds: [String: [JavaBuildFile]]) -> JavaModule {
    let own = builds[folder] ?? []
    let name = own.lazy.map(\.artifact).first { !$0.isEmpty } ?? folder.split(separator: "/").last.map(String.init)
    var dependencies = own.flatMap(\.dependencies)
    // What is said for all modules stands in the folders above.
    var above = folder
    while !above.isEmpty {
      above = above.contains("/") ? above.split(separator: "/").dropLast().joined(separator: "/") : ""
      dependencies += (builds[above] ?? []).flatMap(\.shared)
    }
    return JavaModule(folder: folder, name: name ?? "", dependencies: dependencies)
  }

  private func closure(of index: Int) -> [Int] {
    var found = [index]
    var next = 0
    while next < found.count {
      for dependency in modules[found[next]].dependencies {
        guard let name = dependency.split(separator: ":").last, let other = byName[String(name)], !found.contains(other)
        else { continue }
        found.append(other)
      }
      next += 1
    }
    return found
  }

  /// The module that a path lies in.
  func index(of path: String) -> Int? {
    var best: Int?
    for (index, module) in modules.enumerated() where module.folder.isEmpty || path.hasPrefix(module.folder + "/") {
      if best.map({ modules[$0].folder.utf8.count < module.folder.utf8.count }) ?? true { best = index }
    }
    return best
  }

  /// A module and those that it depends on.
  func visible(from index: Int) -> [Int] { closures[index] }

  /// Whether a module, or one that it depends on, needs a library.
  func depends(_ index: Int, on matches: (String) -> Bool) -> Bool {
    visible(from: index).contains { modules[$0].dependencies.contains(where: matches) }
  }
}

/// What a build file says of its module, and of those below it.
private struct JavaBuildFile {
  let artifact: String
  let dependencies: [String]
  let shared: [String]

  init(_ name: String, _ text: String) {
    if name == "pom.xml" {
      let project = MavenProject(text)
      artifact = project.artifact
      dependencies = project.dependencies
      shared = project.dependencies
    } else {
      artifact = ""
      dependencies = GradleBuild.dependencies(text)
      shared = GradleBuild.shared(text)
    }
  }
}

/// The little of a pom.xml that says what a module is and what it needs.
struct MavenProject {
  private(set) var artifact = ""
  private(set) var dependencies: [String] = []

  init(_ text: String) {
    var group = ""
    var name = ""
    var isTest = false
    for (path, tag, value) in XMLScan.elements(text) {
      if path == ["project"], tag == "artifactId" { artifact = value }
      guard path.first == "project", !path.contains("dependencyManagement"), !path.contains("build") else { continue }
      if path.last == "dependency" {
        if tag == "groupId" { group = value }
        if tag == "artifactId" { name = value }
        if tag == "scope" { isTest = value == "test" }
      } else if tag == "dependency" {
        if !isTest { dependencies.append(group + ":" + name) }
        (group, name, isTest) = ("", "", false)
      }
    }
  }
}

/// The little of a build.gradle that says what a module needs.
enum GradleBuild {
  private static let words: Set<Substring> = [
    "implementation", "api", "compile", "compileOnly", "runtimeOnly", "runtime", "developmentOnly",
  ]

  static func dependencies(_ text: String) -> [String] {
    var found: [String] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let trimmed = line.drop { $0 == " " || $0 == "\t" }
      let word = trimmed.prefix { $0.isLetter }
      guard words.contains(word) else { continue }
      let rest = trimmed.dropFirst(word.count)
      if let quoted = quoted(rest) {
        found.append(
          rest.contains("project") ? ":" + (quoted.split(separator: ":").last.map(String.init) ?? "") : quoted)
      } else if let first = rest.split(whereSeparator: { $0 == " " || $0 == "(" || $0 == ")" }).first {
        // `libs.spring.security`, `projects.core`.
        let parts = first.split(separator: ".")
        found.append(
          parts.first == "projects"
            ? ":" + (parts.last.map(String.init) ?? "") : String(first).replacing(".", with: "-"))
      }
    }
    return found
  }

  /// What a build file says for the modules below it.
  static func shared(_ text: String) -> [String] {
    guard let start = text.firstRange(of: "subprojects") ?? text.firstRange(of: "allprojects") else { return [] }
    return dependencies(String(text[start.upperBound...]))
  }

  private static func quoted(_ text: Substring) -> String? {
    guard let open = text.firstIndex(where: { $0 == "'" || $0 == "\"" }) else { return nil }
    let rest = text[text.index(after: open)...]
    guard let close = rest.firstIndex(of: text[open]) else { return nil }
    return String(rest[..<close])
  }
}
