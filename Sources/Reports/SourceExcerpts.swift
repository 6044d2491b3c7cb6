/// The reviewed code, line by line.
package struct SourceExcerpts: Sendable {
  /// A line counted from 1, without its line feed; `nil` when there is none.
  package let line: @Sendable (_ file: String, _ line: Int) -> String?

  package init(line: @escaping @Sendable (_ file: String, _ line: Int) -> String?) { self.line = line }

  /// No code at hand.
  package static let none = SourceExcerpts { _, _ in nil }
}
