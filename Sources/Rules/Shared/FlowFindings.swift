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
  /// Whether a flow is worth telling.
  var isRelevant: (Flow) -> Bool = { _ in true }
  /// Whether a flow is worth no more than a note.
  var isMinor: (Flow, Backend) -> Bool = { _, _ in false }

  func check(_ context: RuleContext) -> [Finding] {
    // Of a call that takes several such texts, one is enough to tell.
    var seen: Set<String> = []
    let flows = context.backend.flows.filter { $0.sink == sink && isRelevant($0) }
    let ends = flows.compactMap { $0.steps.last?.location }
    return flows.compactMap { flow in
      // One finding per sink; other ways into it are related to the same repair.
      // A statement that is made by one call and run by another is reported where it is made.
      guard let last = flow.steps.last,
        !flow.steps.contains(where: { step in ends.contains { step.location.encloses($0) } }),
        seen.insert("\(last.location.file):\(last.location.startLine) \(flow.callee)").inserted
      else { return nil }
      let function = context.backend[flow.function]
      let endpoints = flow.endpoints.map { context.backend[$0].title }
      return Finding(
        rule: info, level: isMinor(flow, context.backend) ? .note : endpoints.isEmpty ? lowered : nil,
        confidence: endpoints.isEmpty ? .medium : nil,
        message: "\(flow.source) reaches \(flow.callee)", scenario: scenario(flow), location: last.location,
        related: flow.steps.first.map { [Finding.Related($0.location, "comes in here")] } ?? [], flow: flow.steps,
        endpoints: endpoints, remedy: remedy, subject: "\(function.name) \(flow.callee)")
    }
  }

  private var lowered: Level { info.level == .error ? .warning : .note }
}

extension Location {
  /// Whether another place lies within this one and is smaller.
  fileprivate func encloses(_ other: Location) -> Bool {
    guard file == other.file, self != other else { return false }
    return (startLine, startColumn) <= (other.startLine, other.startColumn)
      && (other.endLine, other.endColumn) <= (endLine, endColumn)
  }
}
