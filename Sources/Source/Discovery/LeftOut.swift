/// A file or folder that was not read on purpose, so that reports can say what they did not look at. What .gitignore
/// names is not listed.
package struct LeftOut: Hashable, Sendable {
  /// Why.
  package enum Reason: String, Sendable, CaseIterable {
    case vendored, generated, minified
    case buildOutput = "build output"
    /// A script for browsers among pictures and style sheets.
    case browser = "browser asset"
  }

  /// Relative to the project root.
  package let path: String
  package let reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }
}
