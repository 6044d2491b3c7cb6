import Glibc

extension [UInt8] {
  /// Whether an ASCII text occurs in a range of the bytes, clamped to them. Runs at the speed of `memchr`, unlike
  /// `String`'s search, which compares characters.
  package func contains(text: StaticString, in range: Range<Int>) -> Bool {
    let range = range.clamped(to: 0..<count)
    let length = text.utf8CodeUnitCount
    guard length > 0, length <= range.count else { return length == 0 }
    let needle = text.utf8Start
    let anchor = Self.rarest(UnsafeBufferPointer(start: needle, count: length))
    return withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return false }
      var start = range.lowerBound
      let last = range.upperBound - length
      while start <= last {
        let from = base + start + anchor
        guard let hit = memchr(from, Int32(needle[anchor]), last - start + 1) else { return false }
        start += UnsafeRawPointer(hit) - from
        if memcmp(base + start, needle, length) == 0 { return true }
        start += 1
      }
      return false
    }
  }

  /// Whether a word in ASCII letters stands in a range of the bytes, clamped to them, with no letter beside it.
  package func holds(word: StaticString, in range: Range<Int>) -> Bool {
    let range = range.clamped(to: 0..<count)
    let length = word.utf8CodeUnitCount
    var start = range.lowerBound
    while start + length <= range.upperBound {
      guard Self.isLetter(self[start]) else {
        start += 1
        continue
      }
      var end = start + 1
      while end < range.upperBound, Self.isLetter(self[end]) { end += 1 }
      if end - start == length, (0..<length).allSatisfy({ self[start + $0] == word.utf8Start[$0] }) { return true }
      start = end
    }
    return false
  }

  /// Letters beyond ASCII are of several bytes, all of them above it.
  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte >= 0x80
  }

  /// Where a text next occurs, from a position on; `nil` when it does not.
  package func firstIndex(of needle: [UInt8], from start: Int = 0) -> Int? {
    guard let first = needle.first, start >= 0 else { return nil }
    let length = needle.count
    return withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var position = start
      while position + length <= buffer.count {
        guard let hit = memchr(base + position, Int32(first), buffer.count - position - length + 1) else { return nil }
        position = UnsafeRawPointer(hit) - base
        if memcmp(hit, needle, length) == 0 { return position }
        position += 1
      }
      return nil
    }
  }

  /// Whether an ASCII text occurs in the bytes.
  package func contains(text: StaticString) -> Bool { contains(text: text, in: 0..<count) }

  /// Where in the text a byte stands that source code has few of, so that `memchr` stops seldom.
  private static func rarest(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var best = 0
    for index in text.indices where byteRarity[Int(text[index])] > byteRarity[Int(text[best])] { best = index }
    return best
  }
}

extension SourceFile {
  /// Whether an ASCII text occurs in the file: a cheap first look before a costly one.
  package func contains(text: StaticString) -> Bool { bytes.contains(text: text) }
}

/// How seldom source code has a byte, by the place of the common ones in an order of frequency.
private let byteRarity: [UInt8] = {
  var rarity = [UInt8](repeating: 255, count: 256)
  for (rank, byte) in " etaoinsrldcumpfgh_.\"".utf8.enumerated() { rarity[Int(byte)] = UInt8(rank) }
  return rarity
}()
