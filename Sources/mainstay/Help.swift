internal import Findings

/// Help, made from the verbs and the table of flags.
enum Help {
  /// What Mainstay does.
  static var overview: String {
    var lines = [
      "Mainstay \(mainstayVersion): a backend engineer as software.", "",
      "usage: mainstay VERB [PATH] [options]", "",
      "PATH is the backend's folder; without it, the current one.", "",
    ]
    let names = Verb.listed.map { "\($0.rawValue) \($0.operandNames)".trimmed }
    lines += rows(zip(names, Verb.listed.map(\.docs.summary)))
    lines += ["", "options of every verb"]
    lines += rows(allFlags.filter { $0.verbs == nil }.map { ($0.usage, $0.summary) })
    lines += [
      "", "exit status", "  0 done; 1 findings at or above the threshold; 2 wrong usage or unreadable input", "",
      "mainstay help VERB says more, with examples.",
    ]
    return text(lines)
  }

  /// How to use one verb.
  static func of(_ verb: Verb) -> String {
    let docs = verb.docs
    var lines = ["usage: mainstay \(verb.rawValue) \(verb.operandNames)".trimmed + " [options]", ""]
    lines.append(docs.summary.prefix(1).uppercased() + docs.summary.dropFirst() + ".")
    if !docs.text.isEmpty { lines += ["", docs.text] }
    let (own, common) = flags(of: verb)
    if !own.isEmpty { lines += ["", "options"] + rows(own.map { ($0.usage, summary(of: $0, for: verb)) }) }
    lines += ["", "options of every verb"] + rows(common.map { ($0.usage, summary(of: $0, for: verb)) })
    if !docs.examples.isEmpty {
      lines += ["", "examples"]
      for example in docs.examples {
        lines.append("  \(example.command)")
        if !example.says.isEmpty { lines.append("      \(example.says)") }
      }
    }
    return text(lines)
  }

  private static func flags(of verb: Verb) -> (own: [Flag], common: [Flag]) {
    let understood = allFlags.filter { $0.isUnderstood(by: verb) }
    return (understood.filter { $0.verbs != nil }, understood.filter { $0.verbs == nil })
  }

  private static func summary(of flag: Flag, for verb: Verb) -> String {
    let choices = flag.choices(for: verb)
    return choices.isEmpty ? flag.summary : "\(flag.summary): \(choices.joined(separator: ", "))"
  }

  /// Two columns, the second wrapped so that lines stay within 80.
  private static func rows(_ pairs: some Sequence<(String, String)>) -> [String] {
    let column = 26
    return pairs.flatMap { left, right in
      let wrapped = wrap(right, width: 80 - column - 1)
      let indent = String(repeating: " ", count: column)
      let head = "  " + left
      let first =
        head.count < column
        ? [head.padded(to: column) + (wrapped.first ?? "")] : [head, indent + (wrapped.first ?? "")]
      return first + wrapped.dropFirst().map { indent + $0 }
    }
  }

  private static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
