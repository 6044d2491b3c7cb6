internal import Context
internal import Findings

/// Every option, in the order of the help. Parser, help and completions read this table and nothing else.
let allFlags: [Flag] = [
  format, json, tokens, all, failOn, since, baseline, writeBaseline, rule, includeTests, config, noCache, workers,
  timing,
  output, color, help, version,
]

private let reading: Set<Verb> = [.context, .review]

private let format = Flag(
  name: "format", short: "f", operand: .choice("FORMAT", { $0.formats }), verbs: [.context, .review, .rules, .explain],
  summary: "what to write; the first is the default"
) { options, value in
  options.format = value
  return nil
}

private let json = Flag(
  name: "json", verbs: [.context, .review, .rules, .explain, .benchParse], summary: "short for --format json"
) {
  options, _ in
  options.format = "json"
  return nil
}

private let tokens = Flag(
  name: "tokens", operand: .value("N"), verbs: [.context],
  summary: "fit the Markdown to N tokens, counted as four bytes each (default \(ContextBundle.defaultTokens))"
) { options, value in
  guard let tokens = Int(value), tokens > 0 else { return "is a number above 0" }
  options.tokens = tokens
  return nil
}

private let all = Flag(name: "all", short: "a", verbs: [.review], summary: "show every finding in full") { options, _ in
  options.showsAll = true
  return nil
}

private let failOn = Flag(
  name: "fail-on", operand: .choice("LEVEL", { _ in ["error", "warning", "note", "never"] }), verbs: [.review],
  summary: "exit with 1 when a finding has this level or a higher one (default error)"
) { options, value in
  options.failOn = Level(rawValue: value).map { .level($0) } ?? .never
  return nil
}

private let since = Flag(
  name: "since", operand: .value("REV"), verbs: [.review],
  summary: "report only what came after this Git revision: its findings are compared with today's"
) { options, value in
  options.since = value
  return nil
}

private let baseline = Flag(
  name: "baseline", operand: .value("FILE", isFile: true), verbs: [.review],
  summary: "leave out the findings that this file lists"
) { options, value in
  options.baseline = value
  return nil
}

private let writeBaseline = Flag(
  name: "write-baseline", operand: .value("FILE", isFile: true), verbs: [.review],
  summary: "write today's findings into a file for --baseline"
) { options, value in
  options.writeBaseline = value
  return nil
}

private let rule = Flag(
  name: "rule", operand: .value("RULE"), verbs: [.review], summary: "run only this rule; may be given several times"
) { options, value in
  options.only.append(value)
  return nil
}

private let includeTests = Flag(name: "include-tests", verbs: reading, summary: "read test code as well") {
  options, _ in
  options.includeTests = true
  return nil
}

private let config = Flag(
  name: "config", operand: .value("FILE", isFile: true), verbs: reading,
  summary: "read this file instead of PATH/\(Configuration.fileName)"
) { options, value in
  options.config = value
  return nil
}

private let noCache = Flag(
  name: "no-cache", verbs: reading, summary: "use and keep no results in the cache"
) {
  options, _ in
  options.useCache = false
  return nil
}

private let workers = Flag(
  name: "workers", operand: .value("N"), verbs: [.context, .review, .benchParse],
  summary: "threads to use (default: one per processor)"
) { options, value in
  guard let workers = Int(value), (1...1_024).contains(workers) else { return "is a number from 1 to 1024" }
  options.workers = workers
  return nil
}

private let timing = Flag(name: "timing", verbs: reading, summary: "say on standard error how long each stage took") {
  options, _ in
  options.timing = true
  return nil
}

private let output = Flag(
  name: "output", short: "o", operand: .value("FILE", isFile: true),
  verbs: [.context, .review, .rules, .explain, .completions, .benchParse, .dump],
  summary: "write the result into a file instead of standard output"
) { options, value in
  options.output = value
  return nil
}

private let color = Flag(
  name: "color", operand: .choice("WHEN", { _ in RawOptions.Color.allCases.map(\.rawValue) }),
  summary: "when to use colour; auto means on a terminal unless NO_COLOR is set"
) { options, value in
  options.color = RawOptions.Color(rawValue: value) ?? .auto
  return nil
}

private let help = Flag(name: "help", short: "h", summary: "help for the verb") { options, _ in
  options.help = true
  return nil
}

private let version = Flag(name: "version", short: "V", summary: "Mainstay's version") { options, _ in
  options.version = true
  return nil
}
