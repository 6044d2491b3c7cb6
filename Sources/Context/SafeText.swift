/// Text from the reviewed project, made safe to print: an outsider wrote it, and terminals, viewers and language
/// models read it.
enum SafeText {
  /// One line: controls and line breaks become spaces, invisible and direction-changing characters go, credentials in
  /// URLs are masked, and what is longer than `limit` scalars ends in "…".
  static func clean(_ text: String, limit: Int = 400) -> String {
    // Most names need nothing done.
    if text.utf8.count <= limit, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x40 }) { return text }
    var scalars = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      if isInvisible(scalar.value) { continue }
      if count == limit {
        scalars.append("…")
        break
      }
      scalars.append(isControl(scalar.value) ? " " : scalar)
      count += 1
    }
    return maskCredentials(String(scalars))
  }

  /// A Markdown code span; the fence is longer than any run of backticks inside.
  static func code(_ text: String, limit: Int = 200) -> String {
    let clean = clean(text, limit: limit)
    guard clean.utf8.contains(0x60) else { return "`\(clean)`" }
    let fence = String(repeating: "`", count: longestRun(of: 0x60, in: clean) + 1)
    return "\(fence) \(clean) \(fence)"
  }

  /// Words within a line of Markdown: what would start markup there is escaped, and nothing else, so that names stay
  /// as they are in the code. Underscores within words and brackets without a link are no markup.
  static func plain(_ text: String, limit: Int = 200) -> String {
    let clean = clean(text, limit: limit)
    guard clean.utf8.contains(where: isMarkup) else { return clean }
    let bytes = Array(clean.utf8)
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      let opensLink = byte == 0x5D && index + 1 < bytes.count && (bytes[index + 1] == 0x28 || bytes[index + 1] == 0x5B)
      if opensLink || (isMarkup(byte) && byte != 0x5D) { result.append(0x5C) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A backtick, `*`, `<`, `\` and `]`.
  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == 0x60 || byte == 0x2A || byte == 0x3C || byte == 0x5C || byte == 0x5D
  }

  /// A fence for a quotation: longer than any run of backticks in it, and at least four.
  static func fence(for text: String) -> String {
    String(repeating: "`", count: max(4, longestRun(of: 0x60, in: text) + 1))
  }

  /// `scheme://user:password@host` without what stands before the `@`.
  static func maskCredentials(_ text: String) -> String {
    guard text.utf8.contains(0x40) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      result.append(bytes[index])
      index += 1
      guard result.suffix(3) == [0x3A, 0x2F, 0x2F], let at = userInfoEnd(bytes, from: index) else { continue }
      result += Array("…".utf8)
      index = at
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where the `@` stands that ends a URL's user information, if it has one before its host ends.
  private static func userInfoEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    var last: Int?
    for index in start..<min(bytes.count, start + 512) {
      switch bytes[index] {
      case 0x40: last = index
      case 0x2F, 0x20, 0x22, 0x27, 0x3F, 0x23, 0x60: return last
      default: continue
      }
    }
    return last
  }

  private static func longestRun(of byte: UInt8, in text: String) -> Int {
    var longest = 0
    var run = 0
    for candidate in text.utf8 {
      run = candidate == byte ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  static func isControl(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Zero-width characters, direction marks and overrides, tags: nothing that a reader would see.
  static func isInvisible(_ value: UInt32) -> Bool {
    switch value {
    case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }
}
