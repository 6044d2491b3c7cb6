internal import Source

extension Completions {
  static var zsh: String {
    let verbs = Verb.listed.map { "    \(quoted("\($0.rawValue):\($0.docs.summary)"))" }.joined(separator: "\n")
    return """
      #compdef mainstay
      # Completions of mainstay for zsh. Made by: mainstay completions zsh
      _mainstay() {
        local -a verbs=(
      \(verbs)
        )
        if (( CURRENT == 2 )); then
          _describe verb verbs
          return
        fi
        local verb=$words[2]
        shift words
        (( CURRENT-- ))
        case $verb in
      \(Verb.listed.map(zshCase).joined(separator: "\n"))
        esac
      }
      _mainstay "$@"

      """
  }

  private static func zshCase(_ verb: Verb) -> String {
    var specs = flags(of: verb).flatMap { zshSpecs($0, verb) }
    switch operands(of: verb) {
    case .none: specs.append("'1:folder:_files -/'")
    case .some(let words) where !words.isEmpty: specs.append("'1:word:(\(words.joined(separator: " ")))'")
    case .some: break
    }
    return "    \(verb.rawValue)) _arguments \(specs.joined(separator: " ")) ;;"
  }

  private static func zshSpecs(_ flag: Flag, _ verb: Verb) -> [String] {
    let names = ["--\(flag.name)"] + (flag.short.map { ["-\($0)"] } ?? [])
    let summary = flag.summary.map { "[]:\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    let words = flag.choices(for: verb)
    let value =
      !flag.takesValue
      ? "" : flag.isFile ? ":file:_files" : words.isEmpty ? ":value:" : ":word:(\(words.joined(separator: " ")))"
    return names.map { quoted("\($0)[\(summary)]\(value)") }
  }

  /// Within single quotes, for zsh and bash.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
