internal import Source

/// Keeps credentials out of what is printed.
package enum Redaction {
  /// What stands in place of a secret.
  package static let mask = "•••"

  /// The text with the password of every URL in it masked: `postgres://app:•••@db/shop`.
  package static func maskingURLPasswords(_ text: String) -> String {
    guard text.contains("://") else { return text }
    var result = ""
    var rest = text[...]
    while let scheme = nextScheme(in: rest) {
      result += rest[..<scheme]
      rest = rest[scheme...]
      let authority = rest.prefix { !$0.isWhitespace && !"/?#\"'`<>".contains($0) }
      if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":"),
        isSecret(authority[authority.index(after: colon)..<at])
      {
        result += authority[...colon] + mask
        rest = rest[at...]
      }
    }
    return result + rest
  }

  /// Just behind the next "://".
  private static func nextScheme(in text: Substring) -> Substring.Index? {
    var rest = text
    while let colon = rest.firstIndex(of: ":") {
      rest = rest[rest.index(after: colon)...]
      if rest.hasPrefix("//") { return rest.index(rest.startIndex, offsetBy: 2) }
    }
    return nil
  }

  /// A placeholder shows how the password comes in, and is none.
  private static func isSecret(_ password: Substring) -> Bool {
    !password.isEmpty && !password.contains { "{}$%<>".contains($0) }
  }
}
