/// Wordings that findings about documents share.
enum SpecWords {
  /// Places named with a finding at most.
  static let related = 30

  /// Findings of one kind and document at most; of more parts of an API, one finding speaks for all.
  static let listed = 4

  /// What is likely to have one cause together: what belongs to one part of the API; or all, where it is in many.
  static func causes<Item>(_ items: [Item], by path: (Item) -> String) -> [[Item]] {
    var groups: [[Item]] = []
    var places: [Family: Int] = [:]
    for item in items {
      let family = Family(path(item))
      if let place = places[family] {
        groups[place].append(item)
      } else {
        places[family] = groups.count
        groups.append([item])
      }
    }
    return groups.count > listed ? [items] : groups
  }

  /// "GET /a, POST /b, GET /c and 4 more".
  static func list(_ titles: [String]) -> String {
    let limit = 4
    guard titles.count > limit + 1 else { return titles.joined(separator: ", ") }
    return titles.prefix(limit).joined(separator: ", ") + " and \(titles.count - limit) more"
  }
}

/// What endpoints of one part of an API share: the path up to the first word that names something.
struct Family: Hashable {
  private let path: [String]

  init(_ path: String) {
    var kept: [String] = []
    for segment in path.split(separator: "/") {
      kept.append(segment.hasPrefix("{") ? "{}" : String(segment))
      if !segment.hasPrefix("{"), !Self.isGeneral(segment) { break }
    }
    self.path = kept
  }

  /// `api`, `rest`, `v1`, `v3_0`, `1`.
  private static func isGeneral(_ segment: Substring) -> Bool {
    if ["api", "rest", "apis"].contains(segment.lowercased()) { return true }
    let digits = segment.first == "v" || segment.first == "V" ? segment.dropFirst() : segment
    return !digits.isEmpty && digits.allSatisfy { $0.isNumber || $0 == "." || $0 == "_" || $0 == "-" }
  }
}
