internal import Findings
internal import Model
internal import Source

/// P05. The caller says how many rows it wants, and gets them.
enum PageSizeUnboundedRule: Rule {
  static let info = RuleInfo(
    name: "page-size-unbounded", alias: "P05", pillar: .performance, level: .warning, confidence: .high,
    summary: "the caller chooses how many rows a page has, without a largest value",
    why: """
      A page size that the caller chooses is no limit: `?limit=10000000` reads the whole table. One such call costs what \
      a missing limit costs, and anybody can send it, over and over.
      """,
    quietWhen: [
      "a validator has a largest value (le=100, @Max(100)), or the number is clamped with min()",
      "it is compared with a largest value before it is used",
      "the paginator caps it (max_per_page)",
    ],
    example: "def books(limit: int = 20):\n    return db.scalars(select(Book).limit(limit)).all()",
    instead: "def books(limit: Annotated[int, Query(ge=1, le=100)] = 20): …",
    cwe: [770],
    references: ["https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/"])

  static func check(_ context: RuleContext) -> [Finding] {
    var seen: Set<Location> = []
    var byHelper: [Location: Int] = [:]
    var findings: [Finding] = []
    for (flow, finding) in found(context, &seen) {
      // What one helper reads for many is mended there.
      guard let helper = helper(flow) else {
        findings.append(finding)
        continue
      }
      guard let first = byHelper[helper] else {
        byHelper[helper] = findings.count
        findings.append(finding)
        continue
      }
      findings[first].related.append(Finding.Related(finding.location, "here as well"))
      findings[first].endpoints += finding.endpoints.filter { !findings[first].endpoints.contains($0) }
      findings[first].level = max(findings[first].level, finding.level)
    }
    return findings
  }

  /// The place in a third file, neither the handler's nor the query's, that the size comes through.
  private static func helper(_ flow: Flow) -> Location? {
    guard let source = flow.steps.first?.location.file, let sink = flow.steps.last?.location.file else { return nil }
    return flow.steps.first { $0.location.file != source && $0.location.file != sink }?.location
  }

  private static func found(_ context: RuleContext, _ seen: inout Set<Location>) -> [(Flow, Finding)] {
    context.backend.flows.compactMap { flow in
      guard flow.sink == .pageSize, let sink = flow.steps.last, let source = flow.steps.first,
        seen.insert(sink.location).inserted, seen.insert(source.location).inserted || source.location == sink.location
      else { return nil }
      let endpoints = flow.endpoints.map { context.backend[$0] }
      guard let endpoint = endpoints.first else { return nil }
      // What a validating middleware lets through is not seen.
      let isValidated = endpoints.allSatisfy { $0.middleware.contains { $0.kind == .validation } }
      let isOpen = endpoints.contains { !$0.isForStaff }
      let finding = Finding(
        rule: info, level: isValidated || !isOpen ? .note : nil, confidence: isValidated ? .low : nil,
        message: "\(flow.source) decides how many rows are read: it has no largest value",
        scenario: """
          \(endpoint.title) with a page size of ten million reads the whole table: at 1 kB each, a million rows are 1 GB in \
          the process. A few such calls at once end it.
          """,
        location: sink.location,
        related: source.location == sink.location ? [] : [Finding.Related(source.location, "comes in here")],
        flow: flow.steps, endpoints: endpoints.map(\.title),
        remedy: "give it a largest value where it comes in, or clamp it: min(limit, 100)",
        subject: "\(context.backend[flow.function].name) \(flow.callee)")
      return (flow, finding)
    }
  }
}
