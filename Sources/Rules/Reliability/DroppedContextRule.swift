internal import Findings
internal import Model
internal import Source

/// R22. Work under the wrong deadline: one that never ends, or one that ends too early.
enum DroppedContextRule: Rule {
  static let info = RuleInfo(
    name: "context-dropped", alias: "R22", pillar: .reliability, level: .warning, confidence: .high,
    summary: "a call gets a context that is not the one it should live with",
    why: """
      A request's context ends when its caller has gone or its time is up. Work that gets another one goes on for nobody, \
      holds its connection, and ignores every deadline above it. The other way round, what goes on after the answer is cut \
      off by the request's own end.
      """,
    quietWhen: [
      "the context given has a deadline of its own",
      "no request reaches the function, or it has no context at hand",
      "the function waits for what it started",
      "a token that is left out where something is written, or was before: it is better brought to its end (C#)",
    ],
    example: "func (s *Store) Get(ctx context.Context, id int) { s.db.QueryRowContext(context.Background(), …) }",
    instead: "func (s *Store) Get(ctx context.Context, id int) { s.db.QueryRowContext(ctx, …) }",
    cwe: [],
    references: [
      "https://sre.google/sre-book/addressing-cascading-failures/", "https://pkg.go.dev/context",
      "https://learn.microsoft.com/en-us/dotnet/fundamentals/code-analysis/quality-rules/ca2016",
    ])

  static func check(_ context: RuleContext) -> [Finding] {
    context.backend.cancellations.compactMap { cancellation in
      let function = context.backend[cancellation.function]
      let endpoints = context.endpoints(reaching: cancellation.function)
      guard let first = endpoints.first else { return nil }
      switch cancellation.form {
      case .dropped:
        guard context.reach.isAwaitedByRequest(function.id), !isDetached(function.name) else { return nil }
        return Finding(
          rule: info, message: "\(cancellation.callee) does not end with the request",
          scenario: """
            While what it waits for is slow, callers of \(first) give up and try again; each try leaves one more such call \
            running, with its connection, until none is left.
            """,
          location: cancellation.location, related: [Finding.Related(cancellation.source, "the context at hand")],
          endpoints: endpoints, remedy: "hand on the context of the request, with a deadline where it has none",
          subject: "\(function.name) \(cancellation.callee)")
      case .outlived:
        if let work = cancellation.work, !FarEffects.of([work], context.backend).contains(where: \.isRemote) {
          return nil
        }
        return Finding(
          rule: info, level: .error,
          message: "\(cancellation.callee) goes on after the answer with the context of the request",
          scenario: """
            As soon as \(first) is answered its context is cancelled: what \(cancellation.callee) has not finished by then \
            fails with "context canceled", now and then and without a trace.
            """,
          location: cancellation.location, related: [Finding.Related(cancellation.source, "started here")],
          endpoints: endpoints,
          remedy: "give it a context of its own: context.WithoutCancel(ctx) with a timeout, or wait for it",
          subject: "\(function.name) \(cancellation.callee)")
      case .omitted: return nil
      }
    } + omitted(context)
  }

  // MARK: Tokens

  /// One finding per function: they are mended in one go.
  private static func omitted(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    var byFunction: [FunctionID: [Cancellation]] = [:]
    for cancellation in backend.cancellations
    where cancellation.form == .omitted && context.reach.isAwaitedByRequest(cancellation.function)
      && !isDetached(backend[cancellation.function].name) && onlyReads(cancellation, backend)
      && !isBegun(cancellation, backend)
    {
      byFunction[cancellation.function, default: []].append(cancellation)
    }
    return byFunction.keys.sorted().compactMap { id in
      byFunction[id].flatMap { finding(id, $0.sorted { $0.location < $1.location }, context) }
    }
  }

  private static func finding(_ id: FunctionID, _ omitted: [Cancellation], _ context: RuleContext) -> Finding? {
    let endpoints = context.endpoints(reaching: id)
    guard let first = omitted.first, let endpoint = endpoints.first else { return nil }
    let more = omitted.count - 1
    let rest = more == 0 ? "" : more == 1 ? ", nor one more call here" : ", nor \(more) more calls here"
    return Finding(
      rule: info, level: .note,
      message: "\(first.callee) does not get the token that is at hand\(rest)",
      scenario: """
        When a caller of \(endpoint) gives up, what this waits for goes on to its end, with its connection; callers that try \
        again while it is slow add one more each time.
        """,
      location: first.location,
      related: omitted.dropFirst().prefix(8).map { Finding.Related($0.location, "nor here") }
        + [Finding.Related(first.source, "the token at hand")],
      endpoints: endpoints,
      remedy: "hand the token on; CancellationToken.None says that a call is meant to go on",
      subject: "\(context.backend[id].name) token")
  }

  /// A method of the project that asks others, and changes nothing that would be left half done.
  private static func onlyReads(_ cancellation: Cancellation, _ backend: Backend) -> Bool {
    guard let work = cancellation.work else { return true }
    let effects = FarEffects.of([work], backend)
    return effects.contains(where: \.isRemote) && !effects.contains(where: \.isRemoteWrite)
  }

  /// What has been begun is better brought to its end.
  private static func isBegun(_ cancellation: Cancellation, _ backend: Backend) -> Bool {
    let function = backend[cancellation.function]
    return function.effects.contains {
      backend.effects[$0].location < cancellation.location && backend.effects[$0].isRemoteWrite
    }
      || function.calls.contains {
        $0.location < cancellation.location && FarEffects.of([$0.callee], backend).contains(where: \.isRemoteWrite)
      }
  }

  private static let words: Set<String> = [
    "audit", "cleanup", "clean", "rollback", "release", "unlock", "close", "detached", "async", "background",
  ]

  /// What has to be done even when the caller has gone.
  private static func isDetached(_ name: String) -> Bool { Words.of(name).contains { words.contains($0) } }
}
