import Source

/// A YAML text as libyaml takes it: valid UTF-8 without control characters. libyaml counts characters, and the rest of
/// Mainstay counts bytes, so it also translates between the two.
struct YAMLText {
  let bytes: [UInt8]
  /// The file's bytes, which differ from `bytes` where templates were blanked out.
  private let original: [UInt8]
  private let lines: LineIndex
  /// Length of a byte order mark, which libyaml is not shown.
  private let markLength: Int
  /// The byte offset of every 64th character; empty for ASCII, where characters are bytes.
  private let checkpoints: [Int]
  private static let stride = 64

  init(_ file: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let markLength = file.starts(with: mark) ? 3 : 0
    var bytes = Array(file.dropFirst(markLength))
    if (try? UTF8Span(validating: bytes.span)) == nil { bytes = Array(String(decoding: bytes, as: UTF8.self).utf8) }
    for index in bytes.indices where Self.isForbidden(bytes[index]) { bytes[index] = 0x20 }
    self.init(bytes: bytes, original: bytes, markLength: markLength)
  }

  private init(bytes: [UInt8], original: [UInt8], markLength: Int) {
    self.bytes = bytes
    self.original = original
    self.markLength = markLength
    lines = LineIndex(bytes)
    checkpoints = Self.checkpoints(bytes)
  }

  /// Control characters, at which libyaml stops.
  private static func isForbidden(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
  }

  private static func checkpoints(_ bytes: [UInt8]) -> [Int] {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return [] }
    var checkpoints: [Int] = []
    var character = 0
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if character % stride == 0 { checkpoints.append(offset) }
      character += 1
    }
    return checkpoints
  }

  /// The byte offset in `bytes` of a character that libyaml counted.
  private func offset(ofCharacter character: Int) -> Int {
    guard !checkpoints.isEmpty else { return min(max(0, character), bytes.count) }
    let checkpoint = min(max(0, character) / Self.stride, checkpoints.count - 1)
    var offset = checkpoints[checkpoint]
    var left = character - checkpoint * Self.stride
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// The line, counted from 1, of a character.
  func line(ofCharacter character: Int) -> Int { lines.line(at: UInt32(offset(ofCharacter: character))) }

  /// The file's byte range and first line of a range of characters.
  func place(_ start: Int, _ end: Int) -> (range: ByteRange, line: Int) {
    let first = offset(ofCharacter: start)
    let last = max(first, offset(ofCharacter: end))
    let range = ByteRange(start: UInt32(first + markLength), end: UInt32(last + markLength))
    return (range, lines.line(at: UInt32(first)))
  }

  /// The text that was blanked out in a range, quotes removed; `nil` when nothing was.
  func template(_ range: ByteRange) -> String? {
    let start = Int(range.start) - markLength
    let end = Int(range.end) - markLength
    guard start >= 0, end <= bytes.count, start < end, bytes[start..<end] != original[start..<end],
      original[start..<end].contains(UInt8(ascii: "{"))
    else { return nil }
    var slice = original[start..<end]
    if let quote = slice.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), slice.last == quote,
      slice.count > 1
    {
      slice = slice.dropFirst().dropLast()
    }
    return String(decoding: slice, as: UTF8.self)
  }

  /// The text made digestible at equal length, for a second attempt: templates are blanked out (a line that holds
  /// nothing else disappears, a value becomes a word), tabs at the beginning of lines become spaces. `nil` when there
  /// is nothing to change.
  func forgiving() -> YAMLText? {
    var changed = bytes
    var index = 0
    while let action = nextAction(from: index) {
      index = action.upperBound
      let isAlone = isBlank(before: action.lowerBound) && isBlank(after: action.upperBound)
      for position in action where changed[position] != 0x0A && changed[position] != 0x0D {
        changed[position] = isAlone ? 0x20 : UInt8(ascii: "_")
      }
    }
    var isLeading = true
    for position in changed.indices {
      if isLeading, changed[position] == 0x09 { changed[position] = 0x20 }
      isLeading = changed[position] == 0x0A || isLeading && changed[position] == 0x20
    }
    return changed == bytes ? nil : YAMLText(bytes: changed, original: original, markLength: markLength)
  }

  private func nextAction(from start: Int) -> Range<Int>? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "{"), let close = Self.closing[bytes[index + 1]] {
        var end = index + 2
        while end + 1 < bytes.count, bytes[end] != close || bytes[end + 1] != UInt8(ascii: "}") { end += 1 }
        guard end + 1 < bytes.count else { return nil }
        return index..<(end + 2)
      }
      index += 1
    }
    return nil
  }

  private static let closing: [UInt8: UInt8] = [
    UInt8(ascii: "{"): UInt8(ascii: "}"), UInt8(ascii: "%"): UInt8(ascii: "%"), UInt8(ascii: "#"): UInt8(ascii: "#"),
  ]

  private func isBlank(before position: Int) -> Bool {
    var index = position - 1
    while index >= 0, bytes[index] != 0x0A {
      if bytes[index] != 0x20 && bytes[index] != 0x09 { return false }
      index -= 1
    }
    return true
  }

  private func isBlank(after position: Int) -> Bool {
    var index = position
    while index < bytes.count, bytes[index] != 0x0A {
      if bytes[index] != 0x20 && bytes[index] != 0x09 && bytes[index] != 0x0D { return false }
      index += 1
    }
    return true
  }
}
