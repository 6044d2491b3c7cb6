/// Makes text from reviewed code harmless to print: what a terminal or an editor would obey becomes visible.
enum VisibleText {
  /// One line of prose or a path: line feeds and tabs become spaces.
  static func line(_ text: String) -> String { neutralised(text, tab: " ", lineFeed: " ") }

  /// A line of code: tabs become two spaces.
  static func code(_ text: String) -> String { neutralised(text, tab: "  ", lineFeed: "") }

  private static func neutralised(_ text: String, tab: String, lineFeed: String) -> String {
    guard text.unicodeScalars.contains(where: isObeyed) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": result += tab
      case "\n", "\r": result += lineFeed
      case _ where scalar.value < 0x20: result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case "\u{7F}": result += "\u{2421}"
      case _ where isObeyed(scalar): result += "<U+\(hex(scalar.value))>"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Control and format characters (bidirectional overrides, zero-width characters, tags), separators, private use.
  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x20 || scalar.value == 0x7F { return true }
    if scalar.value < 0x80 { return false }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: true
    default: false
    }
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
