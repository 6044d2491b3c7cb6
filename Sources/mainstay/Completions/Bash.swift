extension Completions {
  static var bash: String {
    let verbs = Verb.listed.map(\.rawValue).joined(separator: " ")
    return """
      # Completions of mainstay for bash. Made by: mainstay completions bash
      _mainstay() {
        local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} verb= index
        COMPREPLY=()
        for ((index = 1; index < COMP_CWORD; index++)); do
          case ${COMP_WORDS[index]} in -*) ;; *) verb=${COMP_WORDS[index]}; break ;; esac
        done
        case $verb in
          '')
            COMPREPLY=($(compgen -W "\(verbs) --help --version" -- "$word"))
            return ;;
      \(Verb.listed.map(bashCase).joined(separator: "\n"))
        esac
      }
      complete -o filenames -F _mainstay mainstay

      """
  }

  private static func bashCase(_ verb: Verb) -> String {
    var lines = ["    \(verb.rawValue))", "      case $previous in"]
    for (flag, words) in choices(of: verb) {
      lines.append(
        "        \(spellings(flag))) COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$word\")); return ;;"
      )
    }
    for flag in flags(of: verb) where flag.takesValue && flag.choices(for: verb).isEmpty {
      let action = flag.isFile ? "COMPREPLY=($(compgen -f -- \"$word\")); return" : "return"
      lines.append("        \(spellings(flag))) \(action) ;;")
    }
    let names = flags(of: verb).map { "--\($0.name)" }.joined(separator: " ")
    let operand = operands(of: verb).map { "-W \"\($0.joined(separator: " "))\"" } ?? "-d"
    lines += [
      "      esac",
      "      case $word in -*) COMPREPLY=($(compgen -W \"\(names)\" -- \"$word\")) ;; *) COMPREPLY=($(compgen \(operand) -- \"$word\")) ;; esac ;;",
    ]
    return lines.joined(separator: "\n")
  }

  private static func spellings(_ flag: Flag) -> String {
    flag.short.map { "-\($0)|--\(flag.name)" } ?? "--\(flag.name)"
  }
}

extension Flag {
  var isFile: Bool {
    if case .value(_, isFile: true) = operand { true } else { false }
  }
}
