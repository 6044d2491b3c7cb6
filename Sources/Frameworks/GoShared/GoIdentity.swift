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
