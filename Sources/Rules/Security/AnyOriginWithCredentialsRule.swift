internal import Findings
internal import Model
internal import Source

/// S19. Every web site may call with the user's credentials.
enum AnyOriginWithCredentialsRule: Rule {
  static let info = RuleInfo(
    name: "any-origin-with-credentials", alias: "S19", pillar: .security, level: .warning, confidence: .high,
    summary: "any origin may call with the user's credentials",
    why: """
      A browser sends a user's cookies along when the service says that the calling page's origin may use them. When the \
      service says so to every origin, any page that the user opens reads and does what the user may.
      """,
    quietWhen: [
      "origins are listed, or come from a setting, or a setting that says so lets all in (AllowAll)",
      "the service keeps no sessions and reads no cookies, as its security settings say: then it is a note",
      "credentials are not allowed",
      "the origin is `*` and the library sends it as it is: browsers refuse that together with credentials",
    ],
    example: "app.add_middleware(CORSMiddleware, allow_origins=[\"*\"], allow_credentials=True)",
    instead: "app.add_middleware(CORSMiddleware, allow_origins=[\"https://shop.example\"], allow_credentials=True)",
    cwe: [942],
    references: ["https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS#credentialed_requests_and_wildcards"])

  static func check(_ context: RuleContext) -> [Finding] {
    context.backend.corsPolicies.compactMap { policy in
      guard policy.allowsCredentials, policy.reflectsOrigin else { return nil }
      return Finding(
        rule: info, level: policy.isWithoutSessions ? .note : nil,
        message: "any origin may call with the user's credentials",
        scenario: """
          A user who is logged in opens somebody else's page: that page calls this service with the user's cookies and reads \
          the answers.
          """,
        location: policy.location, remedy: "list the origins that may, or take the permission for credentials away",
        subject: "cors")
    }
  }
}
