/// Takes a tree apart into its deployable parts: the root, and every folder with a manifest and code of its own.
struct ServiceRoots {
  private let shape: TreeShape
  private let texts: [String: SourceFile]
  /// Bytes of production code below each folder that may be a service, by family of languages.
  private var codeBytes: [String: [LanguageFamily: Int]] = [:]

  /// - Parameters:
  ///   - files: the code files read.
  ///   - documents: the documents read.
  init(_ shape: TreeShape, files: [SourceFile], documents: [SourceFile]) {
    self.shape = shape
    var texts: [String: SourceFile] = [:]
    for file in documents where ManifestKind.named(TreeShape.split(file.path).name) != nil { texts[file.path] = file }
    for file in files where file.path.hasSuffix("setup.py") { texts[file.path] = file }
    self.texts = texts
    let candidates = Set(texts.keys.map { TreeShape.split($0).folder }).union([""])
    for file in files where file.purpose == .production { count(file, candidates) }
  }

  private mutating func count(_ file: SourceFile, _ candidates: Set<String>) {
    var folder = TreeShape.split(file.path).folder
    while true {
      if candidates.contains(folder) {
        codeBytes[folder, default: [:]][LanguageFamily(file.language), default: 0] += max(1, file.bytes.count)
      }
      if folder.isEmpty { return }
      folder = TreeShape.split(folder).folder
    }
  }

  /// The services, sorted by path.
  func services(rootName: String) -> [ServiceRoot] {
    var services = [service(at: "", fallback: rootName)]
    for folder in codeBytes.keys where !folder.isEmpty && isService(folder) {
      services.append(service(at: folder, fallback: TreeShape.split(folder).name))
    }
    return services.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private func isService(_ folder: String) -> Bool {
    // A requirements folder holds lists, not a service.
    guard TreeShape.split(folder).name != "requirements" else { return false }
    return manifests(of: folder).contains { kind, file in
      switch kind {
      case .package: PackageManifest.isProject(file.bytes)
      case .requirements: shape.files(in: folder).contains { $0.hasSuffix(".py") || $0 == "Dockerfile" }
      case .setupConfiguration: file.contains(text: "[metadata]")
      case .pyproject: file.contains(text: "[project]") || file.contains(text: "[tool.poetry]")
      case .setup, .pipfile, .goModule: true
      case .maven, .gradle, .gradleKotlin:
        JavaManifest.isApplication(file.bytes) && shape.exists(folder: TreeShape.join(folder, "src/main"))
      case .dotnetProject: Self.applications.contains { file.contains(text: $0) }
      }
    }
  }

  /// What the project file of an application says, rather than that of a library.
  private static let applications: [StaticString] = [
    "Microsoft.NET.Sdk.Web\"", "Microsoft.NET.Sdk.Worker\"", "<OutputType>Exe<", "<OutputType>exe<",
    "<AzureFunctionsVersion>",
  ]

  private func service(at folder: String, fallback: String) -> ServiceRoot {
    let found = manifests(of: folder)
    let name = found.lazy.compactMap { $0.kind.name(in: $0.file.bytes) }.first { !$0.isEmpty }
    return ServiceRoot(path: folder, name: name ?? fallback, manifest: found.first?.file.path ?? "")
  }

  /// The manifests of a folder, best first: those of the language that most of its code is in.
  private func manifests(of folder: String) -> [(kind: ManifestKind, file: SourceFile)] {
    let code = codeBytes[folder] ?? [:]
    // Of families with as much code, the first one.
    let main = LanguageFamily.allCases.reversed().max { code[$0, default: 0] < code[$1, default: 0] }
    let order = ManifestKind.allCases.sorted { left, right in
      (left.family == main ? 0 : 1, left.rawValue) < (right.family == main ? 0 : 1, right.rawValue)
    }
    return order.compactMap { kind in
      let name = kind == .dotnetProject ? shape.project(in: folder) : kind.fileName
      return name.flatMap { texts[TreeShape.join(folder, $0)] }.map { (kind, $0) }
    }
  }
}

/// Languages that share package managers.
enum LanguageFamily: CaseIterable {
  case python, script, go, jvm, dotnet

  /// Code of no known language counts as a script.
  init(_ language: Language?) {
    switch language {
    case .python: self = .python
    case .go: self = .go
    case .java: self = .jvm
    case .csharp: self = .dotnet
    case .javascript, .typescript, .tsx, nil: self = .script
    }
  }
}

/// A manifest that a package manager reads, best known first.
enum ManifestKind: Int, CaseIterable {
  case pyproject, setup, setupConfiguration, pipfile, requirements, package, goModule, maven, gradle, gradleKotlin
  case dotnetProject

  var fileName: String {
    switch self {
    case .pyproject: "pyproject.toml"
    case .setup: "setup.py"
    case .setupConfiguration: "setup.cfg"
    case .pipfile: "Pipfile"
    case .requirements: "requirements.txt"
    case .package: "package.json"
    case .goModule: "go.mod"
    case .maven: "pom.xml"
    case .gradle: "build.gradle"
    case .gradleKotlin: "build.gradle.kts"
    case .dotnetProject: ".csproj"
    }
  }

  var family: LanguageFamily {
    switch self {
    case .package: .script
    case .goModule: .go
    case .maven, .gradle, .gradleKotlin: .jvm
    case .dotnetProject: .dotnet
    case .pyproject, .setup, .setupConfiguration, .pipfile, .requirements: .python
    }
  }

  static func named(_ name: String) -> ManifestKind? {
    name.hasSuffix(".csproj") ? .dotnetProject : allCases.first { $0.fileName == name }
  }

  /// The project's name that the manifest gives; `nil` when it gives none.
  func name(in bytes: [UInt8]) -> String? {
    switch self {
    case .package: PackageManifest.name(bytes)
    case .pyproject: SectionedText.value(of: "name", in: ["[project]", "[tool.poetry]"], bytes)
    case .setupConfiguration: SectionedText.value(of: "name", in: ["[metadata]"], bytes)
    case .setup: SectionedText.keywordArgument("name", bytes)
    case .goModule: GoModule.path(bytes).map(GoModule.name)
    case .maven: JavaManifest.artifact(bytes)
    case .pipfile, .requirements, .gradle, .gradleKotlin, .dotnetProject: nil
    }
  }
}
