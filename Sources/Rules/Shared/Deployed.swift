internal import Model
internal import Source

/// What the repository says about how its services run.
extension Backend {
  /// Services with endpoints in code that ships, in order.
  var servingServices: [Int] { Set(endpoints.map(\.service)).sorted().filter { services.indices.contains($0) } }

  /// The images of a service: built from files in its folder; with a single service, all of the repository's.
  func images(of service: Int) -> [Deployment.Image] {
    let meant = deployment.images.filter { !Self.isForDevelopment($0.file) && !Self.runsTests($0.command) }
    if servingServices.count == 1 { return meant }
    return meant.filter { owner(of: $0.file) == service }
  }

  /// The service whose folder is nearest around a file.
  func owner(of path: String) -> Int {
    var best = 0
    var length = -1
    for (index, service) in services.enumerated()
    where service.root.isEmpty || path.hasPrefix(service.root + "/") {
      if service.root.utf8.count > length {
        best = index
        length = service.root.utf8.count
      }
    }
    return best
  }

  private static let development: Set<String> = [
    "dev", "development", "devcontainer", "local", "test", "tests", "testing", "ci", "e2e", "docs", "example",
    "examples", "frontend", "ui", "web", "nginx", "sample", "samples", "demo",
  ]

  /// `dotnet Shop.ManualTest.dll`.
  private static func runsTests(_ command: String) -> Bool {
    command.split(whereSeparator: { " /.\"[],".contains($0) }).contains { word in
      Words.of(String(word)).contains { ["test", "tests"].contains($0) }
    }
  }

  private static func isForDevelopment(_ path: String) -> Bool {
    path.lowercased().split { "/.-_".contains($0) }.contains { development.contains(String($0)) }
  }

  /// Where a service begins: the file that starts it, else where its first endpoint is registered.
  func entry(of service: Int) -> Location? {
    services[service].entryPoints.first ?? endpoints.first { $0.service == service }?.registered
  }

  /// Whether a package is asked for, other than for development only.
  func dependsOn(_ names: Set<String>) -> Bool {
    dependencies.contains { names.contains($0.name.lowercased()) && !$0.isDevelopment }
  }

  /// The major versions that manifests name for a package, in order.
  func majors(of name: String) -> [Int] {
    dependencies.filter { $0.name.lowercased() == name }.compactMap { Version.major($0.version) }
  }
}

/// Versions, as manifests write them.
enum Version {
  /// 4 of "^4.17.1", "~=4.2", "4.x"; `nil` where a range has no upper end or says nothing.
  static func major(_ text: String) -> Int? {
    let text = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "|" }).first ?? ""
    // From that version on, whatever comes.
    if text.hasPrefix(">") || text.hasPrefix("<") || text.hasPrefix("!") { return nil }
    let digits = text.drop { !$0.isNumber }.prefix { $0.isNumber }
    return Int(digits)
  }
}
