extension Completions {
  static var fish: String {
    var lines = ["# Completions of mainstay for fish. Made by: mainstay completions fish", "complete -c mainstay -f"]
    for verb in Verb.listed {
      lines.append(
        "complete -c mainstay -n __fish_use_subcommand -a \(verb.rawValue) -d \(fishQuoted(verb.docs.summary))")
    }
    for verb in Verb.listed {
      let seen = "complete -c mainstay -n '__fish_seen_subcommand_from \(verb.rawValue)'"
      switch operands(of: verb) {
      case .none: lines.append("\(seen) -a '(__fish_complete_directories)'")
      case .some(let words) where !words.isEmpty: lines.append("\(seen) -a \(fishQuoted(words.joined(separator: " ")))")
      case .some: break
      }
      for flag in flags(of: verb) { lines.append("\(seen) \(fishFlag(flag, verb))") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func fishFlag(_ flag: Flag, _ verb: Verb) -> String {
    let short = flag.short.map { " -s \($0)" } ?? ""
    let words = flag.choices(for: verb)
    let value =
      !flag.takesValue
      ? "" : flag.isFile ? " -rF" : words.isEmpty ? " -x" : " -xa \(fishQuoted(words.joined(separator: " ")))"
    return "-l \(flag.name)\(short)\(value) -d \(fishQuoted(flag.summary))"
  }

  private static func fishQuoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }
}
