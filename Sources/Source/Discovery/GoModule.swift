/// The little of go.mod that discovery and the map of imports need.
package enum GoModule {
  /// The path after `module`, under which the module's packages are imported.
  package static func path(_ bytes: [UInt8]) -> String? {
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" }
      guard words.first == "module", words.count > 1 else { continue }
      let path = words[1].filter { $0 != "\"" && $0 != "`" }
      return path.isEmpty ? nil : String(path)
    }
    return nil
  }

  /// What people call a module: the last part of its path that is no version.
  package static func name(ofPath path: String) -> String {
    let parts = path.split(separator: "/")
    guard let last = parts.last else { return path }
    return String(parts.count > 1 && isVersion(last) ? parts[parts.count - 2] : last)
  }

  /// Whether a part of a path is a major version: `v2`; the first has no such part.
  package static func isVersion(_ part: Substring) -> Bool {
    part.first == "v" && part.utf8.count > 1 && part != "v0" && part != "v1"
      && part.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }
}
