internal import Findings
internal import Glibc
internal import Source

/// One run of the program: from arguments to an exit status.
enum Command {
  static func run(_ arguments: [String]) -> ExitStatus {
    do {
      let (verb, options) = try OptionParser.parse(arguments)
      return try run(verb, options)
    } catch let error as UsageError {
      Console.complain(error.message + (error.hint.isEmpty ? "" : "; \(error.hint)"))
      Console.write("See mainstay help\(error.verb.map { " \($0.rawValue)" } ?? "").\n", to: STDERR_FILENO)
    } catch let trouble as Trouble {
      Console.complain(trouble.message)
    } catch {
      Console.complain("\(error)")
    }
    return .trouble
  }

  private static func run(_ verb: Verb?, _ options: RawOptions) throws -> ExitStatus {
    if options.version || verb == .version { return try print("mainstay \(mainstayVersion)\n", options) }
    guard let verb else {
      if options.help { return try print(Help.overview, options) }
      Console.write(Help.overview, to: STDERR_FILENO)
      return .trouble
    }
    if verb.isPlanned { throw Trouble("\(verb.rawValue) is not there yet") }
    if options.help { return try print(Help.of(verb), options) }
    switch verb {
    case .context: return try ContextVerb.run(options)
    case .review: return try ReviewVerb.run(options)
    case .rules: return try RulesVerb.run(options)
    case .explain: return try ExplainVerb.run(options)
    case .`init`: return try InitVerb.run(options)
    case .completions: return try print(try Completions.text(for: options.operands[0]), options)
    case .benchParse: return try BenchParseVerb.run(options)
    case .dump: return try DumpVerb.run(options)
    case .help: return try print(try help(options.operands.first), options)
    case .version, .design, .prove, .activate, .mcp, .install: return .done
    }
  }

  private static func print(_ text: String, _ options: RawOptions) throws(Trouble) -> ExitStatus {
    try Delivery.deliver(text, to: options.output)
    return .done
  }

  private static func help(_ word: String?) throws(UsageError) -> String {
    guard let word else { return Help.overview }
    guard let verb = Verb(rawValue: word), !verb.isPlanned else {
      let near = nearestName(to: word, among: Verb.listed.map(\.rawValue))
      throw UsageError(message: "there is no help for '\(word)'", hint: near.map { "did you mean \($0)?" } ?? "")
    }
    return Help.of(verb)
  }
}
