internal import Source

/// A command line that makes no sense. The exit status is 2.
struct UsageError: Error, Sendable, Equatable {
  /// One sentence, without a full stop.
  let message: String
  /// What to try instead; "" when there is nothing to say.
  var hint = ""
  /// The verb whose help may be of use.
  var verb: Verb?
}

/// Reads a command line against the table of flags.
///
/// Options may stand before and after the verb and its operands; `--name VALUE` and `--name=VALUE` are the same;
/// `--` ends the options.
struct OptionParser {
  private let flags: [Flag]
  private var given: [(flag: Flag, spelling: String, value: String)] = []
  private var words: [String] = []

  init(_ flags: [Flag] = allFlags) { self.flags = flags }

  /// The verb, `nil` when none is named, and the options. `arguments` are those after the program's name.
  static func parse(_ arguments: [String]) throws(UsageError) -> (verb: Verb?, options: RawOptions) {
    var parser = OptionParser()
    try parser.split(arguments)
    return try parser.interpret()
  }

  private mutating func split(_ arguments: [String]) throws(UsageError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += rest
        return
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        words.append(argument)
        continue
      }
      try add(argument, &rest)
    }
  }

  private mutating func add(_ argument: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let flag = flag(spelled: parts[0]) else { throw unknown(parts[0]) }
    if !flag.takesValue {
      guard parts.count == 1 else { throw UsageError(message: "\(parts[0]) takes no value") }
      given.append((flag, parts[0], ""))
    } else if parts.count == 2 {
      given.append((flag, parts[0], parts[1]))
    } else if let value = rest.popFirst() {
      given.append((flag, parts[0], value))
    } else {
      throw UsageError(message: "\(parts[0]) needs a value", hint: flag.usage.trimmed)
    }
  }

  private func flag(spelled spelling: String) -> Flag? {
    if spelling.hasPrefix("--") { return flags.first { $0.name == spelling.dropFirst(2) } }
    return flags.first { $0.short.map { "-\($0)" } == spelling }
  }

  private func unknown(_ spelling: String) -> UsageError {
    let name = String(spelling.drop { $0 == "-" })
    let near = nearestName(to: name, among: flags.map(\.name))
    return UsageError(
      message: "unknown option '\(spelling)'", hint: near.map { "did you mean --\($0)?" } ?? "",
      verb: words.first.flatMap(Verb.init(rawValue:)))
  }

  private func interpret() throws(UsageError) -> (verb: Verb?, options: RawOptions) {
    let verb = try words.first.map { word throws(UsageError) in try Self.verb(word) }
    var options = RawOptions()
    options.operands = Array(words.dropFirst())
    for (flag, spelling, value) in given {
      if let verb, !flag.isUnderstood(by: verb) {
        throw UsageError(message: "\(spelling) is no option of \(verb.rawValue)", verb: verb)
      }
      try apply(flag, spelling, value, verb, &options)
    }
    if let verb, !options.help { try Self.check(options.operands, of: verb) }
    return (verb, options)
  }

  private static func verb(_ word: String) throws(UsageError) -> Verb {
    if let verb = Verb(rawValue: word) { return verb }
    let near = nearestName(to: word, among: Verb.listed.map(\.rawValue))
    throw UsageError(message: "unknown verb '\(word)'", hint: near.map { "did you mean \($0)?" } ?? "")
  }

  private func apply(
    _ flag: Flag, _ spelling: String, _ value: String, _ verb: Verb?, _ options: inout RawOptions
  ) throws(UsageError) {
    if let verb, flag.takesValue {
      let choices = flag.choices(for: verb)
      if !choices.isEmpty, !choices.contains(value) {
        let near = nearestName(to: value, among: choices)
        throw UsageError(
          message: "\(spelling) is one of \(choices.joined(separator: ", ")), not '\(value)'",
          hint: near.map { "did you mean \($0)?" } ?? "", verb: verb)
      }
      if value.isEmpty { throw UsageError(message: "\(spelling) needs a value", verb: verb) }
    }
    if let complaint = flag.update(&options, value) {
      throw UsageError(message: "\(spelling) \(complaint), not '\(value)'", verb: verb)
    }
  }

  private static func check(_ operands: [String], of verb: Verb) throws(UsageError) {
    if operands.count > verb.operandCount.upperBound {
      throw UsageError(
        message: "\(verb.rawValue) does not take '\(operands[verb.operandCount.upperBound])'", verb: verb)
    }
    if operands.count < verb.operandCount.lowerBound {
      throw UsageError(message: "\(verb.rawValue) needs \(verb.operandNames)", verb: verb)
    }
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmed: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
