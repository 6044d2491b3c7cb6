internal import Source

/// A path pattern of Express, with its marks of regular expressions: `/admin/*`, `(/api|/api/*)`, `/files/:name?`.
/// Says whether the path of an endpoint is one of those that it means.
struct ExpressPattern {
  private indirect enum Atom {
    case character(Character)
    /// `*`: anything.
    case rest
    /// `:name`: anything up to the next slash.
    case segment
    case group([[Item]])
  }

  private struct Item {
    let atom: Atom
    var isOptional = false
    var isRepeated = false
  }

  private static let maxDepth = 8
  private static let maxSteps = 4_000
  private let items: [Item]?

  init(_ text: String) {
    var rest = Array(text.prefix(1_000))[...]
    items = Self.alternatives(&rest, depth: 0)?.first
  }

  /// Whether a path template, its parameters as `{name}`, is meant by the whole pattern.
  func matches(_ path: String) -> Bool {
    guard let items else { return false }
    var steps = Self.maxSteps
    return Self.matches(items[...], Array(path.prefix(1_000))[...], &steps) { $0.isEmpty || $0.elementsEqual("/") }
  }

  // MARK: Reading

  /// The alternatives up to the end of the text or of the group; `nil` for a group that does not end, or too deep.
  private static func alternatives(_ text: inout ArraySlice<Character>, depth: Int) -> [[Item]]? {
    var all: [[Item]] = [[]]
    while let character = text.popFirst() {
      var atom = Atom.character(character)
      switch character {
      case "(":
        guard depth < maxDepth else { return nil }
        if text.starts(with: "?:") { text = text.dropFirst(2) }
        guard let inner = alternatives(&text, depth: depth + 1) else { return nil }
        atom = .group(inner)
      case ")" where depth > 0: return all
      case "|" where depth > 0:
        all.append([])
        continue
      case "*": atom = .rest
      case "\\": atom = .character(text.popFirst() ?? character)
      case ":" where text.first?.isLetter ?? false:
        text = text.drop { $0.isLetter || $0.isNumber || $0 == "_" }
        atom = .segment
      default: break
      }
      var item = Item(atom: atom)
      if let mark = text.first, mark == "?" || mark == "+" || mark == "*" && isParameter(atom) {
        item.isOptional = mark != "+"
        item.isRepeated = mark != "?"
        text = text.dropFirst()
      }
      all[all.count - 1].append(item)
    }
    return depth == 0 ? all : nil
  }

  private static func isParameter(_ atom: Atom) -> Bool {
    if case .segment = atom { return true }
    return false
  }

  // MARK: Matching

  private static func matches(
    _ items: ArraySlice<Item>, _ path: ArraySlice<Character>, _ steps: inout Int,
    _ then: (ArraySlice<Character>) -> Bool
  ) -> Bool {
    steps -= 1
    guard steps > 0 else { return false }
    guard let item = items.first else { return then(path) }
    let others = items.dropFirst()
    for end in ends(of: item, path, &steps) where matches(others, path[end...], &steps, then) { return true }
    return false
  }

  /// Where what an item means may end, nearest first.
  private static func ends(of item: Item, _ path: ArraySlice<Character>, _ steps: inout Int) -> [Int] {
    var found: [Int] = item.isOptional ? [path.startIndex] : []
    var open = ends(of: item.atom, path, &steps)
    while !open.isEmpty, steps > 0 {
      let new = open.filter { !found.contains($0) }
      found += new
      guard item.isRepeated else { break }
      open = new.filter { $0 > path.startIndex }.flatMap { ends(of: item.atom, path[$0...], &steps) }
      steps -= new.count
    }
    return found
  }

  private static func ends(of atom: Atom, _ path: ArraySlice<Character>, _ steps: inout Int) -> [Int] {
    switch atom {
    case .character(let character): return path.first == character ? [path.startIndex + 1] : []
    case .rest: return Array(path.startIndex...path.endIndex)
    case .segment:
      let end = path.firstIndex(of: "/") ?? path.endIndex
      return end > path.startIndex ? [end] : []
    case .group(let alternatives): return alternatives.flatMap { Self.ends(of: $0[...], path, &steps) }
    }
  }

  private static func ends(of items: ArraySlice<Item>, _ path: ArraySlice<Character>, _ steps: inout Int) -> [Int] {
    var open = [path.startIndex]
    for item in items {
      steps -= open.count
      guard steps > 0 else { return [] }
      var next: [Int] = []
      for start in open {
        for end in ends(of: item, path[start...], &steps) where !next.contains(end) { next.append(end) }
      }
      open = next
    }
    return open
  }
}
