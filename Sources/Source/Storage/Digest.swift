/// A fast keyed digest of bytes, for telling whether something changed since the cache was written.
///
/// It is no protection against someone who knows the key: each cache has a random one of its own, which nobody else
/// reads.
package struct Digest: Hashable, Sendable {
  package private(set) var high: UInt64
  package private(set) var low: UInt64

  /// The digest of nothing yet.
  package init(key: UInt64) {
    high = key ^ 0xA076_1D64_78BD_642F
    low = key &* 0xE703_7ED1_A0B4_28DB | 1
  }

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Mixes bytes in; where one piece ends and the next begins counts.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(UInt64(bytes.count))
    var lanes = (high, low, high ^ 0x8EBC_6AF0_9C88_C6E3, low ^ 0x5899_65CC_7537_4CC3)
    var position = 0
    while position + 32 <= bytes.count {
      lanes.0 = Self.fold(lanes.0 ^ Self.word(bytes, position), 0x2D35_8DCC_AA6C_78A5)
      lanes.1 = Self.fold(lanes.1 ^ Self.word(bytes, position + 8), 0x8BB8_4B93_962E_ACC9)
      lanes.2 = Self.fold(lanes.2 ^ Self.word(bytes, position + 16), 0x4B33_A62E_D433_D4A3)
      lanes.3 = Self.fold(lanes.3 ^ Self.word(bytes, position + 24), 0x4D5A_2DA5_1DE1_AA47)
      position += 32
    }
    while position < bytes.count {
      var word: UInt64 = 0
      for offset in 0..<min(8, bytes.count - position) {
        word |= UInt64(bytes[position + offset]) << UInt64(offset * 8)
      }
      lanes.0 = Self.fold(lanes.0 ^ word, 0x2D35_8DCC_AA6C_78A5)
      position += 8
    }
    high = Self.fold(lanes.0 ^ lanes.1, 0x8BB8_4B93_962E_ACC9) ^ lanes.2
    low = Self.fold(lanes.2 ^ lanes.3, 0x4B33_A62E_D433_D4A3) ^ lanes.1 &+ 1
  }

  package mutating func add(_ value: UInt64) {
    high = Self.fold(high ^ value, 0x2D35_8DCC_AA6C_78A5) ^ low
    low = Self.fold(low ^ value, 0x8BB8_4B93_962E_ACC9) &+ 0x9E37_79B9_7F4A_7C15
  }

  package mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// The two halves of a full product, one over the other: each bit of it depends on every bit of the word.
  @inline(__always)
  private static func fold(_ word: UInt64, _ factor: UInt64) -> UInt64 {
    let product = (word ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: factor)
    return product.high ^ product.low ^ word
  }
}

extension Digest: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(high)
    writer.write(low)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(high: try reader.read(), low: try reader.read())
  }
}
