/// Searches of short texts by their bytes. The standard library's generic ones look at grapheme clusters, which costs
/// fifty times as much; nothing here depends on them.
extension String {
  /// Whether another text occurs in it, byte for byte.
  package func contains(_ other: String) -> Bool {
    var (text, other) = (self, other)
    return text.withUTF8 { text in other.withUTF8 { Self.firstIndex(of: $0, in: text, from: 0) != nil } }
  }

  /// With every occurrence of one text replaced by another, byte for byte.
  package func replacing(_ other: String, with replacement: String) -> String {
    var (text, other) = (self, other)
    return text.withUTF8 { text in
      other.withUTF8 { other in
        guard var found = Self.firstIndex(of: other, in: text, from: 0), !other.isEmpty else { return self }
        var output: [UInt8] = []
        output.reserveCapacity(text.count + replacement.utf8.count)
        var start = 0
        while true {
          output += text[start..<found]
          output += replacement.utf8
          start = found + other.count
          guard let next = Self.firstIndex(of: other, in: text, from: start) else { break }
          found = next
        }
        output += text[start...]
        return String(decoding: output, as: UTF8.self)
      }
    }
  }

  private static func firstIndex(
    of needle: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let first = needle.first else { return start }
    let last = text.count - needle.count
    var index = start
    while index <= last {
      if text[index] == first {
        var offset = 1
        while offset < needle.count, text[index + offset] == needle[offset] { offset += 1 }
        if offset == needle.count { return index }
      }
      index += 1
    }
    return nil
  }
}
