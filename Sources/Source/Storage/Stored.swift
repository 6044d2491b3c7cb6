/// Something that the cache keeps from run to run.
///
/// The form on disk is that of one build of Mainstay and is never exchanged: what another build wrote is not read.
package protocol Stored {
  func store(in writer: inout StoreWriter)
  init(from reader: inout StoreReader) throws(StoreError)
}

/// Stored bytes do not hold what they should; the cache is not used then.
package struct StoreError: Error, Sendable { package init() {} }

/// Writes values one after the other: integers in as few bytes as they need, each text once.
package struct StoreWriter {
  package private(set) var bytes: [UInt8] = []
  private var texts: [String: Int] = [:]

  package init() {}

  package mutating func write(_ value: some Stored) { value.store(in: &self) }

  /// Little-endian base 128: seven bits a byte.
  package mutating func write(unsigned value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(text: String) {
    if let known = texts[text] {
      write(unsigned: UInt64(known) + 1)
      return
    }
    texts[text] = texts.count
    write(unsigned: 0)
    write(unsigned: UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }
}

/// Reads what a `StoreWriter` wrote. Errors throw `StoreError`: the bytes end early or hold what can't be.
package struct StoreReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var texts: [String] = []
  /// Today's index of each function by its index when the bytes were written; `none` of those that are gone.
  package let functions: [UInt32]

  /// In `functions`: there is no such function any more.
  package static let none = UInt32.max

  package init(_ bytes: ArraySlice<UInt8>, functions: [UInt32] = []) {
    self.bytes = bytes
    self.functions = functions
    position = bytes.startIndex
  }

  /// Nothing is left.
  package var isAtEnd: Bool { position == bytes.endIndex }

  package mutating func read<Value: Stored>() throws(StoreError) -> Value { try Value(from: &self) }

  package mutating func byte() throws(StoreError) -> UInt8 {
    guard position < bytes.endIndex else { throw StoreError() }
    defer { position += 1 }
    return bytes[position]
  }

  package mutating func unsigned() throws(StoreError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
      guard shift < 64 else { throw StoreError() }
    }
  }

  /// A count of things that take at least a byte each.
  package mutating func count() throws(StoreError) -> Int {
    let count = try unsigned()
    guard count <= UInt64(bytes.endIndex - position) else { throw StoreError() }
    return Int(count)
  }

  mutating func text() throws(StoreError) -> String {
    let number = try unsigned()
    if number > 0 {
      guard number <= UInt64(texts.count) else { throw StoreError() }
      return texts[Int(number) - 1]
    }
    let length = try count()
    let text = bytes[position..<position + length].withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    position += length
    texts.append(text)
    return text
  }
}
