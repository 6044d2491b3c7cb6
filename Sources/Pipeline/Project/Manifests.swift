internal import Formats
internal import Model
internal import Source

/// A package that a manifest asks for.
struct ManifestDependency: Sendable {
  let name: String
  /// As written; "" for any.
  let specifier: String
  let location: Location
  let isDevelopment: Bool
  let isPython: Bool
}

extension DocumentFacts {
  /// Dependencies, the main module and start scripts of a package.json.
  mutating func readPackage(_ file: SourceFile) {
    guard let root = JSON.parse(file.bytes, file: file.path).root else { return }
    for (key, isDevelopment) in [
      ("dependencies", false), ("optionalDependencies", false), ("peerDependencies", false), ("devDependencies", true),
    ] {
      for entry in root[key]?.mapping?.entries ?? [] {
        dependencies.append(
          ManifestDependency(
            name: entry.key, specifier: entry.value.text ?? "",
            location: Location(file: file.path, line: entry.keyLine),
            isDevelopment: isDevelopment, isPython: false))
      }
    }
    if let main = root["main"]?.string { mains.append(MainModule(file: file.path, module: main)) }
    let scripts = root["scripts"]?.mapping
    // What runs for users goes before what `start` is in development, where both are there.
    guard
      let entry = ["start:prod", "start:production", "start", "serve"].lazy.compactMap({ scripts?.entry($0) }).first,
      let command = entry.value.string
    else { return }
    let place = Location(file: file.path, line: entry.keyLine)
    starts.append(StartCommand(command: command, location: place, receivesSignals: command.hasPrefix("exec ")))
    addReplicas(ProcessCount.of(ShellWords.split(command)), place)
  }

  /// What a go.mod requires directly: `require path v1.2.3`, in blocks and alone.
  mutating func readGoModule(_ file: SourceFile) {
    var line = 0
    var isInBlock = false
    for bytes in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      let text = String(decoding: bytes, as: UTF8.self)
      let isIndirect = text.contains("// indirect")
      var words = text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })[...]
      if words.first == "require" {
        words.removeFirst()
        if words.first == "(" {
          isInBlock = true
          continue
        }
      } else if words.first == ")" || !isInBlock {
        isInBlock = isInBlock && words.first != ")"
        continue
      }
      guard words.count >= 2, !isIndirect, let name = words.popFirst(), let version = words.popFirst(),
        version.hasPrefix("v")
      else { continue }
      dependencies.append(
        ManifestDependency(
          name: String(name), specifier: String(version), location: Location(file: file.path, line: line),
          isDevelopment: false, isPython: false))
    }
  }

  /// Dependencies of Python's manifests.
  mutating func readPythonManifest(_ file: SourceFile, _ name: String) {
    switch name {
    case "pyproject.toml": readPyproject(file)
    case "pipfile":
      let root = TOML.parse(file.bytes, file: file.path).root
      addTable(root?["packages"], file, isDevelopment: false)
      addTable(root?["dev-packages"], file, isDevelopment: true)
    case "setup.cfg":
      let requirements = Ini.parse(file.bytes, file: file.path).root?.at("options", "install_requires")
      addRequirements(requirements, file, isDevelopment: false)
    case let name where name.hasSuffix(".txt") || name.hasSuffix(".in"):
      guard name.contains("requirements") else { return }
      let isDevelopment = Self.isForDevelopment(file.path) || name.contains("lint") || name.contains("doc")
      for requirement in Requirements.parse(file.bytes, file: file.path).requirements {
        add(requirement, file, isDevelopment: isDevelopment)
      }
    default: return
    }
  }

  private mutating func readPyproject(_ file: SourceFile) {
    guard let root = TOML.parse(file.bytes, file: file.path).root else { return }
    addRequirements(root.at("project", "dependencies"), file, isDevelopment: false)
    for entry in root.at("project", "optional-dependencies")?.mapping?.entries ?? [] {
      addRequirements(entry.value, file, isDevelopment: Self.isDevelopmentGroup(entry.key))
    }
    for entry in root["dependency-groups"]?.mapping?.entries ?? [] {
      addRequirements(entry.value, file, isDevelopment: Self.isDevelopmentGroup(entry.key))
    }
    let poetry = root.at("tool", "poetry")
    addTable(poetry?["dependencies"], file, isDevelopment: false)
    addTable(poetry?["dev-dependencies"], file, isDevelopment: true)
    for entry in poetry?["group"]?.mapping?.entries ?? [] {
      addTable(entry.value["dependencies"], file, isDevelopment: Self.isDevelopmentGroup(entry.key))
    }
  }

  private static func isDevelopmentGroup(_ name: String) -> Bool {
    let lower = name.lowercased()
    return ["dev", "test", "lint", "doc", "typing", "type"].contains { lower.contains($0) }
  }

  /// Texts as PEP 508 writes them.
  private mutating func addRequirements(_ node: ConfigNode?, _ file: SourceFile, isDevelopment: Bool) {
    let items = node?.sequence ?? node.map { [$0] } ?? []
    for item in items {
      for text in (item.string ?? "").split(whereSeparator: \.isNewline) {
        guard let requirement = Requirement.parse(String(text).trimmedBlanks, range: item.range, line: item.line) else {
          continue
        }
        add(requirement, file, isDevelopment: isDevelopment)
      }
    }
  }

  /// A table of names and versions, as Poetry and Pipenv write it.
  private mutating func addTable(_ node: ConfigNode?, _ file: SourceFile, isDevelopment: Bool) {
    for entry in node?.mapping?.entries ?? [] where entry.key != "python" {
      dependencies.append(
        ManifestDependency(
          name: Requirement.normalized(entry.key), specifier: entry.value.text ?? entry.value["version"]?.text ?? "",
          location: Location(file: file.path, line: entry.keyLine), isDevelopment: isDevelopment, isPython: true))
    }
  }

  private mutating func add(_ requirement: Requirement, _ file: SourceFile, isDevelopment: Bool) {
    dependencies.append(
      ManifestDependency(
        name: requirement.name, specifier: requirement.pinnedVersion ?? requirement.specifier,
        location: Location(file: file.path, line: requirement.line), isDevelopment: isDevelopment, isPython: true))
  }
}

