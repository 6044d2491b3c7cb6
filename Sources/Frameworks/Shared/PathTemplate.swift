internal import Resolution
internal import Source

/// Path templates in the contract's form: parameters as `{name}`, one leading slash.
package enum PathTemplate {
  /// Joins a prefix and a path as frameworks mount them: exactly one slash between.
  package static func join(_ prefix: String, _ path: String) -> String {
    if path.isEmpty || path == "/" && !prefix.isEmpty { return normalized(prefix + (path == "/" ? "/" : "")) }
    if prefix.isEmpty { return normalized(path) }
    let head = prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
    return normalized(head + (path.hasPrefix("/") ? path : "/" + path))
  }

  /// As `join`, where an empty path and "/" add nothing: what hangs below a router is at the router's own path.
  package static func below(_ prefix: String, _ path: String) -> String {
    path.isEmpty || path == "/" ? prefix : join(prefix, path)
  }

  /// Whether what is hung at a path, up to its first wildcard or pattern, concerns requests to another.
  package static func covers(_ hung: String, _ path: String) -> Bool {
    let prefix = withoutTrailingSlash(String(colons(hung).prefix { $0 != "*" && $0 != "(" }))
    return prefix == "/" || prefix.isEmpty || path == prefix || path.hasPrefix(prefix + "/") || prefix.contains("{}")
  }

  /// One leading slash, no doubled slashes; parts that could not be seen become `{}`.
  package static func normalized(_ path: String) -> String {
    if isNormal(path) { return path }
    var output = "/"
    for character in path.replacing(String(Value.hole), with: "{}") {
      if character == "/", output.last == "/" { continue }
      output.append(character)
    }
    return output
  }

  /// Most paths are as they should be; asked for each route on each way to it.
  private static func isNormal(_ path: String) -> Bool {
    var last = UInt8(ascii: "a")
    for byte in path.utf8 {
      // 0xEF begins the hole's three bytes.
      if byte == 0xEF || byte == UInt8(ascii: "/") && last == byte { return false }
      last = byte
    }
    return path.utf8.first == UInt8(ascii: "/")
  }

  /// Without a trailing slash, unless it is the root.
  package static func withoutTrailingSlash(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// `{name:converter}` and `{name}` (Starlette, FastAPI, aiohttp) as `{name}`.
  package static func braces(_ path: String) -> String {
    var output = ""
    var depth = 0
    var isInName = false
    for character in path {
      switch character {
      case "{":
        depth += 1
        if depth == 1 {
          isInName = true
          output.append(character)
        }
      case "}":
        depth = max(0, depth - 1)
        if depth == 0 { output.append(character) }
      case ":" where depth > 0: isInName = false
      default: if depth == 0 || isInName { output.append(character) }
      }
    }
    return output
  }

  /// `<converter:name>` and `<name>` (Flask, Django) as `{name}`.
  package static func angles(_ path: String) -> String {
    var output = ""
    var name: String?
    for character in path {
      switch (character, name) {
      case ("<", nil): name = ""
      case (">", let inner?):
        output += "{" + (inner.split(separator: ":").last.map(String.init) ?? "") + "}"
        name = nil
      case (_, let inner?): name = inner + String(character)
      case (_, nil): output.append(character)
      }
    }
    return output + (name.map { "<" + $0 } ?? "")
  }

  /// `:name`, `:name?`, `:name(regex)`, `*` (Express, Koa, Fastify) as `{name}`; `{/:name}`, an optional part of
  /// Express 5, as if it were there, and its `/*name`.
  package static func colons(_ path: String) -> String {
    let marks = ":*{}".utf8
    guard path.utf8.contains(where: { marks.contains($0) }) else { return path }
    var output = ""
    var characters = withoutOptionalMarks(path)[...]
    while let character = characters.popFirst() {
      // `/*path` is the rest of a path in Express 5 and Nest 11.
      let isMark = character == ":" || character == "*" && output.hasSuffix("/")
      guard isMark, let first = characters.first, first.isLetter || first == "_" else {
        output.append(character)
        continue
      }
      let name = characters.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      characters = characters.dropFirst(name.count)
      if characters.first == "(" { characters = afterParenthesis(characters) }
      if let mark = characters.first, "?*+".contains(mark) { characters = characters.dropFirst() }
      output += "{\(name)}"
    }
    return output
  }

  /// The braces around parts with a colon are marks; what stays in braces is a template already.
  private static func withoutOptionalMarks(_ path: String) -> String {
    guard path.contains("{/") || path.contains("{.") || path.contains("{:") || path.contains("{*") else {
      return path
    }
    var output = ""
    var open: [Bool] = []
    for index in path.indices {
      let character = path[index]
      if character == "{" {
        let next = path[path.index(after: index)...].first
        let isMark = next == "/" || next == ":" || next == "." || next == "*"
        open.append(isMark)
        if isMark { continue }
      }
      if character == "}", open.popLast() ?? false { continue }
      output.append(character)
    }
    return output
  }

  private static func afterParenthesis(_ text: Substring) -> Substring {
    var depth = 0
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" {
        depth -= 1
        if depth == 0 { return text[text.index(after: index)...] }
      }
    }
    return text[text.endIndex...]
  }
}
