/// Widths, wrapping and padding of text in a terminal.
enum TextLayout {
  /// Columns that a text takes: combining marks take none, East Asian wide characters and emoji two.
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + width($1) }
  }

  private static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0..<0x300: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: return 0
      default: return 1
      }
    }
  }

  /// Blanks behind a text, up to a width.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - self.width(text)))
  }

  /// The text cut to a width, with "…" where something is missing.
  static func clipped(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    var result = ""
    var used = 0
    for character in text {
      let next = width(character)
      if used + next > limit - 1 { break }
      used += next
      result.append(character)
    }
    return result + "…"
  }

  /// Words in lines of at most `width` columns, the first of at most `first`. Words are never broken: a path that
  /// is longer than a line gets a line of its own.
  static func wrap(_ words: [String], width limit: Int, first: Int? = nil) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words {
      let room = lines.isEmpty ? first ?? limit : limit
      if line.isEmpty {
        line = word
      } else if width(line) + 1 + width(word) <= room {
        line += " " + word
      } else {
        lines.append(line)
        line = word
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// Prose in lines.
  static func wrap(_ text: String, width: Int, first: Int? = nil) -> [String] {
    wrap(words(of: text), width: width, first: first)
  }

  /// The words of a text. Short code between backticks and an endpoint's title ("POST /orders") are one word.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var open: String?
    for piece in text.split(whereSeparator: \.isWhitespace) {
      if let start = open {
        open = start + " " + piece
      } else if piece.hasPrefix("/"), let last = words.last, isMethod(last) {
        words[words.count - 1] = last + " " + piece
        continue
      } else {
        open = String(piece)
      }
      let isClosed = (open ?? "").count { $0 == "`" } % 2 == 0
      if isClosed || (open ?? "").count > 44 {
        if let word = open { words += isClosed ? [word] : word.split(separator: " ").map(String.init) }
        open = nil
      }
    }
    if let rest = open { words += rest.split(separator: " ").map(String.init) }
    return words
  }

  private static func isMethod(_ word: String) -> Bool {
    let name = word.drop { $0 == "(" || $0 == "`" }
    return name.count >= 3 && name.allSatisfy { $0.isASCII && $0.isUppercase }
  }

  /// Items joined by commas, in lines; an item stays whole.
  static func wrap(items: [String], separator: String = ",", width: Int) -> [String] {
    wrap(items.enumerated().map { $0.offset < items.count - 1 ? $0.element + separator : $0.element }, width: width)
  }
}
