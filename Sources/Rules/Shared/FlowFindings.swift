internal import Findings
internal import Model
internal import Source

/// Findings for one kind of sink: what all injection rules share.
struct FlowFindings {
  let info: RuleInfo
  let sink: Flow.Sink
  /// The failure, for the source and the callee of a flow.
  let scenario: (Flow) -> String
  let remedy: String

  func check(_ context: RuleContext) -> [Finding] {
    var seen: Set<Location> = []
    return context.backend.flows.compactMap { flow in
      // One finding per sink; other ways into it are related to the same repair.
      guard flow.sink == sink, let last = flow.steps.last, seen.insert(last.location).inserted else { return nil }
      let function = context.backend[flow.function]
      let endpoints = flow.endpoints.map { context.backend[$0].title }
      return Finding(
        rule: info, level: endpoints.isEmpty ? lowered : nil, confidence: endpoints.isEmpty ? .medium : nil,
        message: "\(flow.source) reaches \(flow.callee)", scenario: scenario(flow), location: last.location,
        related: flow.steps.first.map { [Finding.Related($0.location, "comes in here")] } ?? [], flow: flow.steps,
        endpoints: endpoints, remedy: remedy, subject: "\(function.name) \(flow.callee)")
    }
  }

  private var lowered: Level { info.level == .error ? .warning : .note }
}
