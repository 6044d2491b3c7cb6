package import Findings
package import Source

/// Reads a project's `mainstay.yml`.
package enum ConfigurationLoader {
  /// The configuration, and what is wrong with it. What can't be read is left out; the rest holds.
  /// - Parameter file: another file to read; its absence is an error, while that of `mainstay.yml` is none.
  package static func load(root: String, file: String?) -> (configuration: Configuration, diagnostics: [Diagnostic]) {
    (Configuration(), [])
  }
}
