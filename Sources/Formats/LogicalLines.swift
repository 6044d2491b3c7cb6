import Source

/// A line of a file with the lines that continue it.
struct LogicalLine: Sendable {
  /// The text, joined by spaces, without white space at its ends.
  let text: String
  let range: ByteRange
  /// Where it begins, counted from 1.
  let line: Int
  /// The first line after it, counted from 1.
  let nextLine: Int
}

/// Splits a file into lines, joining those that end with a continuation character. Lines of comments in between are
/// passed over, as Docker and pip do.
struct LogicalLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private let continuation: UInt8
  private let comment: UInt8
  private(set) var position = 0
  private var line = 1

  init(_ bytes: [UInt8], continuation: UInt8, comment: UInt8) {
    self.bytes = bytes
    self.continuation = continuation
    self.comment = comment
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func next() -> LogicalLine? {
    while let physical = physicalLine() {
      if physical.isEmpty || bytes[physical.lowerBound] == comment { continue }
      return join(physical, startLine: line - 1)
    }
    return nil
  }

  /// The next line as it stands in the file, without its line feed; `nil` at the end.
  mutating func rawLine() -> String? {
    guard position < bytes.count else { return nil }
    let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
    defer {
      position = end + 1
      line += 1
    }
    var text = bytes[position..<end]
    if text.last == 0x0D { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func join(_ first: Range<Int>, startLine: Int) -> LogicalLine {
    var text: [UInt8] = []
    var end = first.upperBound
    var part: Range<Int>? = first
    while let range = part {
      let isComment = range.lowerBound > first.lowerBound && !range.isEmpty && bytes[range.lowerBound] == comment
      let goesOn = isComment || range.isEmpty || bytes[range.upperBound - 1] == continuation
      if !isComment, !range.isEmpty {
        let content = goesOn ? range.lowerBound..<(range.upperBound - 1) : range
        if !text.isEmpty, text.last != 0x20 { text.append(0x20) }
        text.append(contentsOf: bytes[content])
        while let last = text.last, Self.isBlank(last) { text.removeLast() }
        end = range.upperBound
      }
      part = goesOn ? physicalLine() : nil
    }
    return LogicalLine(
      text: String(decoding: text, as: UTF8.self), range: ByteRange(start: UInt32(first.lowerBound), end: UInt32(end)),
      line: startLine, nextLine: line)
  }

  /// The next line without white space at its ends.
  private mutating func physicalLine() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    var start = position
    var end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
    position = end + 1
    line += 1
    while start < end, Self.isBlank(bytes[start]) { start += 1 }
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
