internal import Findings
internal import Model
internal import Source

/// S18. Tokens that are taken without a check, or that never end.
enum UnsafeTokenRule: Rule {
  static let info = RuleInfo(
    name: "unsafe-token", alias: "S18", pillar: .security, level: .error, confidence: .high,
    summary: "a token's signature is not checked, or it never expires",
    why: """
      A token is worth what its signature is worth: without the check anyone writes their own. A token without an end \
      works for ever for whoever once got hold of it.
      """,
    quietWhen: [
      "the same request checks the token's signature as well, as when the key is chosen by what the token says",
      "the payload's keys, or the options, could not be seen",
    ],
    example: "jwt.decode(token, options={\"verify_signature\": False})",
    instead: "jwt.decode(token, key, algorithms=[\"HS256\"], options={\"require\": [\"exp\"]})",
    cwe: [347, 613], references: ["https://datatracker.ietf.org/doc/html/rfc8725"])

  static func check(_ context: RuleContext) -> [Finding] {
    let verified = functionsThatVerify(context)
    return context.backend.effects.compactMap { effect in
      guard case .jwt(let token) = effect.kind else { return nil }
      let function = context.backend[effect.function]
      guard function.purpose == .production else { return nil }
      let endpoints = context.endpoints(reaching: effect.function)
      if token.algorithms.contains(where: { $0.lowercased() == "none" }) {
        return finding(
          effect, function, endpoints, .error, "accepts tokens without a signature (algorithm none)", forged, signature)
      }
      if token.verb != .sign, token.verifiesSignature == false, !verified.contains(effect.function),
        !isBehindGuard(effect, context), !isSecondGuard(function, context)
      {
        let level: Level = isPeeking(function) ? .note : endpoints.isEmpty ? .warning : .error
        return finding(effect, function, endpoints, level, "does not check the token's signature", forged, signature)
      }
      if token.verb == .sign, token.hasExpiry == false {
        // A token that no request asks for, or that nothing here checks, is for somebody else, or kept and compared.
        let isOwn = !endpoints.isEmpty && !verified.isEmpty
        return finding(
          effect, function, endpoints, isOwn ? .warning : .note, "signs a token that never expires", stolen, expiry)
      }
      return nil
    }
  }

  /// ECMAScript's `decode` never verifies: behind a guard that has, it only reads the claims again.
  private static func isBehindGuard(_ effect: Effect, _ context: RuleContext) -> Bool {
    guard [".decode", "jwtDecode", "jwt-decode", "decodeJwt"].contains(where: { effect.callee.hasSuffix($0) }),
      !effect.callee.hasPrefix("jwt.")
    else { return false }
    let reaching = context.reach.endpoints(of: effect.function).map { context.backend[$0] }
    let function = context.backend[effect.function]
    return reaching.allSatisfy { $0.auth.requirement == .required && !decides(function, $0) }
  }

  /// Whether a function is what lets callers in at an endpoint.
  private static func decides(_ function: Function, _ endpoint: Endpoint) -> Bool {
    let parts = function.name.split(separator: ".").map(String.init)
    let name = parts.last == "canActivate" ? parts.dropLast().last : parts.last
    return name.map { endpoint.auth.by.split(separator: " ").map(String.init).contains($0) } ?? false
  }

  /// A guard of Nest that decides nowhere who comes in: at each endpoint something else does, or nothing. It only refuses
  /// more.
  private static func isSecondGuard(_ function: Function, _ context: RuleContext) -> Bool {
    guard function.name.hasSuffix(".canActivate") else { return false }
    let reaching = context.reach.endpoints(of: function.id).map { context.backend[$0] }
    return !reaching.isEmpty && !reaching.contains { decides(function, $0) }
  }

  /// `is_own_token(token)`: what the token says decides who checks it, and nothing else.
  private static func isPeeking(_ function: Function) -> Bool {
    let name = function.name.split(separator: ".").last.map(String.init) ?? ""
    return ["is", "has", "peek", "looks", "unverified", "issuer", "kid"].contains(Words.of(name).first ?? "")
  }

  private static let forged = """
    Anyone writes a token with any user's id in it, signs it with nothing, and is that user.
    """
  private static let stolen = """
    A token that leaks once, from a log, a browser or a lost phone, opens the account for ever: a new password does not end it.
    """
  private static let signature = "check the signature with the key and a fixed list of algorithms"
  private static let expiry = "add an `exp` claim of minutes to hours, and refuse tokens without one"

  /// Functions that check a signature themselves, or one call away in either direction.
  private static func functionsThatVerify(_ context: RuleContext) -> Set<FunctionID> {
    var own: Set<FunctionID> = []
    for effect in context.backend.effects {
      if case .jwt(let token) = effect.kind, token.verb != .sign, token.verifiesSignature != false {
        own.insert(effect.function)
      }
    }
    var near = own
    for function in context.backend.functions {
      let callees = function.calls.filter { $0.manner == .direct }.map(\.callee)
      if own.contains(function.id) || callees.contains(where: { own.contains($0) }) {
        near.formUnion(callees + [function.id])
      }
    }
    return near
  }

  private static func finding(
    _ effect: Effect, _ function: Function, _ endpoints: [String], _ level: Level, _ what: String, _ scenario: String,
    _ remedy: String
  ) -> Finding {
    Finding(
      rule: info, level: level, message: "\(effect.callee) \(what)", scenario: scenario, location: effect.location,
      endpoints: endpoints, remedy: remedy, subject: "\(function.name) \(effect.callee)")
  }
}
