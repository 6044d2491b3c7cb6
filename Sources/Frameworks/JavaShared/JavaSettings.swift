internal import Formats
internal import Resolution
internal import Source

/// The settings of each module: `application.properties`, `application.yml` and those of the profiles that they name.
struct JavaSettings {
  /// By module, and by key in its canonical form.
  private var values: [Int: [String: [String]]] = [:]
  private let modules: JavaModules

  init(_ context: RecognizerContext, _ modules: JavaModules) {
    self.modules = modules
    var files: [Int: [String: SourceFile]] = [:]
    var others: [Int: [SourceFile]] = [:]
    for document in context.program.tree.documents where document.purpose != .test {
      let parts = document.path.split(separator: "/")
      guard let name = parts.last.map(String.init) else { continue }
      let stem = name.prefix { $0 != "." }
      guard [".properties", ".yml", ".yaml"].contains(where: name.hasSuffix) else { continue }
      if document.path.hasSuffix("src/main/resources/" + name), document.contains(text: "spring:") {
        others[modules.index(of: document.path) ?? -1, default: []].append(document)
      }
      guard stem == "application" || stem == "bootstrap" || stem.hasPrefix("application-") else { continue }
      let module = modules.index(of: document.path) ?? -1
      guard Self.base(of: document.path) == (module < 0 ? "" : modules.modules[module].folder) else { continue }
      if files[module]?[name] == nil { files[module, default: [:]][name] = document }
    }
    // `spring.config.name` may give the file another name; the only one there is it then.
    for (module, found) in others where files[module] == nil && found.count == 1 {
      let ending = found[0].path.split(separator: ".").last.map { "." + $0 } ?? ".yml"
      files[module] = ["application" + ending: found[0]]
    }
    for module in files.keys.sorted() { values[module] = Self.read(files[module] ?? [:]) }
  }

  /// The folder whose application the settings are of: that around `src/main`, or around `resources` or `config`.
  private static func base(of path: String) -> String {
    if let base = JavaModules.base(of: path) { return base }
    var parts = path.split(separator: "/").dropLast()
    if let last = parts.last, last == "resources" || last == "config" { parts = parts.dropLast() }
    return parts.joined(separator: "/")
  }

  private static func read(_ files: [String: SourceFile]) -> [String: [String]] {
    var values: [String: [String]] = [:]
    let endings = [".yaml", ".yml", ".properties"]
    for stem in ["bootstrap", "application"] {
      for ending in endings { if let file = files[stem + ending] { add(file, to: &values) } }
    }
    for profile in profiles(values) {
      for ending in endings { if let file = files["application-" + profile + ending] { add(file, to: &values) } }
    }
    return values
  }

  private static func profiles(_ values: [String: [String]]) -> [String] {
    (values["spring.profiles.active"] ?? []).flatMap { $0.split(separator: ",") }
      .map { $0.filter { !$0.isWhitespace } }
  }

  private static func add(_ file: SourceFile, to values: inout [String: [String]]) {
    if file.path.hasSuffix(".properties") {
      for (key, value) in Properties.parse(file.bytes) { set(key, value, in: &values) }
      return
    }
    for document in YAML.parse(file.bytes, file: file.path).documents {
      var own: [String: [String]] = [:]
      flatten(document, "", &own, depth: 0)
      // What is for a profile only.
      if own["spring.profiles"] != nil || own["spring.config.activate.onprofile"] != nil { continue }
      values.merge(own) { $1 }
    }
  }

  private static func set(_ key: String, _ value: String, in values: inout [String: [String]]) {
    // `a.b[0]=x` is a list's element.
    if let bracket = key.firstIndex(of: "["), key.hasSuffix("]") {
      values[canonical(String(key[..<bracket])), default: []].append(value)
    } else {
      values[canonical(key)] = [value]
    }
  }

  private static func flatten(_ node: ConfigNode, _ prefix: String, _ values: inout [String: [String]], depth: Int) {
    guard depth < 24 else { return }
    if let mapping = node.mapping {
      for entry in mapping.entries {
        flatten(
          entry.value, prefix.isEmpty ? canonical(entry.key) : prefix + "." + canonical(entry.key), &values,
          depth: depth + 1)
      }
    } else if !node.texts.isEmpty {
      values[prefix] = node.texts
    }
  }

