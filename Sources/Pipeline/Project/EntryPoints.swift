internal import Formats
internal import Source

/// The files that start a service: those that its commands and manifests name, or else those that custom names.
struct EntryPoints {
  private let paths: Set<String>
  private let root: String

  init(_ paths: Set<String>, root: String) {
    self.paths = paths
    self.root = root
  }

  /// In the order in which commands name them, each once.
  /// - Parameter customary: whether files with usual names count where nothing names one.
  func of(_ commands: [String], mains: [DocumentFacts.MainModule], customary: Bool) -> [Location] {
    var found: [String] = []
    for command in commands {
      for candidate in candidates(DocumentFacts.innerWords(ShellWords.split(command))) { add(candidate, &found) }
    }
    for main in mains where found.isEmpty { add(source(of: main.module), &found) }
    let inside = root.isEmpty ? "" : root + "/"
    for name in Self.customary where customary && found.isEmpty && paths.contains(inside + name) {
      found.append(inside + name)
    }
    return found.map { Location(file: $0, line: 1) }
  }

  private static let customary = [
    "app/main.py", "src/main.py", "main.py", "app.py", "wsgi.py", "asgi.py", "manage.py", "src/app/main.py",
    "src/main.ts", "src/server.ts", "src/index.ts", "src/app.ts", "server.ts", "index.ts", "app.ts", "src/server.js",
    "src/index.js", "src/app.js", "server.js", "index.js", "app.js",
  ]

  /// Adds the file where it is: from the service's folder, or from the root.
  private func add(_ candidates: [String], _ found: inout [String]) {
    for candidate in candidates {
      for path in root.isEmpty ? [candidate] : ["\(root)/\(candidate)", candidate] where paths.contains(path) {
        if !found.contains(path) { found.append(path) }
        return
      }
    }
  }

  /// Each word of a command that may name code, as the files that it may mean, likeliest first.
  private func candidates(_ words: [String]) -> [[String]] {
    words.enumerated().compactMap { index, word in
      let isModule = index > 0 && ["-m", "-A", "--app"].contains(words[index - 1])
      if let colon = word.firstIndex(of: ":"), !word.contains("/") || word.hasSuffix(".py") {
        return module(word[..<colon])
      }
      if isModule || word.hasSuffix(".wsgi") || word.hasSuffix(".asgi") { return module(word[...]) }
      if word == "nest" { return ["src/main.ts"] }
      return word.contains(".") || word.contains("/") ? source(of: word) : nil
    }
  }

  private func module(_ name: Substring) -> [String] {
    let path = name.split(separator: ".").joined(separator: "/")
    return ["\(path).py", "\(path)/__init__.py", "\(path)/__main__.py", "src/\(path).py", "\(path)/main.py"]
  }

  /// The file itself, or the source that a build makes it of.
  private func source(of word: String) -> [String] {
    var path = Substring(word)
    for prefix in ["./", "/app/", "/usr/src/app/", "/srv/"] where path.hasPrefix(prefix) {
      path = path.dropFirst(prefix.count)
    }
    var paths = [String(path)]
    let parts = path.split(separator: "/")
    let stem = path.hasSuffix(".js") ? path.dropLast(3) : path
    paths += ["\(stem).ts", "\(stem).js", "\(stem)/index.js", "\(stem)/index.ts"]
    if let first = parts.first, ["dist", "build", "lib", "out"].contains(first) {
      let rest = stem.dropFirst(first.count + 1)
      paths += ["src/\(rest).ts", "src/\(rest).js", "\(rest).ts", "\(rest).js"]
      if rest.hasPrefix("src/") { paths.append("\(rest).ts") }
    }
    return paths
  }
}
