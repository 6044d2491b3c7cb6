package import Source

/// A parsed configuration file. What could not be parsed costs a diagnostic; what could is there.
package struct ConfigDocument: Sendable {
  /// The values of the file: one, except for YAML streams; none for an empty file.
  package let documents: [ConfigNode]
  package let diagnostics: [Diagnostic]

  package init(documents: [ConfigNode], diagnostics: [Diagnostic]) {
    self.documents = documents
    self.diagnostics = diagnostics
  }

  /// The first value.
  package var root: ConfigNode? { documents.first }

  package subscript(key: String) -> ConfigNode? { root?[key] }
}

/// Bounds that every parser keeps, so that a file built to hurt costs a diagnostic and little else.
package enum FormatLimits {
  /// The largest input, in bytes.
  package static let bytes = 16 << 20
  /// The deepest nesting of values. The deepest of real files (OpenAPI documents) stay below 40.
  package static let depth = 128
  /// How many values the aliases of one YAML stream may add.
  package static let expandedNodes = 200_000
  /// How many diagnostics one file gets.
  package static let diagnostics = 20

  static func tooLarge(_ bytes: [UInt8], file: String) -> Diagnostic? {
    guard bytes.count > Self.bytes else { return nil }
    return Diagnostic(.warning, file: file, "is larger than \(Self.bytes) bytes; not parsed")
  }
}

extension ConfigDocument {
  /// Parses a file by its name; `nil` when the name is of none of the formats with keys and values.
  package static func parse(_ file: SourceFile) -> ConfigDocument? {
    let name = file.path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if Dotenv.isName(name) { return Dotenv.parse(file.bytes, file: file.path) }
    if ["pipfile", "poetry.lock", "uv.lock", "pdm.lock"].contains(name) {
      return TOML.parse(file.bytes, file: file.path)
    }
    if name == "pipfile.lock" { return JSON.parse(file.bytes, file: file.path) }
    switch name.split(separator: ".").last ?? "" {
    case "yml", "yaml": return YAML.parse(file.bytes, file: file.path)
    case "json", "jsonc", "json5": return JSON.parse(file.bytes, file: file.path)
    case "toml": return TOML.parse(file.bytes, file: file.path)
    case "ini", "cfg", "properties": return Ini.parse(file.bytes, file: file.path)
    default: return nil
    }
  }
}
