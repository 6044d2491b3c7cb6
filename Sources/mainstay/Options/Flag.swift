/// One option of the command line: its name, what it says about itself, and how it changes the raw options.
struct Flag: Sendable {
  /// What follows the name.
  enum Operand: Sendable {
    case nothing
    /// A value, named in capitals for the help; a file is completed as such by shells.
    case value(String, isFile: Bool = false)
    /// One of a few words, which depend on the verb.
    case choice(String, @Sendable (Verb) -> [String])
  }

  /// Without its two dashes.
  let name: String
  var short: Character?
  var operand: Operand = .nothing
  /// The verbs that understand it; `nil` for all.
  var verbs: Set<Verb>?
  /// One line, without a full stop.
  let summary: String
  /// Takes the value ("" when there is none) and returns what is wrong with it, or `nil`.
  let update: @Sendable (inout RawOptions, String) -> String?

  func isUnderstood(by verb: Verb) -> Bool { verbs?.contains(verb) ?? true }

  var takesValue: Bool {
    if case .nothing = operand { false } else { true }
  }

  /// The words that it accepts; empty when any text will do.
  func choices(for verb: Verb) -> [String] {
    if case .choice(_, let choices) = operand { choices(verb) } else { [] }
  }

  /// "--format FORMAT", "-o, --output FILE".
  var usage: String {
    let names = short.map { "-\($0), --\(name)" } ?? "    --\(name)"
    return switch operand {
    case .nothing: names
    case .value(let value, _), .choice(let value, _): "\(names) \(value)"
    }
  }
}
