/// Completions for shells, made from the verbs and the table of flags.
enum Completions {
  static let shells = ["bash", "zsh", "fish"]

  static func text(for shell: String) throws(UsageError) -> String {
    switch shell {
    case "bash": return bash
    case "zsh": return zsh
    case "fish": return fish
    default:
      throw UsageError(
        message: "completions are for \(shells.joined(separator: ", ")), not '\(shell)'", verb: .completions)
    }
  }

  /// The flags of a verb that take a word out of a few.
  static func choices(of verb: Verb) -> [(flag: Flag, words: [String])] {
    allFlags.filter { $0.isUnderstood(by: verb) }.map { ($0, $0.choices(for: verb)) }.filter { !$0.1.isEmpty }
  }

  static func flags(of verb: Verb) -> [Flag] { allFlags.filter { $0.isUnderstood(by: verb) } }

  /// What the verb's own operand may be, where it is not a folder.
  static func operands(of verb: Verb) -> [String]? {
    switch verb {
    case .completions: shells
    case .help: Verb.listed.map(\.rawValue)
    case .explain: RuleName.all
    case .rules, .version: []
    default: nil
    }
  }
}
