internal import Findings
internal import Model
internal import Source

/// R03. A server that waits for its callers as long as they like.
enum ServerTimeoutRule: Rule {
  static let info = RuleInfo(
    name: "server-no-timeouts", alias: "R03", pillar: .reliability, level: .warning, confidence: .high,
    summary: "a server has no limit on how long a request may take to arrive",
    why: """
      A caller who sends a byte of the headers each minute keeps a connection, a goroutine or a thread, and memory, for \
      as long as they like. A few thousand such callers from one laptop and nobody else gets in.
      """,
    quietWhen: [
      "the server sets a limit for headers or for the whole request",
      "the library has one by itself, or its settings could not be seen",
      "a proxy before it is in the repository",
    ],
    example: "http.ListenAndServe(\":8080\", mux)",
    instead: "server := &http.Server{Addr: \":8080\", Handler: mux, ReadHeaderTimeout: 5 * time.Second}",
    cwe: [400], references: ["https://pkg.go.dev/net/http#Server"])

  static func check(_ context: RuleContext) -> [Finding] {
    guard !context.backend.endpoints.isEmpty, !hasProxy(context.backend) else { return [] }
    var byFile: [String: [Server]] = [:]
    for server in context.backend.servers where server.headerTimeout == .none {
      byFile[server.location.file, default: []].append(server)
    }
    return byFile.keys.sorted().compactMap { finding(byFile[$0] ?? []) }
  }

  /// Something that speaks to callers first, as far as files in the repository say.
  private static func hasProxy(_ backend: Backend) -> Bool {
    backend.deployment.images.contains { Words.of($0.command).contains { ["nginx", "caddy", "envoy"].contains($0) } }
  }

  /// Servers of one file are mended together.
  private static func finding(_ servers: [Server]) -> Finding? {
    guard let first = servers.first else { return nil }
    return Finding(
      rule: info, message: "the server waits without a limit for the headers of a request",
      scenario: """
        Some thousand connections that each send a byte now and then hold as many goroutines and file descriptors: the \
        server stops accepting, and no request of anybody else is answered.
        """,
      location: first.location,
      related: servers.dropFirst().prefix(5).map { Finding.Related($0.location, "this one as well") },
      remedy: "set ReadHeaderTimeout (and IdleTimeout) on a server of your own instead of the default one",
      subject: "server \(first.by)")
  }
}