  /// Keys are the same in kebab, camel and snake case.
  private static func canonical(_ key: String) -> String {
    key.lowercased().filter { $0 != "-" && $0 != "_" }
  }

  // MARK: Asking

  /// A setting's value for an application: its own, or that of a module that it depends on.
  func value(_ key: String, in module: Int?) -> String? { values(key, in: module).first }

  /// A setting's values; a list may also be written with commas.
  func values(_ key: String, in module: Int?) -> [String] { values(key, in: module, depth: 0) }

  private func values(_ key: String, in module: Int?, depth: Int) -> [String] {
    let key = Self.canonical(key)
    for index in (module.map { modules.visible(from: $0) } ?? []) + [-1] {
      if let found = values[index]?[key] { return found.map { resolved($0, in: module, depth: depth) } }
    }
    return []
  }

  /// The keys below a prefix, in their canonical form, sorted.
  func keys(below prefix: String, in module: Int?) -> [String] {
    let prefix = Self.canonical(prefix) + "."
    let all = ((module.map { modules.visible(from: $0) } ?? []) + [-1]).flatMap {
      values[$0].map { Array($0.keys) } ?? []
    }
    return Set(all.filter { $0.hasPrefix(prefix) }).sorted()
  }

  /// Whether anything at all is set for a module.
  func hasSettings(_ module: Int?) -> Bool {
    ((module.map { modules.visible(from: $0) } ?? []) + [-1]).contains { values[$0] != nil }
  }

  /// A text with its placeholders `${key:default}` filled in; those that nothing sets are holes.
  func resolved(_ text: String, in module: Int?, depth: Int = 0) -> String {
    guard depth < 8, let start = text.firstRange(of: "${") else {
      return text.contains("#{") ? String(Value.hole) : text
    }
    var level = 0
    var end = text.endIndex
    for index in text[start.lowerBound...].indices {
      if text[index] == "{" { level += 1 }
      if text[index] == "}" {
        level -= 1
        if level == 0 {
          end = index
          break
        }
      }
    }
    guard end < text.endIndex else { return text }
    let inner = text[start.upperBound..<end]
    let key = inner.prefix { $0 != ":" }
    let fallback = key.endIndex < inner.endIndex ? String(inner[inner.index(after: key.endIndex)...]) : nil
    let known = values(String(key), in: module, depth: depth + 1).first
    let value = resolved(known ?? fallback ?? String(Value.hole), in: module, depth: depth + 1)
    let rest = String(text[text.index(after: end)...])
    return String(text[..<start.lowerBound]) + value + resolved(rest, in: module, depth: depth + 1)
  }
}

/// Java's properties: `key=value`, `key: value`, with comments and continued lines.
enum Properties {
  static func parse(_ bytes: [UInt8]) -> [(key: String, value: String)] {
    var found: [(key: String, value: String)] = []
    var pending = ""
    for line in bytes.prefix(1 << 20).split(separator: 0x0A) {
      var text = String(decoding: line, as: UTF8.self)[...]
      if text.last == "\r" || text.last == "\r\n" { text = text.dropLast() }
      let trimmed = text.drop { $0 == " " || $0 == "\t" }
      if pending.isEmpty, trimmed.isEmpty || trimmed.first == "#" || trimmed.first == "!" { continue }
      if trimmed.last == "\\" {
        pending += trimmed.dropLast()
        continue
      }
      let whole = pending + trimmed
      pending = ""
      let key = whole.prefix { $0 != "=" && $0 != ":" && $0 != " " }
      let value = whole.dropFirst(key.count).drop { $0 == " " }.drop { $0 == "=" || $0 == ":" }
      var plain = value.drop { $0 == " " || $0 == "\t" }
      while plain.last == " " { plain = plain.dropLast() }
      if !key.isEmpty { found.append((String(key), String(plain))) }
    }
    return found
  }
}
