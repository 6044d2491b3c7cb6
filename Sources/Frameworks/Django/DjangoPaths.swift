internal import Model
internal import Resolution

/// Routes of URL configurations as path templates.
enum DjangoPaths {
  /// A parameter of a route.
  struct Variable: Hashable {
    var name: String
    /// The converter or the regular expression.
    var converter: String
    /// It accepts any text without a slash, or with one.
    var isFree: Bool
  }

  private static let free: Set<String> = ["str", "path", "", "[^/]+", "[^/.]+", ".+", ".*", "[^/]*"]

  /// `articles/<int:pk>/` as a template.
  static func route(_ text: String) -> (template: String, variables: [Variable]) {
    var variables: [Variable] = []
    for part in text.split(separator: "<").dropFirst() {
      guard let inner = part.split(separator: ">", omittingEmptySubsequences: false).first else { continue }
      let pieces = inner.split(separator: ":", maxSplits: 1)
      guard let name = pieces.last else { continue }
      let converter = pieces.count > 1 ? String(pieces[0]) : "str"
      variables.append(Variable(name: String(name), converter: converter, isFree: free.contains(converter)))
    }
    return (PathTemplate.angles(text), variables)
  }

  /// `^articles/(?P<slug>[-\w]+)/?$` as a template; optional groups and slashes are left out.
  static func pattern(_ text: String) -> (template: String, variables: [Variable]) {
    var reader = PatternReader(Array(text))
    let template = reader.read()
    return (template, reader.variables)
  }
}

/// Reads one regular expression.
private struct PatternReader {
  private let characters: [Character]
  private var position = 0
  private var unnamed = 0
  var variables: [DjangoPaths.Variable] = []

  init(_ characters: [Character]) { self.characters = characters }

  private func at(_ index: Int) -> Character? { index < characters.count ? characters[index] : nil }

  mutating func read() -> String { read(until: characters.count) }

  private mutating func read(until end: Int) -> String {
    var output = ""
    while position < end {
      let character = characters[position]
      switch character {
      case "(": output += group()
      case "\\":
        let next = at(position + 1) ?? " "
        position += 2
        if "ZzAbB".contains(next) { continue }
        if "dwsDWS".contains(next) {
          skipQuantifier()
          output += "{}"
        } else {
          output.append(next)
        }
      case "[":
        position = classEnd(position)
        skipQuantifier()
        output += "{}"
      case "^", "$", "?", "+": position += 1
      case "/" where at(position + 1) == "?": position += 2
      case ".":
        position += 1
        if at(position) == "*" || at(position) == "+" {
          skipQuantifier()
          output += "{}"
        } else {
          output.append(".")
        }
      default:
        output.append(character)
        position += 1
      }
    }
    return output
  }

  /// Reads a group and what counts its repetitions.
  private mutating func group() -> String {
    let end = groupEnd(position)
    let start = position
    let isOptional = at(end) == "?" || at(end) == "*"
    defer {
      position = end
      skipQuantifier()
    }
    func starts(_ text: String) -> Bool {
      Array(text) == Array(characters[min(start, characters.count)..<min(start + text.count, characters.count)])
    }
    if starts("(?P<") {
      let name = String(characters[(start + 4)...].prefix { $0 != ">" })
      let first = start + 5 + name.count
      let inner = first < end - 1 ? String(characters[first..<(end - 1)]) : ""
      variables.append(
        DjangoPaths.Variable(name: name, converter: inner, isFree: ["[^/]+", "[^/.]+", ".+", ".*"].contains(inner)))
      return isOptional ? "" : "{\(name)}"
    }
    if starts("(?:") {
      if isOptional { return "" }
      position = start + 3
      return read(until: end - 1)
    }
    if starts("(?") { return "" }
    unnamed += 1
    let inner = String(characters[(start + 1)..<max(start + 1, end - 1)])
    variables.append(
      DjangoPaths.Variable(name: "arg\(unnamed)", converter: inner, isFree: inner == ".*" || inner == ".+"))
    return isOptional ? "" : "{arg\(unnamed)}"
  }

  /// The index after the group that starts at an index.
  private func groupEnd(_ start: Int) -> Int {
    var depth = 0
    var index = start
    while index < characters.count {
      switch characters[index] {
      case "\\": index += 1
      case "[":
        index = classEnd(index)
        continue
      case "(": depth += 1
      case ")":
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return characters.count
  }

  /// The index after the character class that starts at an index.
  private func classEnd(_ start: Int) -> Int {
    var index = start + 1
    if at(index) == "^" { index += 1 }
    if at(index) == "]" { index += 1 }
    while index < characters.count, characters[index] != "]" { index += characters[index] == "\\" ? 2 : 1 }
    return min(index + 1, characters.count)
  }

  private mutating func skipQuantifier() {
    guard let next = at(position) else { return }
    if "?*+".contains(next) {
      position += 1
      if at(position) == "?" { position += 1 }
    } else if next == "{" {
      while position < characters.count, characters[position] != "}" { position += 1 }
      position += 1
    }
  }
}
