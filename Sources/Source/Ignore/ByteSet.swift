/// A set of bytes, as in a glob's `[a-z]`.
struct ByteSet: Sendable, Hashable {
  private var words = SIMD4<UInt64>()

  func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0 }

  mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

  mutating func invert() { words = ~words }

  /// Reads a bracket expression of a gitignore pattern: `[abc]`, `[!a-z]`, `[^[:digit:]]`, `[]x]`, `[\]]`.
  /// On return `index` is after it. `nil` when it is not closed.
  static func parse(_ pattern: [UInt8], _ index: inout Int) -> ByteSet? {
    var set = ByteSet()
    var position = index + 1
    index = pattern.count
    let negated = position < pattern.count && [UInt8(ascii: "!"), UInt8(ascii: "^")].contains(pattern[position])
    if negated { position += 1 }
    var first = true
    while position < pattern.count {
      let byte = pattern[position]
      if byte == UInt8(ascii: "]"), !first {
        index = position + 1
        if negated { set.invert() }
        return set
      }
      first = false
      if byte == UInt8(ascii: "["), position + 1 < pattern.count, pattern[position + 1] == UInt8(ascii: ":") {
        guard let name = className(pattern, &position) else { return nil }
        guard let members = Self.classes[name] else { return nil }
        for member in UInt8.min...UInt8.max where members(member) { set.insert(member) }
        continue
      }
      guard let low = element(pattern, &position) else { return nil }
      // As in Git, a range's first byte counts on its own, also when the range is backward.
      set.insert(low)
      guard position + 1 < pattern.count, pattern[position] == UInt8(ascii: "-"),
        pattern[position + 1] != UInt8(ascii: "]")
      else { continue }
      position += 1
      guard let high = element(pattern, &position) else { return nil }
      if low <= high { for member in low...high { set.insert(member) } }
    }
    return nil
  }

  private static func element(_ pattern: [UInt8], _ position: inout Int) -> UInt8? {
    if pattern[position] == UInt8(ascii: "\\") { position += 1 }
    guard position < pattern.count else { return nil }
    defer { position += 1 }
    return pattern[position]
  }

  private static func className(_ pattern: [UInt8], _ position: inout Int) -> String? {
    var end = position + 2
    while end < pattern.count, pattern[end] != UInt8(ascii: "]") { end += 1 }
    guard end < pattern.count, pattern[end - 1] == UInt8(ascii: ":"), end - 1 >= position + 2 else { return nil }
    defer { position = end + 1 }
    return String(decoding: pattern[(position + 2)..<(end - 1)], as: UTF8.self)
  }

  /// POSIX classes in the C locale.
  private static let classes: [String: @Sendable (UInt8) -> Bool] = [
    "digit": { (0x30...0x39).contains($0) },
    "lower": { (0x61...0x7A).contains($0) },
    "upper": { (0x41...0x5A).contains($0) },
    "alpha": { (0x41...0x5A).contains($0 & 0xDF) },
    "alnum": { (0x41...0x5A).contains($0 & 0xDF) || (0x30...0x39).contains($0) },
    "xdigit": { (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF) },
    "space": { $0 == 0x20 || (0x09...0x0D).contains($0) },
    "blank": { $0 == 0x20 || $0 == 0x09 },
    "cntrl": { $0 < 0x20 || $0 == 0x7F },
    "print": { (0x20...0x7E).contains($0) },
    "graph": { (0x21...0x7E).contains($0) },
    "punct": {
      (0x21...0x7E).contains($0) && !(0x30...0x39).contains($0) && !(0x41...0x5A).contains($0 & 0xDF)
    },
  ]
}
