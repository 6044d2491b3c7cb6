/// Mainstay's own trouble with an input: what could not be read or understood, where, and what was left out.
/// The run goes on; problems in the reviewed code are findings, not diagnostics.
package struct Diagnostic: Hashable, Sendable, Comparable {
  /// How much was lost.
  package enum Severity: String, Sendable {
    /// Something was left out; results may miss facts.
    case warning
    /// Worth knowing; nothing is missing.
    case note
    /// The whole input or verb failed.
    case error
  }

  package let severity: Severity
  /// Relative path, or "" when it concerns the whole project.
  package let file: String
  /// From 1; 0 when it concerns the whole file.
  package let line: Int
  /// What happened and what was left out, one sentence, without secrets.
  package let message: String

  package init(_ severity: Severity, file: String = "", line: Int = 0, _ message: String) {
    self.severity = severity
    self.file = file
    self.line = line
    self.message = message
  }

  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    (left.file, left.line, left.message, left.severity.rawValue)
      < (right.file, right.line, right.message, right.severity.rawValue)
  }
}
