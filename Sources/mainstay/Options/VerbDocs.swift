/// What help says about a verb.
struct VerbDocs: Sendable {
  struct Example: Sendable {
    let command: String
    let says: String
  }

  /// One line, for the list of verbs.
  let summary: String
  /// Paragraphs, wrapped by hand at 78 columns.
  var text = ""
  var examples: [Example] = []
}

extension Verb {
  var docs: VerbDocs {
    switch self {
    case .context: Self.contextDocs
    case .review: Self.reviewDocs
    case .rules:
      VerbDocs(
        summary: "list what a review checks",
        examples: [
          .init(command: "mainstay rules", says: "every rule, by pillar"),
          .init(command: "mainstay rules --format json", says: "the same for programs"),
        ])
    case .explain:
      VerbDocs(
        summary: "say what a rule finds, why it matters and how to mend it",
        examples: [
          .init(command: "mainstay explain missing-timeout", says: "by name"),
          .init(command: "mainstay explain R01", says: "by its number in the catalogue"),
        ])
    case .`init`:
      VerbDocs(
        summary: "write a commented mainstay.yml",
        text: "A file that is there already is left as it is, and the exit status is 2.",
        examples: [.init(command: "mainstay init", says: "into the current folder")])
    case .completions:
      VerbDocs(
        summary: "print completions for a shell",
        examples: [
          .init(command: "mainstay completions bash > ~/.local/share/bash-completion/completions/mainstay", says: ""),
          .init(command: "mainstay completions zsh > ~/.zfunc/_mainstay", says: ""),
          .init(command: "mainstay completions fish > ~/.config/fish/completions/mainstay.fish", says: ""),
        ])
    case .help:
      VerbDocs(
        summary: "say what Mainstay does, or how to use one verb",
        examples: [.init(command: "mainstay help review", says: "the options of review")])
    case .version: VerbDocs(summary: "print Mainstay's version")
    case .benchParse:
      VerbDocs(
        summary: "parse the files that a review reads, and do nothing else",
        text: "Prints files, bytes, nodes and seconds: what benchmarks compare a review with.")
    case .dump: VerbDocs(summary: "print the language-neutral syntax of one file, relative to PATH")
    case .design: VerbDocs(summary: "write the design documents that the code implies")
    case .prove: VerbDocs(summary: "hold the running service against its budgets")
    case .activate: VerbDocs(summary: "say whether a request is backend work")
    case .mcp: VerbDocs(summary: "serve coding agents over MCP")
    case .install: VerbDocs(summary: "write agent files for coding agents")
    }
  }

  private static let contextDocs = VerbDocs(
    summary: "describe a backend: endpoints, data, calls, settings, central code",
    text: """
      Reads the backend in PATH (the current folder) and writes what a newcomer
      needs to know, most useful first and fitted to a number of tokens. What was
      looked for and not found is named; what could not be seen is "unknown".
      Nothing of the project is executed, and no secret is printed.
      """,
    examples: [
      .init(command: "mainstay context", says: "Markdown, about 4,000 tokens"),
      .init(command: "mainstay context shop --tokens 1000", says: "a short one, of another folder"),
      .init(command: "mainstay context --format json | jq .endpoints", says: "everything, for programs"),
    ])

  private static let reviewDocs = VerbDocs(
    summary: "report what fails, leaks, slows down, loses data or does not scale",
    text: """
      Reads the backend in PATH (the current folder) and reports findings, worst
      first: each names the lines, the failure that they lead to and the endpoints
      that are hit. Test code is left out unless asked for. mainstay.yml sets rule
      levels, excluded paths and your own guards (see mainstay init). A comment
      mainstay:ignore RULE reason silences one finding.
      """,
    examples: [
      .init(command: "mainstay review", says: "the current folder, in the terminal"),
      .init(command: "mainstay review --since origin/main --fail-on warning", says: "what a branch brings"),
      .init(command: "mainstay review --format sarif -o review.sarif", says: "for code scanning"),
      .init(command: "mainstay review --format html -o review.html", says: "one file for the browser"),
      .init(command: "mainstay review --write-baseline known.json", says: "accept today's findings …"),
      .init(command: "mainstay review --baseline known.json", says: "… and report only others"),
    ])
}
