internal import Source

/// Takes secrets out of what the model quotes: the URL of a webhook may be one.
enum SecretMask {
  /// What stands in place of a secret.
  static let mask = "•••"
  private static let separators: Set<Character> = ["/", "?", "&", "=", ":", "@", ",", ";", " ", "#"]

  /// The text without passwords of URLs, tokens in a provider's format and random keys.
  static func masked(_ text: String) -> String {
    guard text.utf8.count >= 12 else { return text }
    var result = ""
    var part = ""
    for character in withoutPassword(text) {
      if separators.contains(character) {
        result += shown(part)
        result.append(character)
        part = ""
      } else {
        part.append(character)
      }
    }
    return result + shown(part)
  }

  private static func shown(_ part: String) -> String {
    SecretText.provider(of: part) == nil && !SecretText.looksRandom(part) ? part : mask
  }

  /// `https://user:password@host`: the password goes.
  private static func withoutPassword(_ text: String) -> String {
    guard let slashes = text.firstRange(of: "://") else { return text }
    let authority = text[slashes.upperBound...].prefix { !"/?#".contains($0) }
    guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":"),
      !authority[colon..<at].contains("{")
    else { return text }
    return String(text[...colon]) + mask + text[at...]
  }
}
