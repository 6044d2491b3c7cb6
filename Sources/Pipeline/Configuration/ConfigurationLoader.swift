package import Findings
internal import Formats
internal import Rules
package import Source

/// Reads a project's `mainstay.yml`.
package enum ConfigurationLoader {
  /// Far above any real one.
  static let sizeLimit = 1 << 20

  /// The configuration, and what is wrong with it. What can't be read is left out; the rest holds.
  /// - Parameter file: another file to read; its absence is an error, while that of `mainstay.yml` is none.
  package static func load(root: String, file: String?) -> (configuration: Configuration, diagnostics: [Diagnostic]) {
    let path = file ?? "\(root)/\(Configuration.fileName)"
    let name = file ?? Configuration.fileName
    switch InputFile.read(path, limit: sizeLimit, followsLinks: file != nil) {
    case .bytes(let bytes): return parse(bytes, file: name)
    case .missing:
      return (Configuration(), file == nil ? [] : [Diagnostic(.error, file: name, "there is no such file")])
    case .unreadable(let reason):
      return (Configuration(), [Diagnostic(.error, file: name, "can't be read: \(reason); it was left out")])
    }
  }

  /// The configuration that a file's contents ask for.
  package static func parse(
    _ bytes: [UInt8], file: String
  ) -> (configuration: Configuration, diagnostics: [Diagnostic]) {
    let document = YAML.parse(bytes, file: file)
    var reader = ConfigurationReader(file: file, rules: RuleCatalogue(of: allRules))
    if let root = document.root, !root.isNull { reader.read(root) }
    // What the parser could not read is as wrong as an unknown key: somebody asked for something and does not get it.
    let syntax = document.diagnostics.map { Diagnostic(.error, file: $0.file, line: $0.line, $0.message) }
    return (reader.configuration, (syntax + reader.diagnostics).sorted())
  }
}
