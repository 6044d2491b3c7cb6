internal import Findings
internal import Formats
internal import Source

/// Turns the values of a configuration file into a `Configuration`, key by key.
struct ConfigurationReader {
  private(set) var configuration = Configuration()
  private(set) var diagnostics: [Diagnostic] = []
  private let file: String
  private let rules: RuleCatalogue
  /// The one being read.
  private var plan = StartPlan()

  /// A key of a mapping and what it does. The same tables know what a wrong key may have meant.
  struct Key: Sendable {
    let name: String
    let read: @Sendable (inout ConfigurationReader, ConfigNode) -> Void

    init(_ name: String, _ read: @escaping @Sendable (inout ConfigurationReader, ConfigNode) -> Void) {
      self.name = name
      self.read = read
    }
  }

  init(file: String, rules: RuleCatalogue) {
    self.file = file
    self.rules = rules
  }

  mutating func read(_ root: ConfigNode) { read(root, "the file", Self.keys) }

  private static let keys: [Key] = [
    Key("budgets") { $0.read($1, "budgets", budgets) },
    Key("exclude") { $0.configuration.exclude = $0.texts($1, "exclude") },
    Key("rules") { $0.readRules($1) },
    Key("guards") { $0.configuration.guards = $0.texts($1, "guards") },
    Key("public") { $0.configuration.publicEndpoints = $0.texts($1, "public") },
    Key("facts") { $0.readFacts($1) },
    Key("service") { $0.configuration.service = $0.readPlan($1, "service") },
    Key("database") { $0.configuration.database = $0.readPlan($1, "database") },
  ]

  private static let budgets: [Key] = [
    Key("response") { $0.milliseconds($1, \.responseMilliseconds) },
    Key("query") { $0.milliseconds($1, \.queryMilliseconds) },
    Key("errors") { $0.percent($1, \.errorPercent) },
    Key("throughput") { reader, node in
      reader.set(node, \.requestsPerSecond, Quantity.perSecond, "a rate such as 1000/s")
    },
    Key("availability") { $0.percent($1, \.availabilityPercent) },
    Key("recovery") { reader, node in
      reader.set(node, \.recoveryMinutes, { Quantity.milliseconds($0).map { $0 / 60_000 } }, "a duration such as 5 min")
    },
  ]

  private static let planKeys: [Key] = [
    Key("start") { $0.plan.start = $0.text($1, "start") },
    Key("url") { $0.plan.url = $0.text($1, "url") },
    Key("ready") { $0.plan.ready = $0.text($1, "ready") },
    Key("environment") { $0.readEnvironment($1) },
  ]

  private mutating func readPlan(_ node: ConfigNode, _ what: String) -> StartPlan {
    plan = StartPlan()
    read(node, what, Self.planKeys)
    return plan
  }

  private mutating func read(_ node: ConfigNode, _ what: String, _ keys: [Key]) {
    if node.isNull { return }
    guard let mapping = node.mapping else { return complain(node.line, "\(what) is no mapping of keys") }
    var seen: Set<String> = []
    for entry in mapping.entries {
      guard let key = keys.first(where: { $0.name == entry.key }) else {
        let near = nearestName(to: entry.key, among: keys.map(\.name))
        let hint = near.map { "did you mean \($0)?" } ?? "known keys are \(keys.map(\.name).joined(separator: ", "))"
        complain(entry.keyLine, "there is no key '\(entry.key)'\(what == "the file" ? "" : " in \(what)")", hint)
        continue
      }
      if !seen.insert(entry.key).inserted { complain(entry.keyLine, "'\(entry.key)' is given twice") }
      key.read(&self, entry.value)
    }
  }

  private mutating func complain(_ line: Int, _ message: String, _ hint: String = "") {
    let text = "\(message); it was left out" + (hint.isEmpty ? "" : "; \(hint)")
    diagnostics.append(Diagnostic(.error, file: file, line: line, text))
  }

  // MARK: values

  private mutating func texts(_ node: ConfigNode, _ what: String) -> [String] {
    if node.isNull { return [] }
    let texts = node.texts
    guard !texts.isEmpty || node.sequence?.isEmpty == true, texts.count == node.sequence?.count ?? 1 else {
      complain(node.line, "'\(what)' is a list of texts")
      return texts
    }
    return texts
  }

