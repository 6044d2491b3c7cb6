internal import Findings
internal import Model
internal import Source

/// S22. Credentials that can be tried as often as one likes.
enum UnlimitedLoginRule: Rule {
  static let info = RuleInfo(
    name: "unlimited-login", alias: "S22", pillar: .security, level: .warning, confidence: .medium,
    summary: "logging in, registering or resetting a password has no rate limit",
    why: """
      Lists of leaked passwords have billions of entries. Without a limit they are tried at the speed of the network, \
      and each attempt costs the service a slow password hash.
      """,
    quietWhen: [
      "a limiter is among the endpoint's middleware or dependencies, or something on the way counts attempts",
      "a library for rate limits is among the dependencies and seen nowhere: it may be mounted out of sight",
      "credentials are needed to call it",
      "failed attempts lock the account (ASP.NET Core Identity with lockoutOnFailure)",
      "it takes a key or a signed token and no password: there is nothing to guess",
      "its handler lies in a library",
    ],
    example: "@router.post(\"/login\")\ndef login(form: LoginIn): ...",
    instead:
      "@router.post(\"/login\", dependencies=[Depends(rate_limit(\"login\", times=10))])\ndef login(form: LoginIn): ...",
    cwe: [307], references: ["https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/"])

  static func check(_ context: RuleContext) -> [Finding] {
    // Where limiters are seen on some endpoints, those without one have none.
    guard !hasLimiter(context.backend) || context.backend.endpoints.contains(where: { $0.rateLimit != nil }) else {
      return []
    }
    var seen: Set<Location> = []
    return context.backend.endpoints.compactMap { endpoint in
      guard endpoint.method == "POST" || endpoint.method == "MUTATION", let what = purpose(endpoint),
        endpoint.handler.function != nil,
        endpoint.auth.requirement != .required || triesPasswords(endpoint), !endpoint.isPrivileged,
        endpoint.rateLimit == nil,
        worksWithUsers(endpoint, context), !locksOut(endpoint, context), !takesOnlyKeys(endpoint),
        !endpoint.middleware.contains(where: { $0.kind == .rateLimit }),
        !Reached.mentions(limits, endpoint, context.backend), !countsFailures(endpoint, context.backend),
        seen.insert(endpoint.handler.location).inserted
      else { return nil }
      return finding(endpoint, what)
    }
  }

  /// The guard is what tries the password: passport's strategy `local`.
  private static func triesPasswords(_ endpoint: Endpoint) -> Bool {
    let guards = [endpoint.auth.by] + endpoint.middleware.filter { $0.kind == .guarding }.map(\.name)
    return guards.contains { Words.of($0).contains("local") }
  }

  private static let limits: Set<String> = [
    "limit", "limiter", "limits", "ratelimit", "throttle", "throttled", "attempt", "attempts", "lockout", "captcha",
    "recaptcha", "turnstile", "bruteforce", "brute", "cooldown", "locked", "lock",
  ]

  private static let failures: Set<String> = ["fail", "fails", "failed", "failure", "failures", "error", "errors"]
  private static let counts: Set<String> = [
    "count", "counts", "counter", "times", "overtimes", "increment", "incr", "increase", "max", "record",
  ]

  /// `recordLoginFailure(user)`, `isLoginFailOvertimes(user)`.
  private static func countsFailures(_ endpoint: Endpoint, _ backend: Backend) -> Bool {
    Reached.functions(endpoint, backend).contains { function in
      let words = Words.of(String(function.name.split(separator: ".").last ?? ""))
      return words.contains { failures.contains($0) } && words.contains { counts.contains($0) }
    }
  }

  private static let libraries = [
    "slowapi", "fastapi-limiter", "flask-limiter", "django-axes", "django-ratelimit", "django-defender", "limits",
    "express-rate-limit", "rate-limiter-flexible", "express-slow-down", "@fastify/rate-limit", "@nestjs/throttler",
    "graphql-rate-limit", "graphql-rate-limit-directive", "@envelop/rate-limiter", "strawberry-ratelimit",
    "koa-ratelimit", "hapi-rate-limit", "express-brute", "koa2-ratelimit", "hapi-rate-limitor",
    "github.com/ulule/limiter", "github.com/ulule/limiter/v3", "github.com/didip/tollbooth",
    "github.com/didip/tollbooth/v7",
    "github.com/didip/tollbooth/v8", "github.com/go-chi/httprate", "github.com/sethvargo/go-limiter",
    "github.com/throttled/throttled", "github.com/throttled/throttled/v2", "github.com/juju/ratelimit",
    "com.bucket4j:bucket4j-core", "com.bucket4j:bucket4j_jdk17-core",
    "com.giffing.bucket4j.spring.boot.starter:bucket4j-spring-boot-starter",
    "io.github.resilience4j:resilience4j-ratelimiter", "aspnetcoreratelimit",
  ]

