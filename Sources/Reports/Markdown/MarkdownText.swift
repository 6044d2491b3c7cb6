/// Text from reviewed code inside Markdown: nothing of it may become markup, HTML, a mention or a link.
enum MarkdownText {
  /// One line of prose. Parts between backticks stay code.
  static func prose(_ text: String) -> String {
    let pieces = VisibleText.line(text).split(separator: "`", omittingEmptySubsequences: false)
    // An odd number of backticks has no partner for the last one.
    guard pieces.count % 2 == 1 else { return escaped(VisibleText.line(text)) }
    return pieces.enumerated().map { $0.offset % 2 == 0 ? escaped(String($0.element)) : code(String($0.element)) }
      .joined()
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "|", "~", "!", "$": result += "\\" + String(character)
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
    return withoutMentions(result)
  }

  /// One line of text inside an HTML element of a Markdown document.
  static func html(_ text: String) -> String { withoutMentions(HTMLText.escaped(text)) }

  /// An empty comment keeps `@team` from notifying anybody and `#12` from becoming a link.
  private static func withoutMentions(_ text: String) -> String {
    var result = ""
    var last: Character?
    for character in text {
      if character.isLetter || character.isNumber, last == "@" || (last == "#" && !result.hasSuffix("&#")) {
        result += "<!-- -->"
      }
      result.append(character)
      last = character
    }
    return result
  }

  /// A code span; the fence is longer than any run of backticks inside.
  static func code(_ text: String) -> String {
    let text = VisibleText.line(text)
    guard !text.isEmpty else { return "" }
    let longest = longestRun(text)
    guard longest > 0 else { return "`\(text)`" }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence) \(text) \(fence)"
  }

  /// A fenced block; the fence is longer than any run of backticks inside.
  static func block(_ text: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(text) + 1))
    return "\(fence)\n\(text)\n\(fence)"
  }

  private static func longestRun(_ text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
