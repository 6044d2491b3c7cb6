import Source

/// Reads bytes from front to back and knows the line it is on.
struct ByteCursor {
  let bytes: [UInt8]
  private(set) var position = 0
  /// Counted from 1.
  private(set) var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  var atEnd: Bool { position >= bytes.count }

  /// The current byte; `nil` at the end.
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// A byte ahead of the current one; `nil` beyond the end.
  func peek(_ ahead: Int) -> UInt8? { position + ahead < bytes.count ? bytes[position + ahead] : nil }

  mutating func advance() {
    guard position < bytes.count else { return }
    if bytes[position] == 0x0A { line += 1 }
    position += 1
  }

  mutating func advance(_ count: Int) { for _ in 0..<count { advance() } }

  /// Whether the coming bytes are those of an ASCII text.
  func isAt(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for index in 0..<count where bytes[position + index] != text.utf8Start[index] { return false }
    return true
  }

  /// Advances over a text if it comes next.
  mutating func take(_ text: StaticString) -> Bool {
    guard isAt(text) else { return false }
    advance(text.utf8CodeUnitCount)
    return true
  }

  mutating func skip(while condition: (UInt8) -> Bool) {
    while let byte = peek, condition(byte) { advance() }
  }

  /// Spaces and tabs.
  mutating func skipBlanks() { skip { $0 == 0x20 || $0 == 0x09 } }

  /// To the line feed, which stays.
  mutating func skipLine() { skip { $0 != 0x0A } }

  func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

  func range(from start: Int) -> ByteRange { ByteRange(start: UInt32(start), end: UInt32(position)) }
}

/// The diagnostics of one file, bounded in number.
struct FormatNotes {
  let file: String
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String) { self.file = file }

  mutating func add(_ line: Int, _ message: String) {
    guard diagnostics.count < FormatLimits.diagnostics else { return }
    diagnostics.append(Diagnostic(.warning, file: file, line: line, message))
  }
}

/// Appends the UTF-8 form of a scalar value; U+FFFD for what is none.
func appendScalar(_ value: UInt32, to text: inout [UInt8]) {
  let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
  text.append(contentsOf: String(Character(scalar)).utf8)
}

/// The value of a hexadecimal digit.
func hexValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46: UInt32(byte - 0x41 + 10)
  case 0x61...0x66: UInt32(byte - 0x61 + 10)
  default: nil
  }
}
