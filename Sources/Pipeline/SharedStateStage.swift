internal import Model
internal import Source

/// Joins what several files do with one variable.
enum SharedStateStage {
  static func joined(_ parts: [SharedState]) -> [SharedState] {
    let groups = Dictionary(grouping: parts) { $0.location }
    return groups.keys.sorted().compactMap { key in
      guard let group = groups[key], var state = group.first else { return nil }
      state.writes = group.flatMap(\.writes).sorted { $0.location < $1.location }
      state.reads = group.flatMap(\.reads).sorted { $0.location < $1.location }
      return state.writes.isEmpty ? nil : state
    }
  }
}
