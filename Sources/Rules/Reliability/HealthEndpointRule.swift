internal import Findings
internal import Model
internal import Source

/// R17. A service that nothing can ask whether it works.
enum HealthEndpointRule: Rule {
  static let info = RuleInfo(
    name: "no-health-endpoint", alias: "R17", pillar: .reliability, level: .warning, confidence: .medium,
    summary: "a deployable service has no health endpoint and no probe",
    why: """
      Who balances load or restarts processes has to ask whether one works. Without an endpoint for it, a process that \
      hangs or has lost its database goes on getting its share of the requests.
      """,
    quietWhen: [
      "a path or a function says that it is for this: health, ready, live, ping, status, …",
      "a library brings one (Spring Boot's actuator)",
      "the image, the compose file or a manifest has a probe",
      "nothing says that it is deployed: no image, no process file",
    ],
    example: "app = FastAPI()\napp.include_router(orders.router)",
    instead: "@app.get(\"/health/ready\")\nasync def ready(db: Db):\n    await db.execute(text(\"SELECT 1\"))",
    cwe: [],
    references: ["https://aws.amazon.com/builders-library/implementing-health-checks/"])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    // They bring an endpoint of their own.
    if backend.dependsOn([
      "org.springframework.boot:spring-boot-starter-actuator", "io.quarkus:quarkus-smallrye-health",
      "io.micronaut:micronaut-management",
    ]) {
      return []
    }
    guard backend.deployment.probes.isEmpty, !backend.deployment.images.contains(where: \.hasHealthCheck) else {
      return []
    }
    let findings = backend.servingServices.compactMap { service -> Finding? in
      let endpoints = backend.endpoints.filter { $0.service == service }
      guard isDeployed(service, backend),
        !backend.endpoints.contains(where: { isHealth($0) && shares(service, $0, backend) }),
        let entry = backend.entry(of: service)
      else { return nil }
      // A page at the root can be asked as well.
      let hasRoot = endpoints.contains { $0.method == "GET" && $0.path == "/" }
      return finding(entry, endpoints.count, hasRoot, backend, service)
    }
    // Asked last: it looks at every function.
    return findings.isEmpty || backend.functions.contains(where: answersHealth) ? [] : findings
  }

  /// One lies in the other's folder: parts of one program.
  private static func shares(_ service: Int, _ endpoint: Endpoint, _ backend: Backend) -> Bool {
    guard backend.services.indices.contains(endpoint.service) else { return true }
    let (own, other) = (backend.services[service].root, backend.services[endpoint.service].root)
    return own == other || own.isEmpty || other.isEmpty || own.hasPrefix(other + "/") || other.hasPrefix(own + "/")
  }

  private static let words: Set<String> = [
    "health", "healthz", "healthcheck", "healthy", "livez", "readyz", "live", "liveness", "ready", "readiness", "ping",
    "status", "heartbeat", "alive", "isalive", "up", "monitor", "monitoring", "metrics", "probe", "lbheartbeat",
    "hc", "version", "info",
  ]

  /// Code besides routes, such as a wrapper around the application, answers for it.
  private static func answersHealth(_ function: Function) -> Bool {
    guard function.purpose == .production else { return false }
    let words = Words.of(function.name + " " + function.location.file)
    return words.contains { ["health", "healthz", "healthcheck", "liveness", "readiness"].contains($0) }
  }

  private static func isHealth(_ endpoint: Endpoint) -> Bool {
    (Words.of(endpoint.path) + Words.of(endpoint.handler.name)).contains { words.contains($0) }
  }

  private static func isDeployed(_ service: Int, _ backend: Backend) -> Bool {
    !backend.images(of: service).filter { !$0.command.isEmpty }.isEmpty
      || backend.services[service].startCommands.contains { !$0.location.file.hasSuffix("package.json") }
  }

  private static func finding(
    _ entry: Location, _ count: Int, _ hasRoot: Bool, _ backend: Backend, _ service: Int
  ) -> Finding {
    let name = backend.services[service].name
    return Finding(
      rule: info, level: hasRoot ? .note : nil, message: "none of \(count) endpoints says whether the service works",
      scenario: """
        When a process hangs or has lost its database, nothing can tell it from one that works: it keeps getting requests, \
        and each fails, until somebody looks.
        """,
      location: entry,
      remedy: "add an endpoint that answers when the process can serve, and point the probe of the deployment at it",
      subject: "health \(name)")
  }
}
