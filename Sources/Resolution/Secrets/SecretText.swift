internal import Source

/// What secrets look like.
enum SecretText {
  private struct Provider {
    let prefix: String
    let length: Int
    let kind: String
  }

  /// Prefixes and least lengths as the providers document them for secret scanning.
  private static let providers: [Provider] = [
    Provider(prefix: "AKIA", length: 20, kind: "an AWS access key"),
    Provider(prefix: "ghp_", length: 40, kind: "a GitHub token"),
    Provider(prefix: "gho_", length: 40, kind: "a GitHub token"),
    Provider(prefix: "ghs_", length: 40, kind: "a GitHub token"),
    Provider(prefix: "github_pat_", length: 60, kind: "a GitHub token"),
    Provider(prefix: "glpat-", length: 26, kind: "a GitLab token"),
    Provider(prefix: "xoxb-", length: 30, kind: "a Slack token"),
    Provider(prefix: "xoxp-", length: 30, kind: "a Slack token"),
    Provider(prefix: "sk_live_", length: 28, kind: "a Stripe key"),
    Provider(prefix: "rk_live_", length: 28, kind: "a Stripe key"),
    Provider(prefix: "SG.", length: 60, kind: "a SendGrid key"),
    Provider(prefix: "AIza", length: 39, kind: "a Google key"),
    Provider(prefix: "sk-ant-", length: 40, kind: "an Anthropic key"),
    Provider(prefix: "sk-proj-", length: 40, kind: "an OpenAI key"),
    Provider(prefix: "shpat_", length: 38, kind: "a Shopify token"),
    Provider(prefix: "npm_", length: 40, kind: "an npm token"),
    Provider(prefix: "dop_v1_", length: 60, kind: "a DigitalOcean token"),
  ]

  /// What kind of secret a text is by its format.
  static func provider(of text: String) -> String? {
    if text.hasPrefix("-----BEGIN "), text.prefix(60).contains("PRIVATE KEY-----"), text.utf8.count > 200,
      !isPlaceholder(text)
    {
      return "a private key"
    }
    guard let provider = providers.first(where: { text.hasPrefix($0.prefix) }), text.utf8.count >= provider.length,
      text.utf8.count <= 300, !isPlaceholder(text), isToken(text), entropy(text) >= 3
    else { return nil }
    return provider.kind
  }

  private static let placeholders = [
    "example", "change", "your", "xxx", "test", "dummy", "placeholder", "todo", "replace", "sample", "insecure", "fake",
    "default", "secret", "password", "12345", "abcdef", "foobar", "mock", "demo", "local", "...", "***",
  ]

  private static func isPlaceholder(_ text: String) -> Bool {
    let lower = text.prefix(300).lowercased()
    return placeholders.contains { lower.contains($0) }
  }

  private static func isToken(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "="),
        UInt8(ascii: "!"),
        UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "^"), UInt8(ascii: "&"),
        UInt8(ascii: "*"),
        UInt8(ascii: "/"):
        true
      default: false
      }
    }
  }

  /// Letters and digits that alternate as no word does, without spaces.
  static func looksRandom(_ text: String) -> Bool {
    guard text.utf8.count >= 16, text.utf8.count <= 200 else { return false }
    var changes = 0
    var last: Bool?
    for byte in text.utf8 {
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if let last, last != isDigit { changes += 1 }
      last = isDigit
    }
    guard changes >= 5, isToken(text), !isPlaceholder(text), !isUUID(text), !text.hasPrefix("$"), !text.hasPrefix("/"),
      !text.hasPrefix("pk_")
    else { return false }
    return entropy(text) >= 3.2
  }

  /// 8-4-4-4-12 hexadecimal digits: names things, and is rarely their secret.
  private static func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
  }

  /// Shannon entropy in bits per byte.
  static func entropy(_ text: String) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    var total = 0
    for byte in text.utf8 {
      counts[Int(byte)] += 1
      total += 1
    }
    guard total > 0 else { return 0 }
    return counts.reduce(0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / Double(total)
      return sum - share * Self.log2(share)
    }
  }

  /// The binary logarithm of a share in (0, 1]: the exponent, and a series for what is left.
  private static func log2(_ value: Double) -> Double {
    let fraction = value.significand
    let ratio = (fraction - 1) / (fraction + 1)
    let square = ratio * ratio
    let series = ratio * (1 + square * (1.0 / 3 + square * (1.0 / 5 + square * (1.0 / 7 + square / 9))))
    return Double(value.exponent) + 2 * series * 1.4426950408889634
  }

  private static let harmless: Set<String> = [
    "public", "publishable", "site", "name", "field", "header", "url", "uri", "path", "file", "type", "label", "prefix",
    "pattern", "regex", "expires", "error", "message", "hint", "placeholder", "param", "hash", "hashed", "cache", "id",
    "primary", "foreign", "translation", "i18n", "csrf", "page", "next", "cursor", "etag", "checksum", "integrity",
    "nobodys",
  ]

  /// What a variable with this name holds, when it is a secret.
  static func kind(ofName name: String) -> String? {
    let words = words(of: name)
    guard let last = words.last, !words.contains(where: { harmless.contains($0) }) else { return nil }
    if ["password", "passwd", "pwd", "passphrase"].contains(last) { return "a password" }
    if ["token", "apitoken", "authtoken"].contains(last) { return "a token" }
    if ["secret", "apikey", "secretkey", "apisecret", "jwtsecret"].contains(last) { return "a secret" }
    let pair = words.suffix(2).joined(separator: " ")
    let keys: Set<String> = [
      "api key", "secret key", "private key", "access key", "signing key", "encryption key", "jwt key", "auth key",
      "master key",
    ]
    return keys.contains(pair) ? "a key" : nil
  }

  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in name.prefix(80) {
      let isBreak = !(character.isLetter || character.isNumber)
      if isBreak || character.isUppercase && wasLower {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if !isBreak { word += character.lowercased() }
      wasLower = character.isLowercase
    }
    return word.isEmpty ? words : words + [word]
  }
}
