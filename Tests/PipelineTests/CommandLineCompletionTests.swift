import Testing

@Suite struct CommandLineCompletionTests {
  /// What bash offers for a line.
  private func bash(_ words: String...) throws -> [Substring] {
    let script = """
      source <("$0" completions bash)
      COMP_WORDS=(mainstay "$@"); COMP_CWORD=$#
      _mainstay
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    return try Program.run("bash", ["-c", script, Program.path] + words).output.split(separator: "\n")
  }

  @Test func bashCompletesVerbsOptionsAndValues() throws {
    #expect(try bash("rev") == ["review"])
    #expect(try bash("review", "--fail") == ["--fail-on"])
    #expect(try bash("review", "--fail-on", "").sorted() == ["error", "never", "note", "warning"])
    #expect(try bash("context", "-f", "") == ["markdown", "json"])
    #expect(try bash("explain", "missing-t") == ["missing-timeout"])
    #expect(try bash("completions", "") == ["bash", "zsh", "fish"])
    #expect(try bash("context", "--tok") == ["--tokens"])
    #expect(try bash("review", "--tok").isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func everyShellKnowsEveryVerbAndHidesTheOthers(_ shell: String) throws {
    let run = try Program.run("completions", shell)
    #expect(run.status == 0)
    for word in [
      "context", "review", "rules", "explain", "init", "completions", "include-tests", "missing-timeout", "sarif",
    ] {
      #expect(run.output.contains(word))
    }
    for word in ["prove", "bench-parse", "dump"] { #expect(!run.output.contains(word)) }
  }
}
