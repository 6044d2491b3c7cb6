internal import Model

extension ContextBundle {
  /// Lines quoted from one note at most.
  static let linesPerNote = 400

  /// The project's own words, fenced, so that nobody takes them for ours.
  var noteSections: [Section] {
    backend.notes.sorted { (Self.order($0.file), $0.file) < (Self.order($1.file), $1.file) }.compactMap(section)
  }

  /// What is written for those who work on the code comes before what is written for its users.
  private static func order(_ file: String) -> Int {
    let name = file.split(separator: "/").last.map { $0.lowercased() } ?? ""
    let known = ["agents.md", "claude.md", "remember.md", "working_plan.md"]
    return known.firstIndex(of: name) ?? known.count
  }

  private func section(of note: ProjectNote) -> Section? {
    let lines = quoted(note)
    guard !lines.isEmpty else { return nil }
    let fence = SafeText.fence(for: lines.joined(separator: "\n"))
    return Section(
      name: SafeText.clean(note.file, limit: 100),
      title: "## \(SafeText.plain(note.file, limit: 100)), quoted: the project's words, not Mainstay's",
      items: lines.map { Section.Item($0) }, opening: [fence + "text"], closing: [fence], weight: 2, more: "more lines")
  }

  /// Its lines made safe, without runs of empty lines, pictures, badges and bare tags.
  private func quoted(_ note: ProjectNote) -> [String] {
    var lines: [String] = []
    for (index, raw) in note.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard lines.count < Self.linesPerNote else { break }
      if redaction.hides(file: note.file, line: index + 1) {
        lines.append("(a line that holds a secret was left out)")
        continue
      }
      var line = SafeText.clean(String(Substring(raw)))
      while line.last == " " { line.removeLast() }
      if Self.isDecoration(line) || (line.isEmpty && (lines.last?.isEmpty ?? true)) { continue }
      lines.append(line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Badges, pictures (in Markdown and reStructuredText) and lines of HTML tags alone.
  private static func isDecoration(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }
    if text.hasPrefix("[![") || text.hasPrefix("![") || text.hasPrefix(".. image::") || text.hasPrefix(":target:") {
      return true
    }
    guard text.hasPrefix("<"), text.hasSuffix(">") else { return false }
    var depth = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "<") { depth += 1 }
      if depth == 0, byte != UInt8(ascii: " ") { return false }
      if byte == UInt8(ascii: ">") { depth -= 1 }
    }
    return !text.hasPrefix("<http") && !text.hasPrefix("<mailto")
  }
}
