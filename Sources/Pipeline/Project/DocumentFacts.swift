internal import Formats
internal import Model
internal import Source

/// What one document says about the project.
struct DocumentFacts: Sendable {
  var images: [Deployment.Image] = []
  var probes: [Deployment.Probe] = []
  var replicas: [Deployment.Replicas] = []
  var starts: [StartCommand] = []
  /// The main module that a manifest names.
  var mains: [MainModule] = []
  var dependencies: [ManifestDependency] = []
  /// Versions by package, of a lock file.
  var locked: [String: String] = [:]
  var note: ProjectNote?
  /// The document's own path.
  var path = ""

  struct MainModule: Sendable {
    /// The manifest.
    let file: String
    let module: String
  }

  static func read(_ file: SourceFile) -> DocumentFacts {
    var facts = DocumentFacts()
    facts.path = file.path
    let path = file.path.lowercased()
    let name = String(path.split(separator: "/").last ?? "")
    if let text = note(file, name) { facts.note = ProjectNote(file: file.path, text: text) }
    guard file.purpose != .test, !path.contains(".devcontainer/") else { return facts }
    if LockFile.isLockFile(name) {
      facts.locked = LockFile.versions(name, file.bytes)
    } else if isDockerfile(name) {
      facts.readDockerfile(file)
    } else if isCompose(name) {
      facts.readCompose(file)
    } else if name == "procfile" {
      facts.readProcfile(file)
    } else if name == "package.json" {
      facts.readPackage(file)
    } else if name == "go.mod" {
      facts.readGoModule(file)
    } else if name.hasSuffix(".csproj") {
      facts.readProject(file)
    } else if name == "directory.packages.props" {
      facts.readCentralVersions(file)
    } else if name == "directory.build.props" {
      facts.readProject(file)
    } else if name == "pom.xml" {
      facts.readMaven(file)
    } else if name == "build.gradle" || name == "build.gradle.kts" {
      facts.readGradle(file)
    } else if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
      facts.readKubernetes(file)
    } else {
      facts.readPythonManifest(file, name)
    }
    return facts
  }

  private static func isDockerfile(_ name: String) -> Bool {
    name == "dockerfile" || name == "containerfile" || name.hasPrefix("dockerfile.") || name.hasPrefix("dockerfile-")
      || name.hasSuffix(".dockerfile")
  }

  private static func isCompose(_ name: String) -> Bool {
    guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
    return name.hasPrefix("docker-compose") || name.hasPrefix("compose.") || name.hasPrefix("compose-")
  }

  /// A note is kept to what a bundle may quote.
  private static let noteLimit = 64 << 10

  private static func note(_ file: SourceFile, _ name: String) -> String? {
    let stem = name.prefix { $0 != "." }
    guard ["readme", "claude", "agents", "remember", "working_plan"].contains(stem), !file.path.contains("/") else {
      return nil
    }
    return String(decoding: file.bytes.prefix(noteLimit), as: UTF8.self)
  }
}

/// How many processes a command starts.
enum ProcessCount {
  private static let servers = ["gunicorn", "uvicorn", "hypercorn", "granian", "uwsgi", "pm2", "daphne", "fastapi"]
  private static let flags = ["-w", "--workers", "--processes", "-p", "-i", "--instances"]

  /// `nil` when the command starts no web server that is known, or says no number.
  static func of(_ words: [String]) -> Int? {
    guard let server = servers.first(where: { name in words.contains { $0 == name || $0.hasSuffix("/" + name) } })
    else {
      return nil
    }
    for (index, word) in words.enumerated() {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard let flag = parts.first, flags.contains(flag), isFlag(flag, of: server) else { continue }
      if parts.count == 2 { return number(parts[1]) }
      if index + 1 < words.count { return number(words[index + 1]) }
    }
    return nil
  }

  /// `-i` means instances to pm2 alone, and `-p` processes to uwsgi alone.
  private static func isFlag(_ flag: String, of server: String) -> Bool {
    switch flag {
    case "-i", "--instances": server == "pm2"
    case "-p", "--processes": server == "uwsgi"
    case "-w": server != "uwsgi"
    default: true
    }
  }

  /// "4" and "${WORKERS:-4}".
  private static func number(_ text: String) -> Int? {
    if let number = Int(text) { return number }
    guard let mark = text.firstRange(of: ":-"), text.hasSuffix("}") else { return nil }
    return Int(text[mark.upperBound...].dropLast())
  }
}
