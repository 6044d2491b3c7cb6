internal import Findings
internal import Model
internal import Source

/// Endpoints that no document names, beside others that one does.
struct SpecEndpoints {
  private let backend: Backend
  private let documents: [APIDocument]
  private let remedy: SpecRemedy
  /// Named by some document.
  private var documented: Set<EndpointID> = []

  init(_ backend: Backend, _ documents: [APIDocument], _ remedy: SpecRemedy) {
    self.backend = backend
    self.documents = documents
    self.remedy = remedy
    for document in documents { documented.formUnion(document.operations.compactMap { $0.match?.endpoint }) }
  }

  var findings: [Finding] {
    let services = Set(documented.map { backend[$0].service }).sorted()
    return services.flatMap(findings(of:))
  }

  private func findings(of service: Int) -> [Finding] {
    let endpoints = backend.endpoints.filter { $0.service == service }
    // What a document made of them cannot be missing in it.
    let named = endpoints.filter { documented.contains($0.id) }
    let families = Dictionary(grouping: named) { Family($0.path) }
    let missing = endpoints.filter { endpoint in
      isMeant(endpoint) && families[Family(endpoint.path)] != nil && !isNamedOtherwise(endpoint, named)
    }
    // A document that leaves out this much is not meant to be complete.
    guard !missing.isEmpty, named.count >= 5, missing.count * 3 <= named.count + missing.count else { return [] }
    let groups = Dictionary(grouping: missing) { document(of: $0, families) }
    return groups.keys.sorted().flatMap { index -> [Finding] in
      SpecWords.causes(groups[index] ?? [], by: \.path).map { group in
        group.count == 1
          ? finding(group[0], documents[index]) : finding(group, documents[index], named.count)
      }
    }
  }

  /// Whether one would look for it in a document.
  private func isMeant(_ endpoint: Endpoint) -> Bool {
    guard endpoint.isHTTP, !documented.contains(endpoint.id), endpoint.framework != "connexion",
      endpoint.handler.function != nil, !["ANY", "HEAD", "OPTIONS"].contains(endpoint.method),
      !endpoint.isForDevelopment, !endpoint.isMountedOnCondition, !endpoint.isUndocumentedOnPurpose
    else { return false }
    let segments = endpoint.path.split(separator: "/")
    guard let last = segments.last, !endpoint.path.contains("{}") else { return false }
    if endpoint.path.utf8.contains(where: { "*+?()[]\\^$|:".utf8.contains($0) }) { return false }
    // `/openapi.json`, `/favicon.ico`.
    if !last.hasPrefix("{"), last.contains(".") { return false }
    if segments.contains(where: { $0.hasPrefix("_") }) { return false }
    let names = segments.map(String.init) + [endpoint.handler.name, endpoint.handler.location.file]
    return !names.contains { name in Words.of(name).contains { Self.internals.contains($0) } }
  }

  private static let internals: Set<String> = [
    "health", "healthz", "healthcheck", "livez", "readyz", "liveness", "readiness", "ping", "heartbeat", "metrics",
    "docs", "redoc", "openapi", "swagger", "static", "assets", "favicon", "debug", "internal", "test", "webhook",
    "webhooks", "callback", "legacy", "deprecated", "sunset", "obsolete",
  ]

  /// The same handler at another path, or the same path with a slash or another parameter, is in a document.
  private func isNamedOtherwise(_ endpoint: Endpoint, _ named: [Endpoint]) -> Bool {
    named.contains { $0.handler.function == endpoint.handler.function && $0.method == endpoint.method }
  }

  /// The document that names most of the endpoint's family.
  private func document(of endpoint: Endpoint, _ families: [Family: [Endpoint]]) -> Int {
    let family = Set((families[Family(endpoint.path)] ?? []).map(\.id))
    var best = (index: 0, count: -1)
    for (index, document) in documents.enumerated() {
      let count = document.operations.count { $0.match?.endpoint.map(family.contains) ?? false }
      if count > best.count { best = (index, count) }
    }
    return best.index
  }

  private func finding(_ endpoint: Endpoint, _ document: APIDocument) -> Finding {
    Finding(
      rule: SpecDriftRule.info, level: .note,
      message: "\(endpoint.title) is served, and \(document.file) does not name it",
      scenario: """
        The document has the endpoints beside it, so it is taken to be complete: whoever tests, guards or reviews the \
        API by it passes this endpoint by.
        """,
      location: endpoint.registered, related: [beside(document)], endpoints: [endpoint.title],
      remedy: remedy.text("describe it in \(document.file)", document), subject: "not in a document \(endpoint.title)")
  }

  private func finding(_ endpoints: [Endpoint], _ document: APIDocument, _ named: Int) -> Finding {
    let names = SpecWords.list(endpoints.map(\.title))
    return Finding(
      rule: SpecDriftRule.info, level: .note,
      message: "\(document.file) leaves out \(endpoints.count) endpoints that are served: \(names)",
      scenario: """
        The document has \(named) endpoints, among them those beside these, so it is taken to be complete: whoever \
        tests, guards or reviews the API by it passes these by.
        """,
      location: endpoints[0].registered,
      related: [beside(document)]
        + endpoints.dropFirst().prefix(SpecWords.related).map { Finding.Related($0.registered, $0.title) },
      endpoints: endpoints.prefix(SpecWords.related).map(\.title),
      remedy: remedy.text("describe them in \(document.file)", document),
      subject: "not in a document " + endpoints.prefix(SpecWords.related).map(\.title).joined(separator: ", "))
  }

  private func beside(_ document: APIDocument) -> Finding.Related {
    Finding.Related(Location(file: document.file, line: 1), "the document")
  }
}