extension String {
  /// Without blanks and tabs at both ends.
  var trimmedBlanks: String {
    var text = Substring(self)
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}

/// What manifests ask for, with the versions that lock files hold.
enum ManifestDependencies {
  /// By name, then place. A package that several manifests ask for is there once for each.
  static func joined(_ documents: [DocumentFacts]) -> [Dependency] {
    var locks: [String: DocumentFacts] = [:]
    for document in documents where !document.locked.isEmpty {
      locks[key(document.path, family(document.path, isPython: document.path.isPythonLock))] = document
    }
    var known: Set<Place> = []
    return documents.flatMap(\.dependencies)
      .filter { known.insert(Place(name: $0.name, location: $0.location)).inserted }
      .map { wanted in
        let version = locked(wanted, locks) ?? wanted.specifier
        return Dependency(
          name: wanted.name, version: version, location: wanted.location, isDevelopment: wanted.isDevelopment)
      }
      .sorted { ($0.name, $0.location) < ($1.name, $1.location) }
  }

  private struct Place: Hashable {
    let name: String
    let location: Location
  }

  /// The lock file of the manifest's folder, or of one around it (workspaces have one at the top).
  private static func locked(_ wanted: ManifestDependency, _ locks: [String: DocumentFacts]) -> String? {
    var path = Substring(wanted.location.file)
    let family = family(wanted.location.file, isPython: wanted.isPython)
    while true {
      if let version = locks[key(String(path), family)]?.locked[wanted.name] { return version }
      guard let slash = path.lastIndex(of: "/") else { return nil }
      path = path[..<slash]
    }
  }

  private static func key(_ path: String, _ family: String) -> String {
    let folder = path.lastIndex(of: "/").map { path[..<$0] } ?? ""
    return "\(family) \(folder)"
  }

  /// Whose lock files hold for a manifest.
  private static func family(_ path: String, isPython: Bool) -> String {
    if path.hasSuffix(".csproj") || path.hasSuffix(".props") { return "dotnet" }
    return isPython ? "python" : "node"
  }
}

extension String {
  fileprivate var isPythonLock: Bool {
    hasSuffix("poetry.lock") || hasSuffix("uv.lock") || hasSuffix("pdm.lock") || lowercased().hasSuffix("pipfile.lock")
  }
}
