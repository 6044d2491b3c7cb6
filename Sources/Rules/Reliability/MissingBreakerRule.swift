internal import Findings
internal import Model
internal import Source

/// R09. Requests that wait for another service, again and again, while it is down.
enum MissingBreakerRule: Rule {
  static let info = RuleInfo(
    name: "no-breaker-or-bulkhead", alias: "R09", pillar: .reliability, level: .note, confidence: .medium,
    summary: "requests depend on another service, and nothing keeps its failure from being theirs",
    why: """
      While another service is slow or down, each request that needs it waits for its whole timeout, then fails. \
      Without a breaker that fails at once, and a bound on how many may wait, those waiting take all the workers, and \
      endpoints that need nothing from it stop as well.
      """,
    quietWhen: [
      "a breaker or bulkhead is used anywhere (pybreaker, circuitbreaker, opossum, cockatiel, a mesh's outlier detection)",
      "fewer than two endpoints wait for other services",
      "what is called is started in the background or in a job",
    ],
    example: "def create_order(order):\n    requests.post(BILLING_URL, json=order, timeout=3)",
    instead: "@breaker\ndef create_order(order):\n    requests.post(BILLING_URL, json=order, timeout=3)",
    cwe: [],
    references: ["https://sre.google/sre-book/addressing-cascading-failures/"])

  private static let libraries: Set<String> = [
    "pybreaker", "circuitbreaker", "aiobreaker", "purgatory", "purgatory-circuitbreaker", "lasier", "opossum",
    "cockatiel", "mollitia", "hystrixjs", "circuit-breaker-js", "levee", "brakes", "moleculer", "bulkhead",
    "github.com/sony/gobreaker", "github.com/sony/gobreaker/v2", "github.com/afex/hystrix-go",
    "github.com/cep21/circuit",
    "github.com/failsafe-go/failsafe-go", "github.com/eapache/go-resiliency", "github.com/mercari/go-circuitbreaker",
    "polly", "polly.core", "microsoft.extensions.http.polly", "microsoft.extensions.http.resilience",
    "microsoft.extensions.resilience",
  ]

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    guard !backend.dependsOn(libraries), !isGuardedSomewhere(backend) else { return [] }
    var seen: Set<Location> = []
    return backend.servingServices.compactMap { service in
      var waiting: [EffectID: [String]] = [:]
      for endpoint in backend.endpoints where endpoint.service == service {
        for step in context.paths[endpoint.id].steps where !step.isSpawned && isOutbound(backend[step.effect]) {
          if waiting[step.effect]?.last != endpoint.title { waiting[step.effect, default: []].append(endpoint.title) }
        }
      }
      return finding(waiting, backend).flatMap { seen.insert($0.location).inserted ? $0 : nil }
    }
  }

  private static func isOutbound(_ effect: Effect) -> Bool {
    if case .outbound = effect.kind { return true }
    return false
  }

  private static func isGuardedSomewhere(_ backend: Backend) -> Bool {
    backend.effects.contains { $0.context.hasBreaker }
      || backend.functions.contains { $0.calls.contains { $0.context.hasBreaker } }
  }

  /// The call that most endpoints wait for stands for all.
  private static func finding(_ waiting: [EffectID: [String]], _ backend: Backend) -> Finding? {
    let all = Set(waiting.values.flatMap { $0 }).sorted()
    let ranked = waiting.keys.sorted {
      let (left, right) = (waiting[$0]?.count ?? 0, waiting[$1]?.count ?? 0)
      return left == right ? $0 < $1 : left > right
    }
    guard all.count >= 2, let first = ranked.first else { return nil }
    let effect = backend[first]
    let function = backend[effect.function]
    return Finding(
      rule: info, message: "\(all.count) endpoints wait for other services, and no breaker stands between",
      scenario: """
        While \(effect.peer) is slow, each request to \(Titles.of(all)) waits for its whole timeout before it fails; those waiting \
        fill the \(effect.location.isECMAScript ? "process" : "workers"), and endpoints that need nothing from it wait as well.
        """,
      location: effect.location,
      related: ranked.dropFirst().prefix(5).map {
        Finding.Related(backend[$0].location, "waits for \(backend[$0].peer)")
      },
      endpoints: all,
      remedy: "put a circuit breaker around each client, and bound how many calls may wait for it at a time",
      subject: "breaker \(function.name)")
  }
}
