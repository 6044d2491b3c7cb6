internal import Model
internal import Source

/// Names taken apart into words.
enum Words {
  /// "resetPassword", "reset-password" and "reset_password" are all ["reset", "password"].
  static func of(_ text: String) -> [String] {
    text.utf8.allSatisfy { $0 < 0x80 } ? plain(text) : foreign(text)
  }

  /// The same for names in ASCII, which is nearly all: without asking Unicode about each letter.
  private static func plain(_ text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var wasLower = false
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      let isUpper = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      let isLower = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      if !isUpper && !isLower || isUpper && wasLower { end() }
      if isUpper || isLower { word.append(isUpper ? byte | 0x20 : byte) }
      wasLower = isLower
    }
    end()
    return words
  }

  /// Whether a text in lower case is `lower`: without making one of it, as long as it is ASCII.
  static func isSame(_ text: String, _ lower: String) -> Bool {
    var rest = lower.utf8.makeIterator()
    for byte in text.utf8 {
      let isUpper = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      guard byte < 0x80, rest.next() == (isUpper ? byte | 0x20 : byte) else {
        return text.utf8.contains { $0 >= 0x80 } && text.lowercased() == lower
      }
    }
    return rest.next() == nil
  }

  private static func foreign(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in text {
      let isBreak = !(character.isLetter || character.isNumber)
      if isBreak || character.isUppercase && wasLower {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if !isBreak { word += character.lowercased() }
      wasLower = character.isLowercase || character.isNumber
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}

extension Endpoint {
  /// The words of the path's constant segments, parameters left out.
  var words: [String] {
    path.split(separator: "/").filter { !$0.contains("{") }.flatMap { Words.of(String($0)) }
  }

  var isMutating: Bool { ["POST", "PUT", "PATCH", "DELETE", "MUTATION"].contains(method) }

  private static let entrances: Set<String> = [
    "login", "logout", "signin", "signout", "signup", "register", "registration", "token", "tokens", "password",
    "reset",
    "forgot", "recover", "recovery", "verify", "verification", "confirm", "confirmation", "activate", "activation",
    "oauth", "oauth2", "oidc", "sso", "saml", "authorize", "callback", "webhook", "webhooks", "hook", "hooks", "otp",
    "auth", "session", "sessions", "refresh", "invite", "invitation", "invitations", "subscribe", "unsubscribe",
    "setup", "install",
    "onboarding", "challenge", "captcha", "magic", "authenticate", "authentication", "lnurl", "mfa",
  ]

  /// Where callers without credentials are meant to come in: logging in, registering, signed callbacks.
  var isEntrance: Bool {
    let words = words
    return words.contains { Self.entrances.contains($0) } || Set(words).isSuperset(of: ["sign", "in"])
      || Set(words).isSuperset(of: ["sign", "up"]) || Set(words).isSuperset(of: ["sign", "out"])
      || Words.of(handler.name).contains { Self.entrances.contains($0) }
  }

  private static let open: Set<String> = [
    "health", "healthz", "healthcheck", "livez", "readyz", "live", "ready", "ping", "status", "metrics", "version",
    "docs",
    "redoc", "openapi", "swagger", "schema", "static", "assets", "media", "favicon", "robots", "sitemap", "public",
    "info",
    "manifest", "wellknown", "known", "contact", "newsletter", "feedback", "csp", "error", "errors", "config",
  ]

  /// Open to everybody in most services: health, documentation, assets, contact forms.
  var isOpenByNature: Bool { words.isEmpty || words.contains { Self.open.contains($0) } }

  private static let privileged: Set<String> = [
    "admin", "administration", "backoffice", "superuser", "staff", "superadmin",
  ]

  /// Its path says that it is for administrators.
  var isPrivileged: Bool {
    words.contains { Self.privileged.contains($0) }
      // In the middle of a name it is about something else: an internal error, an internal number.
      || path.split { $0 == "/" || $0 == "#" }.contains { Words.of(String($0)).first == "internal" }
  }
}
