internal import Source

/// Text inside HTML, in elements and in quoted attributes.
enum HTMLText {
  /// With what is special to HTML escaped, and what an editor would obey made visible.
  static func escaped(_ text: String) -> String { entities(VisibleText.line(text)) }

  /// The same for a line of code, whose blanks matter.
  static func code(_ text: String) -> String { entities(VisibleText.code(text)) }

  private static func entities(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
