internal import Model

extension ContextBundle {
  /// Ways in, who may use them, and what they do.
  var endpointSection: Section {
    let endpoints = backend.endpoints
    let reached = endpoints.map { effects(of: $0) }
    // Those that do most are the ones to know when not all fit.
    let byWork = endpoints.indices.sorted { (-reached[$0].effects.count, $0) < (-reached[$1].effects.count, $1) }
    var ranks = [Int](repeating: 0, count: endpoints.count)
    for (rank, index) in byWork.enumerated() { ranks[index] = rank + 1 }
    var items = endpoints.indices.map { index in
      Section.Item(line(of: endpoints[index]), detail: detail(of: reached[index]), rank: ranks[index])
    }
    if endpoints.count > 40 { items.insert(Section.Item(prefixLine(endpoints)), at: 0) }
    return Section(
      name: "endpoints", title: "## Endpoints (\(Self.authSums(endpoints)))", items: items, weight: 8, detailWeight: 5,
      more: "more endpoints", detailName: "effects")
  }

  private func line(of endpoint: Endpoint) -> String {
    let transport = endpoint.transport == .http ? "" : " (\(endpoint.transport.rawValue))"
    let handler = endpoint.handler
    let name = handler.name.isEmpty ? "" : " \(SafeText.plain(handler.name, limit: 80))"
    return
      "- \(SafeText.code(endpoint.title))\(transport) auth \(Self.text(of: endpoint.auth)) →\(name) \(Words.place(handler.location))"
  }

  static func text(of auth: Auth) -> String {
    var text = auth.requirement.rawValue
    if !auth.by.isEmpty { text += " by \(SafeText.plain(auth.by, limit: 60))" }
    if !auth.roles.isEmpty {
      text += ", roles \(Words.list(auth.roles.map { SafeText.plain($0, limit: 40) }, limit: 4))"
    }
    return auth.isExplicitlyPublic && auth.requirement == .none ? text + ", public on purpose" : text
  }

  /// Effects named on one line; more are counted.
  static let effectsPerLine = 12

  func detail(of effects: ReachedEffects) -> String? {
    let words = Words.counted(effects.effects.map { SafeText.plain($0.text.line, limit: 100) })
    guard !words.isEmpty else { return nil }
    let more = effects.isTruncated ? "; and what lies deeper" : ""
    return "  does: " + Words.list(words, limit: Self.effectsPerLine, separator: "; ") + more
  }

  /// "15: 11 auth required, 2 none, 2 unknown".
  private static func authSums(_ endpoints: [Endpoint]) -> String {
    let kinds: [Auth.Requirement] = [.required, .optional, .none, .unknown]
    let sums = kinds.compactMap { kind in
      let count = endpoints.count { $0.auth.requirement == kind }
      return count > 0 ? "\(Words.grouped(count)) \(kind.rawValue)" : nil
    }
    return "\(Words.grouped(endpoints.count)); auth: \(sums.joined(separator: ", "))"
  }

  /// Where the many are: the beginnings of their paths, the most frequent first.
  private func prefixLine(_ endpoints: [Endpoint]) -> String {
    var counts: [String: Int] = [:]
    for endpoint in endpoints {
      let parts = endpoint.path.split(separator: "/").prefix(2).prefix { !$0.hasPrefix("{") }
      counts["/" + parts.joined(separator: "/"), default: 0] += 1
    }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return "- by path: " + Words.list(sorted.map { "\(SafeText.code($0.key, limit: 60)) \($0.value)" }, limit: 12)
  }
}
