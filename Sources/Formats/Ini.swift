import Source

/// INI files as Python's tools write them (setup.cfg, alembic.ini, uwsgi.ini), and Java's properties.
package enum Ini {
  /// Parses a file into a mapping of sections, each a mapping of strings. Keys before the first section stand at the
  /// top beside the sections. Indented lines go on with the value before them.
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: the path for diagnostics.
  package static func parse(_ bytes: [UInt8], file: String = "") -> ConfigDocument {
    if let tooLarge = FormatLimits.tooLarge(bytes, file: file) {
      return ConfigDocument(documents: [], diagnostics: [tooLarge])
    }
    var parser = IniParser(bytes, file: file)
    return parser.parse()
  }
}

private struct IniParser {
  private struct Section {
    let name: String
    let range: ByteRange
    let line: Int
    var entries: [ConfigMapping.Entry] = []
  }

  /// A value that more lines may belong to.
  private struct Open {
    let key: String
    let keyRange: ByteRange
    let line: Int
    let start: Int
    var end: Int
    var lines: [String]
  }

  private let bytes: [UInt8]
  private var notes: FormatNotes
  private var sections: [Section] = []
  private var indices: [String: Int] = [:]
  private var top: [ConfigMapping.Entry] = []
  private var current: Int?
  private var open: Open?

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    notes = FormatNotes(file: file)
  }

  mutating func parse() -> ConfigDocument {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      take(trimmed(start..<end), isIndented: isBlank(bytes[start]), line: line)
      start = end + 1
      line += 1
    }
    close()
    return ConfigDocument(documents: [root()], diagnostics: notes.diagnostics)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func take(_ content: Range<Int>, isIndented: Bool, line: Int) {
    guard let first = bytes[content].first else { return }
    if first == UInt8(ascii: "#") || first == UInt8(ascii: ";") { return }
    if isIndented, open != nil {
      let more = text(content)
      open?.lines.append(more)
      open?.end = content.upperBound
      return
    }
    close()
    if first == UInt8(ascii: "["), let bracket = bytes[content].firstIndex(of: UInt8(ascii: "]")) {
      begin(section: text((content.lowerBound + 1)..<bracket), content, line)
    } else if let separator = bytes[content].firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }) {
      let key = trimmed(content.lowerBound..<separator)
      let value = trimmed((separator + 1)..<content.upperBound)
      open = Open(
        key: text(key), keyRange: byteRange(key), line: line, start: value.lowerBound, end: value.upperBound,
        lines: [text(value)])
    } else {
      // A key without a value, as MySQL's and pip's files have.
      open = Open(
        key: text(content), keyRange: byteRange(content), line: line, start: content.upperBound,
        end: content.upperBound, lines: [""])
    }
  }

  private mutating func begin(section name: String, _ place: Range<Int>, _ line: Int) {
    if let known = indices[name] {
      current = known
      return
    }
    current = sections.count
    indices[name] = sections.count
    sections.append(Section(name: name, range: byteRange(place), line: line))
  }

  private mutating func close() {
    guard let value = open else { return }
    open = nil
    let lines = value.lines.first == "" ? value.lines.dropFirst() : value.lines[...]
    let range = ByteRange(start: UInt32(value.start), end: UInt32(value.end))
    let node = ConfigNode(.string(lines.joined(separator: "\n")), range: range, line: value.line)
    let entry = ConfigMapping.Entry(key: value.key, keyRange: value.keyRange, keyLine: value.line, value: node)
    if let current { sections[current].entries.append(entry) } else { top.append(entry) }
  }

  private func byteRange(_ range: Range<Int>) -> ByteRange {
    ByteRange(start: UInt32(range.lowerBound), end: UInt32(range.upperBound))
  }

  private func root() -> ConfigNode {
    let named = sections.map { section in
      ConfigMapping.Entry(
        key: section.name, keyRange: section.range, keyLine: section.line,
        value: ConfigNode(.mapping(ConfigMapping(section.entries)), range: section.range, line: section.line))
    }
    return ConfigNode(.mapping(ConfigMapping(top + named)), range: byteRange(0..<bytes.count), line: 1)
  }
}
