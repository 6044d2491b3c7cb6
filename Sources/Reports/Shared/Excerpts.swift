internal import Findings
internal import Model
internal import Source

/// Code as reports show it: secrets masked, control characters visible, tabs expanded, long lines cut.
struct Excerpts {
  /// One line of code.
  struct Line {
    let number: Int
    var text: String
    /// It belongs to the finding, not to its surroundings.
    let isFinding: Bool
    /// The part of the text that the finding is about, in characters, where the line is shown unchanged.
    var mark: Range<Int>?
  }

  private let source: SourceExcerpts
  private let secrets: SecretLines
  /// In Unicode scalars; a minified or hostile line may have millions.
  static let maxLength = 240
  /// What is looked at for secrets in a line that is cut.
  private static let maxMasked = 4_000

  init(_ review: Review) {
    source = review.source
    secrets = SecretLines(review)
  }

  /// The lines of a location, at most `limit`, with as many lines of surrounding code. The whole is moved left by
  /// the indentation that its lines share.
  func lines(at location: Location, limit: Int, context: Int = 0) -> [Line] {
    guard location.startLine > 0 else { return [] }
    let endsBefore = location.endLine > location.startLine && location.endColumn == 1
    let end = endsBefore ? location.endLine - 1 : location.endLine
    let last = min(max(end, location.startLine), location.startLine + limit - 1)
    // Around a line of configuration there may be other secrets; code around code is shown.
    let around = SecretLines.isCode(location.file) ? context : 0
    return Self.dedented(
      (max(1, location.startLine - around)...last + around).compactMap { line($0, of: location, last) })
  }

  private func line(_ number: Int, of location: Location, _ last: Int) -> Line? {
    guard let raw = source.line(location.file, number) else { return nil }
    let isLong = raw.utf8.count > Self.maxLength
    // Masking before cutting: half a literal has no closing quote.
    let masked = secrets.masked(isLong ? Self.prefix(raw, Self.maxMasked) : raw, file: location.file, line: number)
    let isFirst = number == location.startLine
    var line = Line(number: number, text: masked.text, isFinding: location.startLine...last ~= number)
    if isLong {
      line.text = masked.isChanged ? masked.text : raw
      line.text = Self.window(line.text, near: isFirst && !masked.isChanged ? location.startColumn : 1)
    } else if isFirst, !masked.isChanged, location.endLine == location.startLine {
      line.mark = Self.mark(raw, location)
    }
    line.text = VisibleText.code(line.text)
    return line
  }

  private static func prefix(_ text: String, _ count: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(count)))
  }

  /// The columns of a location as characters of the shown line.
  private static func mark(_ raw: String, _ location: Location) -> Range<Int>? {
    guard location.endColumn > location.startColumn, location.startColumn > 0 else { return nil }
    let before = VisibleText.code(prefix(raw, location.startColumn - 1)).count
    let through = VisibleText.code(prefix(raw, location.endColumn - 1)).count
    return before < through ? before..<through : nil
  }

  /// The part of a long line around a column.
  private static func window(_ line: String, near column: Int) -> String {
    let scalars = line.unicodeScalars
    let before = max(0, column - maxLength / 3)
    let start = scalars.index(scalars.startIndex, offsetBy: before, limitedBy: scalars.endIndex) ?? scalars.startIndex
    let end = scalars.index(start, offsetBy: maxLength, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let cut = String(String.UnicodeScalarView(scalars[start..<end]))
    return (start > scalars.startIndex ? "…" : "") + cut + (end < scalars.endIndex ? "…" : "")
  }

  private static func dedented(_ lines: [Line]) -> [Line] {
    let filled = lines.filter { $0.text.contains { $0 != " " } }
    let shared = filled.map { $0.text.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { line in
      var line = line
      line.text = String(line.text.dropFirst(shared))
      line.mark = line.mark.flatMap { $0.lowerBound >= shared ? $0.lowerBound - shared..<$0.upperBound - shared : nil }
      return line
    }
  }
}
