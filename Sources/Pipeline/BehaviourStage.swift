internal import Findings
internal import Frameworks
internal import Model
internal import Resolution
internal import Source

/// Walks every function. Each worker does `first` before it begins.
enum BehaviourStage {
  static func run(
    _ program: Program, _ functions: FunctionTable, _ lines: LineTable, _ cache: RunCache?, includeTests: Bool,
    workers: Int, first: @escaping @Sendable () -> Void = {}
  ) -> Behaviour {
    let chunks = Chunks.ranges(program.fileCount)
    let parts = cache.results(of: "behaviour", count: chunks.count, program, workers: workers, first: first) {
      chunk, program in
      let evaluator = Evaluator(program)
      var behaviour = Behaviour()
      for position in chunks[chunk] {
        let id = FileID(index: UInt32(position))
        behaviour.append(
          BehaviourScanner.scan(
            id, evaluator: evaluator, functions: functions, lines: lines.index(of: id),
            isSkimmed: isSkimmed(program.tree.purpose(of: id), includeTests)))
      }
      return behaviour
    }
    var whole = Behaviour()
    for part in parts { whole.append(part) }
    whole.linkCallers()
    return whole
  }

  /// No request and no job reaches a migration, and nobody asks what tests do unless they say so.
  private static func isSkimmed(_ purpose: FilePurpose, _ includeTests: Bool) -> Bool {
    switch purpose {
    case .test: !includeTests
    case .migration: true
    case .production, .script: false
    }
  }
}

/// Runs the recognizers whose frameworks some file imports. Each is one piece of work, however much of a project it is
/// about, so they are done beside what splits better.
enum RecognitionStage {
  static func begin(
    _ program: Program, _ functions: FunctionTable, _ lines: LineTable, _ options: PipelineOptions
  ) -> SideJob<Draft> {
    let active = allRecognizers.filter { $0.triggers.contains(where: program.imported.contains) }.sorted {
      $0.name < $1.name
    }
    let guards = Set(options.configuration.guards)
    return SideJob(count: active.count) { position in
      let context = RecognizerContext(program: program, functions: functions, lines: lines, extraGuards: guards)
      var draft = Draft()
      active[position].recognize(context, into: &draft)
      return draft
    }
  }

  static func joined(_ drafts: [Draft]) -> Draft {
    var whole = Draft()
    for draft in drafts { whole.merge(draft) }
    whole.endpoints = GraphMounts.joined(withoutUnseenTwins(whole.endpoints))
    return whole
  }

  /// Without those under a prefix that could not be seen whose registration is known under one that could.
  private static func withoutUnseenTwins(_ endpoints: [Endpoint]) -> [Endpoint] {
    struct Registered: Hashable {
      let place: Location
      let method: String
    }
    let seen = Set(
      endpoints.lazy.filter { !$0.path.contains("{}") }.map { Registered(place: $0.registered, method: $0.method) })
    return endpoints.filter {
      !$0.path.contains("{}") || !seen.contains(Registered(place: $0.registered, method: $0.method))
    }
  }
}
