/// What Mainstay can be asked to do.
enum Verb: String, Sendable, CaseIterable, Hashable {
  case context, review, rules, explain, `init`, completions, help, version
  case benchParse = "bench-parse"
  case dump
  case design, prove, activate, mcp, install

  /// Named in the design, and not there yet.
  var isPlanned: Bool {
    switch self {
    case .design, .prove, .activate, .mcp, .install: true
    default: false
    }
  }

  /// For Mainstay's own makers: it works, and help does not list it.
  var isHidden: Bool { self == .benchParse || self == .dump }

  /// Those that help and completions list.
  static var listed: [Verb] { allCases.filter { !$0.isPlanned && !$0.isHidden } }

  /// What `--format` may be; the first is the default.
  var formats: [String] {
    switch self {
    case .context: ["markdown", "json"]
    case .review: ["terminal", "markdown", "json", "sarif", "html"]
    case .rules, .explain: ["terminal", "markdown", "json"]
    default: []
    }
  }

  /// What stands after it, as help prints it.
  var operandNames: String {
    switch self {
    case .context, .review, .`init`, .benchParse: "[PATH]"
    case .explain: "RULE"
    case .completions: "bash|zsh|fish"
    case .help: "[VERB]"
    case .dump: "PATH FILE"
    case .rules, .version, .design, .prove, .activate, .mcp, .install: ""
    }
  }

  /// How many operands it takes.
  var operandCount: ClosedRange<Int> {
    switch self {
    case .context, .review, .`init`, .benchParse, .help: 0...1
    case .explain, .completions: 1...1
    case .dump: 2...2
    case .rules, .version: 0...0
    case .design, .prove, .activate, .mcp, .install: 0...Int.max
    }
  }
}
