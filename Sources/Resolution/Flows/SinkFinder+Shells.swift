internal import Model
internal import Facts
internal import Source
internal import Syntax

/// Programs that are shells: what they are told to run is a line of text, list or not.
extension SinkFinder {
  private static let shells: Set<String> = [
    "sh", "bash", "zsh", "ash", "dash", "ksh", "cmd", "cmd.exe", "powershell", "pwsh",
  ]

  /// `exec.Command("sh", "-c", line)`: with a shell as the program, the rest is a line that it reads.
  func shellArguments(_ fact: CallFact, _ call: NodeRef) -> [SinkCall] {
    guard let position = fact.properties["program"].flatMap({ Int($0) }),
      let program = evaluator.argument(position, of: call).flatMap({ evaluator.value(of: $0).constantText }),
      let last = program.split(separator: "/").last, Self.shells.contains(String(last)),
      let option = evaluator.argument(position + 1, of: call).flatMap({ evaluator.value(of: $0).constantText }),
      option.hasSuffix("c") || option == "/C" || option.lowercased().hasPrefix("-command")
    else { return [] }
    // Words behind the line are its parameters, which no shell reads as a program.
    guard let line = evaluator.argument(position + 2, of: call) else { return [] }
    return [SinkCall(call: call, argument: line, fact: fact, kind: .command)]
  }

  /// `Process.Start("/bin/sh", $"-c \"{line}\"")`, `new ProcessStartInfo { FileName = "cmd.exe", Arguments = … }`: all
  /// arguments are one text, and a shell reads it.
  func shellTexts(_ fact: CallFact, _ call: NodeRef) -> [SinkCall] {
    guard let position = fact.properties["line"].flatMap({ Int($0) }),
      let program = evaluator.argument(named: "FileName", of: call) ?? evaluator.argument(position - 1, of: call),
      let name = evaluator.value(of: program).constantText?.lowercased(),
      let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last,
      Self.shells.contains(last.hasSuffix(".exe") ? String(last.dropLast(4)) : String(last)),
      let line = evaluator.argument(named: "Arguments", of: call) ?? evaluator.argument(named: "arguments", of: call)
        ?? evaluator.argument(position, of: call)
    else { return [] }
    return [SinkCall(call: call, argument: line, fact: fact, kind: .command)]
  }

  /// `spawn("sh", ["-c", line])`, `subprocess.run(["sh", "-c", line])`: the list holds a shell's line.
  func shellLines(_ fact: CallFact, _ call: NodeRef) -> [SinkCall] {
    guard fact.effect == .process, fact.properties["program"] == nil, fact.properties["line"] == nil,
      let first = evaluator.argument(0, of: call)
    else {
      return []
    }
    var words = elements(first)
    if words.isEmpty { words = [first] + (evaluator.argument(1, of: call).map { elements($0) } ?? []) }
    guard words.count >= 3, let program = evaluator.value(of: words[0]).constantText,
      Self.shells.contains(program.split(separator: "/").last.map(String.init) ?? ""),
      let option = evaluator.value(of: words[1]).constantText, ["-c", "-lc", "-ec", "/c", "-Command"].contains(option),
      evaluator.value(of: words[2]).constantText == nil
    else { return [] }
    return [SinkCall(call: call, argument: words[2], fact: fact, kind: .command)]
  }

  /// The elements of a list as it is written down.
  private func elements(_ list: NodeRef) -> [NodeRef] {
    guard case .literal(let literal) = evaluator.value(of: list), let file = evaluator.program.file(literal.file),
      [.list, .tuple].contains(file[literal.node].kind)
    else { return [] }
    return file.children(literal.node, .element).map { NodeRef(file: literal.file, node: $0) }
  }
}
