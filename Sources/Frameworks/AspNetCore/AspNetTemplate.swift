internal import Source

/// Route templates of ASP.NET Core.
enum AspNetTemplate {
  /// A template below that of its controller or group; one that begins with `/` or `~/` stands alone.
  static func combined(_ outer: String, _ inner: String) -> String {
    if inner.hasPrefix("~/") { return String(inner.dropFirst(1)) }
    if inner.hasPrefix("/") { return inner }
    if outer.isEmpty { return inner }
    return inner.isEmpty ? outer : (outer.hasSuffix("/") ? outer : outer + "/") + inner
  }

  static func isAbsolute(_ template: String) -> Bool { template.hasPrefix("/") || template.hasPrefix("~/") }

  /// The template as a path: `{id:int?}`, `{*rest}` and `{page=1}` are `{id}`, `{rest}` and `{page}`.
  static func path(_ template: String) -> (path: String, isConstrained: Bool) {
    var output = ""
    var isConstrained = false
    var rest = template.hasPrefix("~/") ? template.dropFirst() : template[...]
    while let character = rest.popFirst() {
      guard character == "{", let end = closing(rest) else {
        output.append(character)
        continue
      }
      let inner = rest[..<end]
      rest = rest[rest.index(after: end)...]
      var name = inner.drop { $0 == "*" }
      if let mark = name.firstIndex(where: { $0 == ":" || $0 == "=" || $0 == "?" }) {
        isConstrained = isConstrained || name[mark] == ":"
        name = name[..<mark]
      }
      output += "{" + name + "}"
    }
    return (PathTemplate.withoutTrailingSlash(PathTemplate.normalized("/" + output)), isConstrained)
  }

  /// Where the parameter ends; a pattern in it may have braces of its own, doubled.
  private static func closing(_ rest: Substring) -> Substring.Index? {
    var index = rest.startIndex
    while index < rest.endIndex {
      let next = rest.index(after: index)
      if rest[index] == "}" {
        guard next < rest.endIndex, rest[next] == "}" else { return index }
        index = rest.index(after: next)
        continue
      }
      index = next
    }
    return nil
  }

  /// A template with the segment of a parameter replaced, or left out where there is nothing to put there; `nil` when it
  /// has no such segment.
  static func replacingParameter(_ name: String, by value: String, in template: String) -> String? {
    var segments = template.split(separator: "/", omittingEmptySubsequences: false)
    guard
      let index = segments.firstIndex(where: { segment in
        segment.hasPrefix("{" + name) && segment.hasSuffix("}")
          && segment.dropFirst(name.utf8.count + 1).first.map({ "}?:=".contains($0) }) == true
      })
    else { return nil }
    if value.isEmpty { segments.remove(at: index) } else { segments[index] = value[...] }
    return segments.joined(separator: "/")
  }

  /// The names of the parameters, in lower case.
  static func parameters(_ template: String) -> Set<String> {
    var names: Set<String> = []
    for part in path(template).path.split(separator: "{").dropFirst() {
      names.insert(part.prefix { $0 != "}" }.lowercased())
    }
    return names
  }

  /// `[controller]`, `[action]` and `[area]` by what they stand for; `[[` is a bracket.
  static func replacingTokens(_ template: String, _ values: [String: String]) -> String {
    guard template.contains("[") else { return template }
    var output = ""
    var rest = template[...]
    while let character = rest.popFirst() {
      guard character == "[", let end = rest.firstIndex(of: "]") else {
        output.append(character)
        continue
      }
      let name = rest[..<end]
      output += values[name.lowercased()] ?? "[" + name + "]"
      rest = rest[rest.index(after: end)...]
    }
    return output
  }

  /// A conventional template for one action: `{controller=Home}/{action=Index}/{id?}`. An optional parameter that the
  /// action does not take is left out.
  static func conventional(_ template: String, _ values: [String: String], parameters: Set<String>) -> String {
    var segments: [String] = []
    for segment in template.split(separator: "/") {
      guard segment.hasPrefix("{"), segment.hasSuffix("}") else {
        segments.append(String(segment))
        continue
      }
      let inner = segment.dropFirst().dropLast().drop { $0 == "*" }
      let name = inner.prefix { $0 != ":" && $0 != "=" && $0 != "?" }.lowercased()
      if let value = values[name] {
        segments.append(value)
      } else if !inner.contains("?") && !inner.contains("=") || parameters.contains(name) {
        segments.append("{" + inner.prefix { $0 != ":" && $0 != "=" && $0 != "?" } + "}")
      }
    }
    return segments.joined(separator: "/")
  }
}
