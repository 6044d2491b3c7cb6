internal import Model
internal import Source

extension DocumentFacts {
  /// What a pom.xml asks for, as "group:artifact"; versions are mostly a parent's.
  mutating func readMaven(_ file: SourceFile) {
    var line = 0
    var (group, artifact, scope, start) = ("", "", "", 0)
    for bytes in file.bytes.prefix(1 << 20).split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      let text = String(decoding: bytes, as: UTF8.self)
      if text.contains("<dependency>") { (group, artifact, scope, start) = ("", "", "", line) }
      if let value = Self.element("groupId", text) { group = value }
      if let value = Self.element("artifactId", text) { artifact = value }
      if let value = Self.element("scope", text) { scope = value }
      guard text.contains("</dependency>"), start > 0, !artifact.isEmpty else { continue }
      dependencies.append(
        ManifestDependency(
          name: group + ":" + artifact, specifier: "", location: Location(file: file.path, line: start),
          isDevelopment: scope == "test", isPython: false))
      start = 0
    }
  }

  private static func element(_ name: String, _ line: String) -> String? {
    guard let open = line.firstRange(of: "<" + name + ">") else { return nil }
    let value = line[open.upperBound...].prefix { $0 != "<" }
    return value.isEmpty ? nil : String(value)
  }

  /// What a build.gradle asks for by name: `implementation 'group:artifact:1.0'`.
  mutating func readGradle(_ file: SourceFile) {
    var line = 0
    for bytes in file.bytes.prefix(1 << 20).split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      let text = String(decoding: bytes, as: UTF8.self)
      let words = text.split { " \t(\"'".contains($0) }
      guard let verb = words.first, let wanted = words.dropFirst().first(where: { $0.contains(":") }),
        ["implementation", "api", "compile", "runtimeOnly", "testImplementation"].contains(verb)
      else { continue }
      let parts = wanted.split(separator: ":").map { $0.prefix { !")\"' ".contains($0) } }
      guard parts.count >= 2 else { continue }
      dependencies.append(
        ManifestDependency(
          name: parts[0] + ":" + parts[1], specifier: parts.count > 2 ? String(parts[2]) : "",
          location: Location(file: file.path, line: line), isDevelopment: verb.hasPrefix("test"), isPython: false))
    }
  }
}