  private static func hasLimiter(_ backend: Backend) -> Bool {
    backend.dependencies.contains { libraries.contains($0.name.lowercased()) }
  }

  private static let providers: Set<String> = [
    "google", "apple", "facebook", "github", "gitlab", "twitter", "microsoft", "azure", "linkedin", "discord", "oauth",
    "oauth2", "sso", "saml", "oidc", "social", "auth0", "okta", "keycloak",
  ]

  /// What can be tried there, by the last constant part of the path or the handler's name.
  private static func purpose(_ endpoint: Endpoint) -> String? {
    guard let last = endpoint.path.split(separator: "/").last(where: { !$0.contains("{") }) else { return nil }
    let words = Set(Words.of(String(last)))
    // What another provider has checked is nothing to guess.
    if endpoint.words.contains(where: { providers.contains($0) }) { return nil }
    // Guests have no password.
    if words.contains("guest") || words.contains("anonymous") { return nil }
    if words.contains("password"), !words.isDisjoint(with: ["check", "verify"]) { return "passwords" }
    if !words.isDisjoint(with: ["login", "signin", "authenticate"]) || words.isSuperset(of: ["sign", "in"]) {
      return "passwords"
    }
    if words == ["token"] || words == ["access", "token"] || words == ["otp"] || words == ["2fa"] {
      return "credentials"
    }
    if !words.isDisjoint(with: ["register", "signup", "registration"]) || words.isSuperset(of: ["sign", "up"]) {
      return "registrations"
    }
    let isReset =
      words.contains("password") && !words.isDisjoint(with: ["reset", "forgot", "forget", "recover", "recovery"])
    if isReset || words.contains("forgot") { return "password resets" }
    // Not the name of its class: a controller for logging in does other things as well.
    let handler = endpoint.handler.name.split(separator: ".").last.map(String.init) ?? ""
    if Words.of(handler).contains("login") { return "passwords" }
    return nil
  }

  /// Something that looks into the data: not a stub, not a proxy.
  private static func worksWithUsers(_ endpoint: Endpoint, _ context: RuleContext) -> Bool {
    context.paths[endpoint.id].steps.contains { step in
      switch context.backend[step.effect].kind {
      case .query, .hash, .jwt, .mail, .compute: true
      default: false
      }
    }
  }

  /// The account is locked after a few attempts.
  private static func locksOut(_ endpoint: Endpoint, _ context: RuleContext) -> Bool {
    context.paths[endpoint.id].steps.contains { step in
      guard case .compute(let what) = context.backend[step.effect].kind else { return false }
      return what.hasSuffix("locks the account")
    }
  }

  private static let guessed: Set<String> = [
    "password", "passwd", "pass", "pwd", "pin", "code", "otp", "secret", "user", "username", "email", "login", "phone",
    "credentials", "mail", "account", "name",
  ]
  private static let keys: Set<String> = ["key", "apikey", "token", "ticket", "jwt"]

  /// All that it asks for is a long random key or a token with a signature.
  private static func takesOnlyKeys(_ endpoint: Endpoint) -> Bool {
    let words = endpoint.inputs.map { Words.of($0.name) }
    guard words.contains(where: { !keys.isDisjoint(with: $0) }) else { return false }
    return !words.contains { input in
      !guessed.isDisjoint(with: input) && keys.isDisjoint(with: input)
        && !["client", "plugin", "app"].contains(input.first ?? "")
    }
  }

  private static func finding(_ endpoint: Endpoint, _ what: String) -> Finding {
    Finding(
      rule: info, level: what == "passwords" || what == "credentials" ? .warning : .note,
      message: "\(what) can be tried at \(endpoint.title) without limit",
      scenario: """
        A script sends thousands of calls a minute to \(endpoint.title): it gets into accounts with leaked passwords, or \
        keeps the service busy with hashing, and nothing slows it down.
        """,
      location: endpoint.handler.location, endpoints: [endpoint.title],
      remedy: "limit the calls per account and per address, in a store that all processes share",
      subject: endpoint.title)
  }
}
