import Findings
import Model
import Source
import Testing

@Suite struct BaselineTests {
  private let backend = Shop.backend(secrets: [Shop.secret("A", "a.py", 1), Shop.secret("B", "a.py", 2)])

  @Test func whatIsInTheBaselineIsLeftOut() throws {
    let before = Shop.review(Shop.backend(secrets: [Shop.secret("A", "a.py", 7)]))
    let baseline = try Baseline(json: Array(Baseline(of: before.findings).text.utf8))
    #expect(baseline == Baseline(of: before.findings))
    let after = Shop.review(backend) { $0.baseline = baseline }
    #expect(after.findings.map(\.subject) == ["B"])
    #expect(after.baselined == 1)
    #expect(after.resolved.isEmpty)
  }

  @Test func whatIsGoneIsCounted() {
    let baseline = Baseline(of: Shop.review(backend).findings)
    let after = Shop.review(Shop.backend()) { $0.baseline = baseline }
    #expect(after.resolved.count == 2)
  }

  @Test func suppressedFindingsStayOut() {
    let result = Shop.review(secrets: [Shop.secret("A", "a.py", 1)], comments: [(1, "# mainstay:ignore R17 demo")])
    #expect(Baseline(of: result.findings).entries.isEmpty)
  }

  @Test(arguments: ["", "[]", "{\"schemaVersion\": 2, \"findings\": []}", "{\"schemaVersion\": 1}", "{", "\u{0}"])
  func otherFilesAreRefused(_ text: String) {
    #expect(throws: Baseline.Unreadable.self) { try Baseline(json: Array(text.utf8)) }
  }

  @Test func deepNestingIsRefused() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: Baseline.Unreadable.self) { try Baseline(json: Array(text.utf8)) }
  }
}

@Suite struct ChangeTests {
  private func subjects(_ backend: Backend, _ ranges: [String: [ClosedRange<Int>]]) -> [String] {
    Shop.review(backend) { $0.changes = ChangedLines(ranges) }.findings.map(\.subject)
  }

  @Test func findingsInChangedLinesStay() {
    let backend = Shop.backend(secrets: [
      Shop.secret("A", "a.py", 1), Shop.secret("B", "a.py", 5, to: 9), Shop.secret("C", "b.py", 5),
    ])
    #expect(subjects(backend, ["a.py": [7...7]]) == ["B"])
    #expect(subjects(backend, ["a.py": [1...1, 9...20]]) == ["A", "B"])
    #expect(subjects(backend, ["a.py": [2...4, 10...12]]).isEmpty)
    #expect(subjects(backend, ["b.py": [1...Int.max]]) == ["C"])
    #expect(subjects(backend, [:]).isEmpty)
  }

  @Test func changedFlowStepBringsTheFinding() {
    let backend = Shop.backend(flows: [Shop.flow("a", ("a.py", 1), ("b.py", 2), ("c.py", 3))])
    #expect(subjects(backend, ["b.py": [2...2]]) == ["a"])
    #expect(subjects(backend, ["b.py": [3...3]]).isEmpty)
  }

  @Test func changedRegistrationBringsTheFindingsOfItsEndpoint() {
    var backend = Shop.backend(flows: [Shop.flow("a", ("a.py", 1))])
    let handler = Handler(name: "get", location: Location(file: "a.py", line: 1), function: nil)
    backend.endpoints = [
      Endpoint(
        id: EndpointID(index: 0), method: "GET", path: "/", framework: "flask", auth: Auth(.none), handler: handler,
        registered: Location(file: "main.py", line: 8))
    ]
    backend.flows[0].endpoints = [EndpointID(index: 0)]
    #expect(subjects(backend, ["main.py": [8...8]]) == ["a"])
    #expect(subjects(backend, ["main.py": [9...9]]).isEmpty)
  }

  @Test func whatIsLeftOutIsCounted() {
    let backend = Shop.backend(secrets: [Shop.secret("A", "a.py", 1)])
    #expect(Shop.review(backend) { $0.changes = ChangedLines([:]) }.unchanged == 1)
  }
}
