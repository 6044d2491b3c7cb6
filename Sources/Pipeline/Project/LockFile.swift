internal import Source

/// Reads the versions out of lock files, line by line: they are the largest documents of a project, and only names and
/// versions are wanted of them.
enum LockFile {
  static func isLockFile(_ name: String) -> Bool {
    [
      "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "uv.lock", "pdm.lock",
      "pipfile.lock",
    ].contains(name)
  }

  /// Versions by package. Of a package that is there in several versions, the one at the top of the tree, or else the
  /// first.
  static func versions(_ name: String, _ bytes: [UInt8]) -> [String: String] {
    switch name {
    case "package-lock.json", "npm-shrinkwrap.json": npm(bytes)
    case "yarn.lock": yarn(bytes)
    case "pnpm-lock.yaml": pnpm(bytes)
    case "pipfile.lock": pipenv(bytes)
    default: toml(bytes)
    }
  }

  private static func lines(_ bytes: [UInt8], _ body: (Substring) -> Void) {
    for line in bytes.split(separator: 0x0A) {
      // Checksums and addresses are the longest lines, and nothing of them is wanted.
      guard line.count < 400 else { continue }
      body(String(decoding: line, as: UTF8.self).drop { $0 == " " })
    }
  }

  /// `"node_modules/express": {` and then `"version": "4.18.2",`.
  private static func npm(_ bytes: [UInt8]) -> [String: String] {
    var versions: [String: String] = [:]
    var name: String?
    lines(bytes) { line in
      if line.hasPrefix("\"node_modules/") {
        let path = line.dropFirst(14).prefix { $0 != "\"" }
        name = path.contains("/node_modules/") ? nil : String(path)
      } else if let found = name, line.hasPrefix("\"version\":") {
        versions[found] = quoted(line.dropFirst(10))
        name = nil
      }
    }
    return versions
  }

  /// `express@^4.18.2, express@^4.17:` and then `version "4.18.2"`.
  private static func yarn(_ bytes: [UInt8]) -> [String: String] {
    var versions: [String: String] = [:]
    var name: String?
    lines(bytes) { line in
      if line.hasSuffix(":"), let at = line.dropFirst(2).firstIndex(of: "@") {
        name = String(line[..<at].filter { $0 != "\"" })
      } else if let found = name, line.hasPrefix("version") {
        if versions[found] == nil {
          versions[found] = line.dropFirst(7).filter { $0 != "\"" && $0 != ":" && $0 != " " }
        }
        name = nil
      }
    }
    return versions
  }

  /// `/express@4.18.2:`, `express@4.18.2:`, and of old `/express/4.18.2:`.
  private static func pnpm(_ bytes: [UInt8]) -> [String: String] {
    var versions: [String: String] = [:]
    lines(bytes) { line in
      guard line.hasSuffix(":") else { return }
      var key = line.dropLast().filter { $0 != "'" }[...]
      if key.hasPrefix("/") { key = key.dropFirst() }
      key = key.prefix { $0 != "(" }
      let name: Substring
      if let at = key.lastIndex(of: "@"), at != key.startIndex {
        name = key[..<at]
      } else if let slash = key.lastIndex(of: "/"), key[key.index(after: slash)...].first?.isNumber == true {
        name = key[..<slash]
      } else {
        return
      }
      let version = key.dropFirst(name.count + 1)
      if version.first?.isNumber == true, versions[String(name)] == nil { versions[String(name)] = String(version) }
    }
    return versions
  }

  /// `"requests": {` and then `"version": "==2.31.0"`.
  private static func pipenv(_ bytes: [UInt8]) -> [String: String] {
    var versions: [String: String] = [:]
    var name = ""
    lines(bytes) { line in
      if line.hasPrefix("\""), line.hasSuffix("{") {
        name = String(line.dropFirst().prefix { $0 != "\"" })
      } else if line.hasPrefix("\"version\":") {
        versions[name] = String(quoted(line.dropFirst(10)).drop { $0 == "=" })
      }
    }
    return versions
  }

  /// `name = "requests"` and then `version = "2.31.0"`, within `[[package]]`.
  private static func toml(_ bytes: [UInt8]) -> [String: String] {
    var versions: [String: String] = [:]
    var name: String?
    lines(bytes) { line in
      if line.hasPrefix("[") { name = nil }
      if line.hasPrefix("name = ") {
        name = quoted(line.dropFirst(7))
      } else if let found = name, line.hasPrefix("version = "), versions[found] == nil {
        versions[found] = quoted(line.dropFirst(10))
      }
    }
    return versions
  }

  /// The text between the first two quotation marks.
  private static func quoted(_ text: Substring) -> String {
    String(text.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" })
  }
}
