internal import Resolution
internal import Source

/// Names and texts that speak of who is calling.
enum GoIdentity {
  /// Whether a key, a header or a variable is about the caller.
  static func speaks(_ name: String) -> Bool {
    let name = name.lowercased().replacing("uuid", with: "").replacing("guid", with: "")
    if name.isEmpty { return false }
    return AnonymousWalk.isIdentity(name) || name.contains("signature") || name.contains("apitoken")
  }

  /// Whether a cookie is one that keeps callers known.
  static func isCookie(_ name: String) -> Bool {
    speaks(name) || ["sess", "sid"].contains { name.lowercased().contains($0) }
  }

  /// What is sent in a form is about the caller when it is a key, not when it is a name to log in with.
  static func isCredential(_ name: String) -> Bool {
    let name = name.lowercased()
    if name.contains("csrf") || name.contains("page") { return false }
    return ["token", "api_key", "apikey", "api-key", "access_key", "auth"].contains { name.contains($0) }
  }
}

/// What names speak of, looked up once for each: the same few are asked about at every step of every walk.
final class GoWords {
  struct Topics: OptionSet {
    let rawValue: UInt8
    static let caller = Topics(rawValue: 1)
    static let session = Topics(rawValue: 2)
    static let context = Topics(rawValue: 4)
  }

  private var known: [Name: Topics] = [:]

  func isAbout(_ name: Name, _ topics: Topics, _ program: Program) -> Bool {
    !self.topics(of: name, program).isDisjoint(with: topics)
  }

  private func topics(of name: Name, _ program: Program) -> Topics {
    if let known = known[name] { return known }
    let text = program.text(name).lowercased()
    var found: Topics = GoIdentity.speaks(text) ? .caller : []
    if text.contains("session") { found.insert(.session) }
    if text.contains("context") { found.insert(.context) }
    known[name] = found
    return found
  }
}
