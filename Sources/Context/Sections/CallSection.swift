internal import Model
internal import Source

extension ContextBundle {
  /// What the backend asks of others: remote services, queues, mail, processes.
  var callSection: Section {
    var groups: [String: [Effect]] = [:]
    var order: [String] = []
    for effect in backend.effects where backend[effect.function].purpose == .production {
      guard let text = outward(effect) else { continue }
      if groups[text] == nil { order.append(text) }
      groups[text, default: []].append(effect)
    }
    let items = order.map { text in Section.Item(line(text, groups[text] ?? [])) }
    return Section(name: "what it calls", title: "## What it calls", items: items, weight: 3, more: "more targets")
  }

  private func outward(_ effect: Effect) -> String? {
    switch effect.kind {
    case .outbound, .publish, .enqueue, .mail, .process: EffectText(effect, in: backend)?.line
    default: nil
    }
  }

  private func line(_ text: String, _ effects: [Effect]) -> String {
    let places = effects.map { Words.place($0.location) }
    let limits = effects.compactMap { effect -> String? in
      guard case .outbound(let call) = effect.kind else { return nil }
      return Self.text(of: call.timeout)
    }
    let limit = Set(limits).count == 1 && !limits[0].isEmpty ? ", \(limits[0])" : ""
    return "- \(SafeText.plain(text, limit: 160))\(limit): \(Words.list(places, limit: 3))"
  }

  /// "" where the line already says it, and where nothing is known.
  static func text(of timeout: Timeout) -> String {
    switch timeout {
    case .none, .unknown: ""
    case .set(let seconds): seconds.map { "timeout \(EffectText.number($0)) s" } ?? "timeout set"
    case .libraryDefault(let seconds): "timeout \(EffectText.number(seconds)) s by default"
    }
  }
}