  private mutating func text(_ node: ConfigNode, _ what: String) -> String {
    if let text = node.text { return text }
    complain(node.line, "'\(what)' is a text")
    return ""
  }

  private mutating func milliseconds(_ node: ConfigNode, _ path: WritableKeyPath<Budgets, Double>) {
    set(node, path, Quantity.milliseconds, "a duration such as 200 ms")
  }

  private mutating func percent(_ node: ConfigNode, _ path: WritableKeyPath<Budgets, Double>) {
    set(node, path, Quantity.percent, "a share such as 99.9 %")
  }

  private mutating func set(
    _ node: ConfigNode, _ path: WritableKeyPath<Budgets, Double>, _ parse: (String) -> Double?, _ kind: String
  ) {
    guard let text = node.text, let value = parse(text) else {
      return complain(node.line, "'\(node.text ?? "this")' is not \(kind)")
    }
    configuration.budgets[keyPath: path] = value
  }

  private mutating func readRules(_ node: ConfigNode) {
    if node.isNull { return }
    guard let mapping = node.mapping else { return complain(node.line, "rules is a mapping of rule names to levels") }
    for entry in mapping.entries {
      guard rules.rule(named: entry.key) != nil else {
        let hint = rules.suggestion(for: entry.key).map { "did you mean \($0)?" } ?? "mainstay rules lists them"
        complain(entry.keyLine, "there is no rule '\(entry.key)'", hint)
        continue
      }
      guard let setting = Self.setting(entry.value) else {
        complain(entry.value.line, "'\(entry.value.text ?? "this")' is none of off, note, warning, error")
        continue
      }
      configuration.rules[entry.key] = setting
    }
  }

  /// YAML 1.1 reads a bare `off` as false.
  private static func setting(_ node: ConfigNode) -> LevelSetting? {
    if node.bool == false || node.text == "off" { return .off }
    return node.text.flatMap(Level.init(rawValue:)).map { .level($0) }
  }

  /// A project's file must not make a run read files elsewhere.
  private mutating func readFacts(_ node: ConfigNode) {
    for path in texts(node, "facts") {
      if path.hasPrefix("/") || path.split(separator: "/").contains("..") {
        complain(node.line, "'\(path)' lies outside the project")
      } else {
        configuration.facts.append(path)
      }
    }
  }

  private mutating func readEnvironment(_ node: ConfigNode) {
    if node.isNull { return }
    guard let mapping = node.mapping else { return complain(node.line, "environment is a mapping of names to texts") }
    for entry in mapping.entries {
      guard let value = entry.value.text else {
        complain(entry.keyLine, "the value of '\(entry.key)' is no text")
        continue
      }
      plan.environment.append(StartPlan.Variable(name: entry.key, value: value))
    }
  }
}

/// Numbers with units, as people write them.
enum Quantity {
  /// "200 ms", "0.2s", "5 min", "1 h".
  static func milliseconds(_ text: String) -> Double? {
    guard let (number, unit) = split(text) else { return nil }
    let factors = [
      "ms": 1.0, "s": 1_000, "sec": 1_000, "second": 1_000, "seconds": 1_000, "min": 60_000, "minute": 60_000,
      "minutes": 60_000, "h": 3_600_000, "hour": 3_600_000, "hours": 3_600_000,
    ]
    return factors[unit].map { number * $0 }
  }

  /// "99.9 %".
  static func percent(_ text: String) -> Double? {
    guard let (number, unit) = split(text), unit == "%", number <= 100 else { return nil }
    return number
  }

  /// "1000/s", "60/min" or a bare number of requests per second.
  static func perSecond(_ text: String) -> Double? {
    guard let (number, unit) = split(text) else { return nil }
    switch unit {
    case "", "/s", "/ s", "per second": return number
    case "/min", "/ min", "per minute": return number / 60
    default: return nil
    }
  }

  /// A number that is not negative, and what follows it. Thousands may be parted by `_` or `,`.
  private static func split(_ text: String) -> (number: Double, unit: String)? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_" || $0 == ",") }
    guard let number = Double(digits.filter { $0 != "_" && $0 != "," }), number.isFinite else { return nil }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    return (number, unit.lowercased())
  }
}
