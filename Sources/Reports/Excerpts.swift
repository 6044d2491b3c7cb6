internal import Findings
internal import Model
internal import Source

/// Code as reports show it: secrets masked, control characters visible, tabs expanded, long lines cut.
struct Excerpts {
  /// One line of code.
  struct Line {
    let number: Int
    let text: String
    /// It belongs to the finding, not to its surroundings.
    let isFinding: Bool
  }

  private let source: SourceExcerpts
  private let secrets: SecretLines
  /// In characters; a minified or hostile line may have millions.
  static let maxLength = 240

  init(_ review: Review) {
    source = review.source
    secrets = SecretLines(review)
  }

  /// The lines of a location, at most `limit`, with as many lines of surrounding code. The whole is moved left by
  /// the indentation that its lines share.
  func lines(at location: Location, limit: Int, context: Int = 0) -> [Line] {
    guard location.startLine > 0 else { return [] }
    let span =
      location.endLine > location.startLine && location.endColumn == 1 ? location.endLine - 1 : location.endLine
    let last = min(max(span, location.startLine), location.startLine + limit - 1)
    // Around a line of configuration there may be other secrets; code around code is shown.
    let around = SecretLines.isCode(location.file) ? context : 0
    let numbers = max(1, location.startLine - around)...(last + around)
    let lines = numbers.compactMap { number -> Line? in
      guard let text = text(location.file, number, near: number == location.startLine ? location.startColumn : 1) else {
        return nil
      }
      return Line(number: number, text: text, isFinding: (location.startLine...last).contains(number))
    }
    return Self.dedented(lines)
  }

  private func text(_ file: String, _ number: Int, near column: Int) -> String? {
    guard let line = source.line(file, number) else { return nil }
    let window = Self.window(line, near: column)
    // Masking before cutting: half a literal has no closing quote.
    let masked = secrets.masked(window.isCut ? String(line.prefix(4_000)) : line, file: file, line: number)
    let text =
      window.isCut && masked.isChanged
      ? String(masked.text.prefix(Self.maxLength)) : window.isCut ? window.text : masked.text
    return VisibleText.code(text)
  }

  /// A long line is cut to the part around a column.
  private static func window(_ line: String, near column: Int) -> (text: String, isCut: Bool) {
    guard line.utf8.count > maxLength else { return (line, false) }
    let scalars = line.unicodeScalars
    let before = max(0, column - maxLength / 3)
    guard let start = scalars.index(scalars.startIndex, offsetBy: before, limitedBy: scalars.endIndex) else {
      return (String(line.prefix(maxLength)), true)
    }
    let end = scalars.index(start, offsetBy: maxLength, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let cut = String(String.UnicodeScalarView(scalars[start..<end]))
    return ((before > 0 ? "…" : "") + cut + (end < scalars.endIndex ? "…" : ""), true)
  }

  private static func dedented(_ lines: [Line]) -> [Line] {
    let filled = lines.filter { $0.text.contains { $0 != " " } }
    let shared = filled.map { $0.text.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { Line(number: $0.number, text: String($0.text.dropFirst(shared)), isFinding: $0.isFinding) }
  }
}
