import Findings
import Model
import Source
import Testing

@Suite struct EngineTests {
  @Test func pillarsComeInOrderThenTheWorst() {
    var backend = Shop.backend(
      flows: [Shop.flow("a", ("z.py", 1), to: "unsure"), Shop.flow("b", ("z.py", 9)), Shop.flow("c", ("a.py", 9))],
      secrets: [Shop.secret("S", "z.py", 99)])
    let expected = ["S", "c", "b", "a"]
    #expect(Shop.review(backend).findings.map(\.subject) == expected)
    backend.flows.reverse()
    #expect(Shop.review(backend).findings.map(\.subject) == expected)
  }

  @Test func sameFindingIsReportedOnce() {
    let flow = Shop.flow("a", ("a.py", 1))
    #expect(Shop.review(Shop.backend(flows: [flow, flow])).findings.count == 1)
  }

  @Test func levelsFollowTheConfigurationByNameOrAlias() {
    let backend = Shop.backend(flows: [Shop.flow("a", ("a.py", 1))], secrets: [Shop.secret("S", "a.py", 2)])
    let result = Shop.review(backend) { $0.levels = ["s07": .level(.note), "hardcoded-secret": .off] }
    #expect(result.findings.map(\.level) == [.note])
    #expect(!result.rules.contains { $0.name == "hardcoded-secret" })
    #expect(Shop.review(backend) { $0.only = ["R17"] }.findings.map(\.rule) == ["hardcoded-secret"])
  }

  @Test func leftOutFilesHaveNoFindings() {
    let backend = Shop.backend(secrets: [Shop.secret("A", "tests/a.py", 1), Shop.secret("B", "b.py", 1)])
    #expect(Shop.review(backend) { $0.leftOut = ["tests/a.py"] }.findings.map(\.subject) == ["B"])
  }

  @Test func exitStatusFollowsTheThreshold() {
    let result = Shop.review(Shop.backend(secrets: [Shop.secret("A", "a.py", 1)]))
    #expect(result.exitStatus(failOn: .error) == 0)
    #expect(result.exitStatus(failOn: .warning) == 1)
    #expect(result.exitStatus(failOn: .note) == 1)
    #expect(result.exitStatus(failOn: nil) == 0)
  }

  @Test func everyRuleIsTimed() {
    #expect(Shop.review(Shop.backend()).timings.map(\.rule) == ["hardcoded-secret", "dangerous-flow"])
  }

  @Test func passwordsOfURLsAreMaskedInMessages() {
    let result = Shop.review(Shop.backend(flows: [Shop.flow("https://app:hunter2@billing/x", ("a.py", 1))]))
    #expect(result.findings.first?.message == "https://app:•••@billing/x reaches execute")
  }

  @Test func longestWaitAddsTimeoutsTimesRetries() {
    #expect(Shop.review(waiting([.set(seconds: 5), .libraryDefault(seconds: 10)])).longestWait?.seconds == 20)
    #expect(
      Shop.review(waiting([.set(seconds: 5), .none])).longestWait == LongestWait(endpoint: "GET /", seconds: nil))
    #expect(Shop.review(waiting([.unknown])).longestWait == nil)
  }

  /// One endpoint whose handler calls out with these timeouts; the first is tried twice.
  private func waiting(_ timeouts: [Timeout]) -> Backend {
    var backend = Backend()
    let place = Location(file: "a.py", line: 1)
    let handler = FunctionID(index: 0)
    var function = Function(
      id: handler, name: "get", location: place, isAsync: false, isTest: false, purpose: .production)
    function.effects = 0..<timeouts.count
    backend.functions = [function]
    backend.retries = [Retry(function: handler, location: place, by: "loop", attempts: .bounded(2), backoff: .none)]
    for (index, timeout) in timeouts.enumerated() {
      var context = EffectContext()
      context.retry = index == 0 ? 0 : nil
      backend.effects.append(
        Effect(
          id: EffectID(index: UInt32(index)), function: handler, location: Location(file: "a.py", line: index + 2),
          callee: "requests.get", kind: .outbound(OutboundCall(method: "GET", destination: "", timeout: timeout)),
          isBlocking: true, context: context))
    }
    backend.endpoints = [
      Endpoint(
        id: EndpointID(index: 0), method: "GET", path: "/", framework: "flask", auth: Auth(.none),
        handler: Handler(name: "get", location: place, function: handler), registered: place)
    ]
    return backend
  }
}
