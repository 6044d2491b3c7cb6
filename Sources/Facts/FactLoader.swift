internal import Formats
package import Source

/// Reads facts files: YAML, one per package. The form is described in `Docs/Facts.md`.
///
/// ```yaml
/// imports: [requests]
/// language: python
/// checked: requests 2.32, https://requests.readthedocs.io/en/latest/user/quickstart/#timeouts
/// aliases: {requests.sessions.Session: requests.Session}
/// returns: {requests.session: requests.Session}
/// sources: {flask.request.args: query string}
/// calls:
///   - names: [requests.get, requests.head]
///     effect: outbound
///     blocking: true
///     method: GET
///     arguments: {url: [0, url]}
///     timeout: {at: [timeout], default: none}
///     sinks: {url: [0, url]}
/// ```
package struct FactLoader {
  private var builder = FactTableBuilder()
  package private(set) var diagnostics: [Diagnostic] = []

  package init() {}

  /// What the files say that were added so far.
  package var table: FactTable { FactTable(builder) }

  /// Adds the built-in facts of the packages that a project imports. `isImported` answers for a top-level module.
  package mutating func addBuiltIn(isImported: (String) -> Bool) {
    for file in allFactFiles where Self.imports(of: file.text).contains(where: isImported) {
      add(text: file.text, path: file.name)
    }
  }

  /// The modules that a facts file names in its `imports:` line, read without parsing the rest.
  static func imports(of text: String) -> [String] {
    for line in text.split(separator: "\n", maxSplits: 40) where line.hasPrefix("imports:") {
      return line.dropFirst("imports:".count).split { " [],\"'".contains($0) }.map(String.init)
    }
    return []
  }

  /// Adds one facts file. Trouble becomes a diagnostic with its line; the rest of the file counts.
  package mutating func add(text: String, path: String) {
    let document = YAML.parse(Array(text.utf8), file: path)
    diagnostics += document.diagnostics
    guard let root = document.root else { return }
    checkShape(root, path)
    for entry in root["aliases"]?.mapping?.entries ?? [] {
      if let name = entry.value.text { builder.add(alias: entry.key, of: name) }
    }
    for entry in root["returns"]?.mapping?.entries ?? [] {
      if let type = entry.value.text { builder.add(returnOf: entry.key, type: type) }
    }
    for entry in root["sources"]?.mapping?.entries ?? [] {
      if let what = entry.value.text { builder.add(source: entry.key, what: what) }
    }
    for type in root["types"]?.texts ?? [] { builder.add(type: type) }
    for call in root["calls"]?.sequence ?? [] { add(call, path) }
  }

  private static let tables: Set<String> = ["aliases", "returns", "sources"]
  private static let remarks: Set<String> = ["imports", "language", "checked"]

  /// What would else be passed over in silence.
  private mutating func checkShape(_ root: ConfigNode, _ path: String) {
    guard let entries = root.mapping?.entries else { return report(path, root, "a facts file is a table of keys") }
    for entry in entries {
      if Self.tables.contains(entry.key) {
        if entry.value.mapping == nil { report(path, entry.value, "'\(entry.key)' must be a table of names") }
      } else if entry.key == "calls" || entry.key == "types" {
        if entry.value.sequence == nil { report(path, entry.value, "'\(entry.key)' must be a list") }
      } else if !Self.remarks.contains(entry.key) {
        report(path, entry.value, "there is no key '\(entry.key)'")
      }
    }
  }

  private static let structured: Set<String> = [
    "names", "effect", "blocking", "timeout", "arguments", "sinks", "sanitizes", "returns",
  ]

  private mutating func add(_ call: ConfigNode, _ path: String) {
    var effect: CallFact.Effect?
    if let text = call["effect"]?.text {
      effect = CallFact.Effect(rawValue: text)
      if effect == nil { report(path, call["effect"], "there is no effect '\(text)'; the call was left out") }
    }
    let names = call["names"]?.texts ?? []
    if names.isEmpty { report(path, call, "a call needs 'names'; it was left out") }
    var properties: [String: String] = [:]
    for entry in call.mapping?.entries ?? [] where !Self.structured.contains(entry.key) {
      guard let text = entry.value.text else {
        report(path, entry.value, "'\(entry.key)' is not known here, or not a plain value")
        continue
      }
      properties[entry.key] = text
    }
    for name in names {
      builder.add(
        CallFact(
          name: name, origin: path, effect: effect, isBlocking: call["blocking"]?.bool ?? false,
          timeout: call["timeout"].flatMap { timeout($0, path) },
          arguments: places(call["arguments"]), sinks: sinks(call["sinks"]), properties: properties,
          sanitizes: call["sanitizes"]?.texts ?? []))
      if let type = call["returns"]?.text { builder.add(returnOf: name, type: type) }
    }
  }

  private func places(_ node: ConfigNode?) -> [String: ArgumentPlace] {
    Dictionary((node?.mapping?.entries ?? []).map { ($0.key, Self.place($0.value)) }) { _, last in last }
  }

  /// Numbers are positions, texts are keywords; `@1.key` is a key of the options object at position 1.
  static func place(_ node: ConfigNode) -> ArgumentPlace {
    var place = ArgumentPlace(position: nil, keywords: [])
    for item in node.sequence ?? [node] {
      if let position = item.int {
        place.position = position
      } else if let text = item.text, text.hasPrefix("@"), let dot = text.firstIndex(of: ".") {
        if let position = Int(text[text.index(after: text.startIndex)..<dot]), !place.options.contains(position) {
          place.options.append(position)
        }
        let keyword = String(text[text.index(after: dot)...])
        if !place.keywords.contains(keyword) { place.keywords.append(keyword) }
      } else if let text = item.text {
        place.keywords.append(text)
      }
    }
    return place
  }

  private mutating func timeout(_ node: ConfigNode, _ path: String) -> CallFact.TimeoutFact? {
    let standard: CallFact.DefaultTimeout
    switch (node["default"]?.text, node["default"]?.double) {
    case (_, let seconds?): standard = .seconds(seconds)
    case ("none", _): standard = .none
    case ("receiver", _): standard = .receiver
    case ("set", _): standard = .set
    default:
      report(path, node, "a timeout needs 'default': none, receiver, set or seconds")
      return nil
    }
    return CallFact.TimeoutFact(
      places: node["at"].map { ($0.sequence ?? [$0]).map { Self.place($0) } } ?? [], standard: standard,
      unit: node["unit"]?.double ?? 1)
  }

  private func sinks(_ node: ConfigNode?) -> [CallFact.Sink] {
    (node?.mapping?.entries ?? []).map { entry in
      CallFact.Sink(
        kind: entry.key, place: Self.place(entry.value["at"] ?? entry.value),
        isSafeAsList: entry.value["safeAsList"]?.bool ?? false, onlyWhen: entry.value["onlyWhen"]?.text,
        unless: entry.value["unless"]?.text)
    }
  }

  private mutating func report(_ path: String, _ node: ConfigNode?, _ message: String) {
    diagnostics.append(Diagnostic(.warning, file: path, line: node?.line ?? 0, message))
  }
}
