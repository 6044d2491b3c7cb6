package import Model

/// What a rule is, for people: fixed sections, in the rule's own file.
package struct RuleInfo: Sendable {
  /// Short kebab-case words that read as "allow ⟨rule⟩": "missing-timeout".
  package let name: String
  /// Its number in the catalogue: "R01".
  package let alias: String
  package let pillar: Pillar
  package let level: Level
  package let confidence: Confidence
  /// One line: what it finds.
  package let summary: String
  /// What goes wrong in a running service.
  package let why: String
  /// When it stays silent.
  package let quietWhen: [String]
  /// Code that it reports, and what to write instead.
  package let example: String
  package let instead: String
  package let cwe: [Int]
  package let references: [String]

  package init(
    name: String, alias: String, pillar: Pillar, level: Level, confidence: Confidence, summary: String, why: String,
    quietWhen: [String], example: String, instead: String, cwe: [Int] = [], references: [String] = []
  ) {
    self.name = name
    self.alias = alias
    self.pillar = pillar
    self.level = level
    self.confidence = confidence
    self.summary = summary
    self.why = why
    self.quietWhen = quietWhen
    self.example = example
    self.instead = instead
    self.cwe = cwe
    self.references = references
  }
}

/// One check: metadata plus a pure function over the model. Rules never see syntax.
package protocol Rule: Sendable {
  static var info: RuleInfo { get }
  /// Findings in any order; the engine sorts, fingerprints and filters them.
  static func check(_ context: RuleContext) -> [Finding]
}

/// A rule's only door.
package struct RuleContext: Sendable {
  package let backend: Backend
  /// Who reaches what, computed once.
  package let reach: Reach
  /// What each endpoint does, in order, across functions.
  package let paths: RequestPaths

  package init(backend: Backend, workers: Int = 1) {
    self.backend = backend
    self.reach = Reach(backend)
    self.paths = RequestPaths(backend, workers: workers)
  }

  /// Titles of the endpoints that reach a function, sorted by path.
  package func endpoints(reaching function: FunctionID) -> [String] {
    reach.endpoints(of: function).map { backend[$0].title }
  }
}
