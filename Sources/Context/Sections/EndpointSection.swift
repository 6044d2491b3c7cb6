internal import Model

extension ContextBundle {
  /// Ways in, who may use them, and what they do.
  var endpointSection: Section {
    let endpoints = backend.endpoints
    let reached = endpoints.map { effects(of: $0) }
    let ranks = Self.ranks(endpoints, reached.map(\.effects.count))
    var items = endpoints.indices.map { index in
      Section.Item(line(of: endpoints[index]), detail: detail(of: reached[index]), rank: ranks[index])
    }
    if endpoints.count > 40 { items.insert(Section.Item(prefixLine(endpoints)), at: 0) }
    items += folderLines
    return Section(
      name: "endpoints", title: "## Endpoints (\(Self.authSums(endpoints)))", items: items, weight: 8, detailWeight: 5,
      more: "more endpoints", detailName: "effects")
  }

  /// Those that do most are the ones to know when not all fit; among equals, some of each part of the API.
  private static func ranks(_ endpoints: [Endpoint], _ work: [Int]) -> [Int] {
    var seen: [String: Int] = [:]
    let turn = endpoints.map { endpoint in
      let part = prefix(of: endpoint.path)
      seen[part, default: 0] += 1
      return seen[part] ?? 0
    }
    var ranks = [Int](repeating: 0, count: endpoints.count)
    let order = endpoints.indices.sorted { (-work[$0], turn[$0], $0) < (-work[$1], turn[$1], $1) }
    for (rank, index) in order.enumerated() { ranks[index] = rank + 1 }
    return ranks
  }

  /// The beginning of a path that names a part of the API.
  private static func prefix(of path: String) -> String {
    "/" + path.split(separator: "/").prefix(2).prefix { !$0.hasPrefix("{") }.joined(separator: "/")
  }

  private func line(of endpoint: Endpoint) -> String {
    let streams =
      switch endpoint.streaming {
      case .client: ", the client streams"
      case .server: ", the server streams"
      case .both: ", both stream"
      case nil: ""
      }
    let transport = endpoint.transport == .http ? "" : " (\(endpoint.transport.rawValue)\(streams))"
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
    return ([Words.grouped(endpoints.count)] + (sums.isEmpty ? [] : ["auth: \(sums.joined(separator: ", "))"]))
      .joined(separator: "; ")
  }

  /// Where the many are: the beginnings of their paths, the most frequent first.
  private func prefixLine(_ endpoints: [Endpoint]) -> String {
    var counts: [String: Int] = [:]
    for endpoint in endpoints { counts[Self.prefix(of: endpoint.path), default: 0] += 1 }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return "- by path: " + Words.list(sorted.map { "\(SafeText.code($0.key, limit: 60)) \($0.value)" }, limit: 12)
  }
}
