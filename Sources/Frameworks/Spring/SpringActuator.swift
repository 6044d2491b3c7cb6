internal import Model
internal import Resolution
internal import Source

/// The endpoints of Spring Boot's actuator, as far as the settings say which of them are exposed over HTTP.
struct SpringActuator {
  let project: JavaProject
  let applications: SpringApplications
  private(set) var endpoints: [Endpoint] = []

  /// What each of them answers to, below the actuator's path. Those that are off unless a setting says otherwise, or
  /// that need a bean of their own, are named in the settings or left out.
  private static let operations: [String: [(method: String, path: String)]] = [
    "health": [("GET", "/health"), ("GET", "/health/{*path}")],
    "info": [("GET", "/info")],
    "beans": [("GET", "/beans")],
    "caches": [("GET", "/caches"), ("DELETE", "/caches"), ("GET", "/caches/{cache}"), ("DELETE", "/caches/{cache}")],
    "conditions": [("GET", "/conditions")],
    "configprops": [("GET", "/configprops"), ("GET", "/configprops/{prefix}")],
    "env": [("GET", "/env"), ("GET", "/env/{toMatch}")],
    "loggers": [("GET", "/loggers"), ("GET", "/loggers/{name}"), ("POST", "/loggers/{name}")],
    "mappings": [("GET", "/mappings")],
    "metrics": [("GET", "/metrics"), ("GET", "/metrics/{requiredMetricName}")],
    "scheduledtasks": [("GET", "/scheduledtasks")],
    "threaddump": [("GET", "/threaddump")],
    "heapdump": [("GET", "/heapdump")],
    "logfile": [("GET", "/logfile")],
    "prometheus": [("GET", "/prometheus")],
    "httpexchanges": [("GET", "/httpexchanges")],
    "httptrace": [("GET", "/httptrace")],
    "auditevents": [("GET", "/auditevents")],
    "liquibase": [("GET", "/liquibase")],
    "flyway": [("GET", "/flyway")],
    "quartz": [("GET", "/quartz")],
    "startup": [("GET", "/startup"), ("POST", "/startup")],
    "shutdown": [("POST", "/shutdown")],
    "sbom": [("GET", "/sbom"), ("GET", "/sbom/{id}")],
  ]

  /// Of `*`, those that every application has.
  private static let always = [
    "beans", "caches", "conditions", "configprops", "env", "health", "info", "loggers", "mappings", "metrics",
    "scheduledtasks", "threaddump",
  ]

  init(_ project: JavaProject, _ applications: SpringApplications) {
    self.project = project
    self.applications = applications
  }

  mutating func read() {
    for type in project.types where project.annotation(of: type.ref, among: SpringNames.application) != nil {
      // Configurations may carry the annotation as well.
      guard project.method("main", of: type) != nil, let module = project.module(of: type.ref.file),
        needsActuator(module)
      else { continue }
      add(module, type)
    }
  }

  private func needsActuator(_ module: Int) -> Bool {
    project.modules.depends(module) { $0.contains("spring-boot-starter-actuator") }
  }

  private mutating func add(_ module: Int, _ type: JavaType) {
    func values(_ key: String) -> [String] {
      project.settings.values(key, in: module).flatMap { $0.split(separator: ",") }
        .map { $0.filter { !$0.isWhitespace }.lowercased() }
    }
    let settings = project.settings
    // On a port of its own it is another server.
    if let port = settings.value("management.server.port", in: module),
      port != settings.value("server.port", in: module)
    {
      return
    }
    var included = values("management.endpoints.web.exposure.include")
    if included.isEmpty { included = ["health"] }
    // What could not be seen exposes nobody knows what.
    if included.contains(where: { $0.contains(Value.hole) }) { return }
    let excluded = Set(values("management.endpoints.web.exposure.exclude"))
    if excluded.contains("*") { return }
    let base = settings.value("management.endpoints.web.base-path", in: module) ?? "/actuator"
    let names = included.flatMap { $0 == "*" ? Self.always : [$0] }
    for name in names.uniqued() where !excluded.contains(name) {
      for operation in Self.operations[name] ?? [] {
        add(operation.method, PathTemplate.below(base, operation.path), applications.application(of: module), type)
      }
    }
  }

  /// `EndpointRequest.toAnyEndpoint()`: a chain of its own may be for them, which matchers of paths do not show.
  private var hasOwnMatcher: Bool { project.context.program.name(of: "EndpointRequest") != nil }

  private mutating func add(_ method: String, _ path: String, _ application: SpringApplication, _ type: JavaType) {
    let local = PathTemplate.normalized(path)
    let place = project.context.headLocation(type.ref)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: method,
      path: SpringPath.presented(PathTemplate.below(application.prefix, PathTemplate.braces(local))),
      framework: "spring",
      auth: hasOwnMatcher
        ? Auth(.unknown)
        : application.security.auth(SpringRequest(method: method, path: local), handler: nil, controller: nil),
      handler: Handler(name: "actuator", location: place, function: nil), registered: place)
    endpoint.isUndocumentedOnPurpose = true
    endpoint.router = 7_000_000 + endpoints.count
    endpoints.append(endpoint)
  }
}
