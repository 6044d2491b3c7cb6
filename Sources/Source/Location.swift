internal import Glibc

/// A place in a file as people and SARIF count it: lines and columns from 1, columns in Unicode scalars.
package struct Location: Hashable, Sendable, Comparable {
  /// Relative to the project root.
  package let file: String
  package let startLine: Int
  package let startColumn: Int
  package let endLine: Int
  package let endColumn: Int

  package init(file: String, startLine: Int, startColumn: Int, endLine: Int, endColumn: Int) {
    self.file = file
    self.startLine = startLine
    self.startColumn = startColumn
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// A whole line, for facts that have no finer place.
  package init(file: String, line: Int) {
    self.init(file: file, startLine: line, startColumn: 1, endLine: line, endColumn: 1)
  }

  package static func < (left: Location, right: Location) -> Bool {
    (left.file, left.startLine, left.startColumn, left.endLine, left.endColumn)
      < (right.file, right.startLine, right.startColumn, right.endLine, right.endColumn)
  }
}

/// Byte offsets of line starts, for turning byte ranges into `Location`s.
package struct LineIndex: Sendable {
  private let starts: [UInt32]

  package init(_ bytes: [UInt8]) {
    var starts: [UInt32] = [0]
    // Code has about 35 bytes a line.
    starts.reserveCapacity(bytes.count / 30)
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      var position = 0
      while position < buffer.count, let found = memchr(start + position, 0x0A, buffer.count - position) {
        position = UnsafeRawPointer(found) - start + 1
        starts.append(UInt32(position))
      }
    }
    self.starts = starts
  }

  /// How many lines the text has; a last line without a line feed counts.
  package var lineCount: Int { starts.count }

  /// The line, counted from 1, that holds a byte offset.
  package func line(at offset: UInt32) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The byte range of a line counted from 1, without its line feed; `nil` when there is no such line.
  package func range(ofLine line: Int, in bytes: [UInt8]) -> ByteRange? {
    guard line >= 1, line <= starts.count else { return nil }
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] - 1 : UInt32(bytes.count)
    if end > start, bytes[Int(end) - 1] == 0x0D { end -= 1 }
    return ByteRange(start: start, end: end)
  }

  /// The location of a byte range. Columns count Unicode scalars, as SARIF asks for.
  package func location(of range: ByteRange, in file: SourceFile) -> Location {
    let first = line(at: range.start)
    let last = line(at: range.end)
    return Location(
      file: file.path, startLine: first, startColumn: column(of: range.start, onLine: first, in: file.bytes),
      endLine: last, endColumn: column(of: range.end, onLine: last, in: file.bytes))
  }

  private func column(of offset: UInt32, onLine line: Int, in bytes: [UInt8]) -> Int {
    let start = Int(starts[line - 1])
    let end = min(Int(offset), bytes.count)
    guard start < end else { return 1 }
    var column = 1
    for byte in bytes[start..<end] where byte & 0xC0 != 0x80 { column += 1 }
    return column
  }
}
