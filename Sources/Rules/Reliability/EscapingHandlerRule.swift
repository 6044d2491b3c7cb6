internal import Findings
internal import Model
internal import Source

/// R13. A failure that no error handler gets to see.
enum EscapingHandlerRule: Rule {
  static let info = RuleInfo(
    name: "async-handler-escapes", alias: "R13", pillar: .reliability, level: .error, confidence: .high,
    summary: "a failure of asynchronous work reaches no error handler",
    why: """
      Express 4 does not look at the promise that an async handler gives back. When it is rejected, no error handler \
      runs: the client waits until it gives up, and Node ends the process for the unhandled rejection. Work handed to a \
      pool whose future nobody keeps fails in the same silence.
      """,
    quietWhen: [
      "Express is version 5 or later, or express-async-errors or a promise router is used",
      "a wrapper passes the rejection on, or a try in the handler catches it",
      "the version of Express could not be seen",
      "the task's result is kept, or it catches its own errors",
      "a goroutine recovers, or nothing near it panics",
      "a method that is async void catches what it throws",
    ],
    example: "router.get(\"/orders\", async (req, res) => {\n  res.json(await Order.find())\n})",
    instead: "router.get(\"/orders\", asyncHandler(async (req, res) => {\n  res.json(await Order.find())\n}))",
    cwe: [248, 755],
    references: ["https://expressjs.com/en/guide/error-handling.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    handlers(context) + futures(context) + goroutines(context) + voids(context) + voidHandlers(context)
  }

  // MARK: Express 4

  private static let catching: Set<String> = [
    "express-async-errors", "express-promise-router", "@awaitjs/express", "express-async-router",
    "express-async-handler-patch", "express-asyncify",
  ]

  private static func handlers(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    let majors = backend.majors(of: "express")
    guard !majors.isEmpty, majors.allSatisfy({ $0 <= 4 }), !backend.dependsOn(catching) else { return [] }
    var byFile: [String: [Escape]] = [:]
    var seen: Set<FunctionID> = []
    for endpoint in backend.endpoints where endpoint.framework == "express" {
      let functions =
        (endpoint.handler.isWrapped ? [] : [endpoint.handler.function]) + endpoint.middleware.map(\.function)
      for case let id? in functions where seen.insert(id).inserted {
        let function = backend[id]
        // With less than a request and a response it is something else that a project's own router calls.
        guard function.isAsync, function.purpose == .production, function.parameterCount >= 2,
          let place = function.escape, !endpoint.isMountedOnCondition
        else { continue }
        byFile[place.file, default: []].append(
          Escape(
            function: function, place: place, endpoint: endpoint.title,
            isSure: id == endpoint.handler.function || FarEffects.of([id], backend).contains { $0.isRemote }))
      }
    }
    return byFile.keys.sorted().compactMap {
      byFile[$0].flatMap { finding($0.sorted { $0.place < $1.place }, context) }
    }
  }

  private struct Escape {
    let function: Function
    let place: Location
    let endpoint: String
    /// It is a handler, or middleware of which it is known that what it awaits may fail.
    let isSure: Bool
  }

  /// One finding per file: they are mended in one way.
  private static func finding(_ escapes: [Escape], _ context: RuleContext) -> Finding? {
    guard let first = escapes.first else { return nil }
    let count = escapes.count
    let named = first.function.name.contains("<lambda>") ? first.endpoint : first.function.name
    return Finding(
      rule: info, level: escapes.contains { $0.isSure } ? nil : .note,
      message: count == 1
        ? "a rejection in \(named) reaches no error handler"
        : "rejections in \(named) and \(count - 1) more async handlers of this file reach no error handler",
      scenario: """
        When what is awaited here fails, \(first.endpoint) is never answered: the client waits until it gives up. Nothing \
        handles the rejection, for which Node ends the process and every other request with it.
        """,
      location: first.place,
      related: escapes.dropFirst().prefix(8).map { Finding.Related($0.place, "leaves \($0.endpoint)") },
      endpoints: Array(Set(escapes.flatMap { [$0.endpoint] + context.endpoints(reaching: $0.function.id) })).sorted(),
      remedy: "wrap the handlers (express-async-handler), or go to Express 5, which passes rejections on",
      subject: "express handlers")
  }

  // MARK: Futures

  /// `executor.submit(work)`: what it raises is in a future that nobody asks.
  private static func futures(_ context: RuleContext) -> [Finding] {
    context.backend.effects.compactMap { effect in
      guard case .spawn(let spawn) = effect.kind, spawn.manner == .thread, spawn.isSupervised == false,
        effect.callee.hasSuffix(".submit"), let work = spawn.function
      else { return nil }
      let function = context.backend[effect.function]
      let task = context.backend[work]
      guard function.purpose == .production, let lost = unguarded(task, context.backend) else { return nil }
      let endpoints = context.endpoints(reaching: function.id)
      return Finding(
        rule: info, level: .warning, message: "nobody learns when \(task.name) fails",
        scenario: """
          While \(lost.peer) fails, \(task.name) raises into a future that nobody keeps: no log says so\
          \(endpoints.isEmpty ? "." : ", and \(Titles.of(endpoints)) has long answered that all is well.")
          """,
        location: effect.location, related: [Finding.Related(lost.location, "what may fail")], endpoints: endpoints,
        remedy: "keep the future and look at its exception, or catch and log inside of the task",
        subject: "\(function.name) \(task.name)")
    }
  }

  /// A remote effect of a task that no handler of the task is around.
  private static func unguarded(_ task: Function, _ backend: Backend) -> Effect? {
    let own = task.effects.lazy.map { backend.effects[$0] }.first { $0.isRemote && $0.context.handler == nil }
    if let own { return own }
    let callees = task.calls.filter { $0.context.handler == nil }.map(\.callee)
    return FarEffects.of(callees, backend).first { $0.isRemote && $0.context.handler == nil }
  }

  // MARK: Async void

  /// `exports.Write(name)` of C#, where `Write` is `async void`: what it throws is thrown on a thread of the pool.
  private static func voids(_ context: RuleContext) -> [Finding] {
    context.backend.effects.compactMap { effect in
      guard effect.location.isCSharp, effect.callee == "async void", case .spawn(let spawn) = effect.kind,
        let work = spawn.function
      else { return nil }
      let function = context.backend[effect.function]
      let task = context.backend[work]
      let endpoints = context.endpoints(reaching: function.id)
      guard function.purpose == .production, let first = endpoints.first, let lost = unguarded(task, context.backend)
      else { return nil }
      return Finding(
        rule: info, message: "\(name(of: task)) is async void: what it throws ends the process",
        scenario: """
          When \(lost.peer) fails after \(first), no handler and no middleware catches it: the runtime ends the process, and \
          every other request with it.
          """,
        location: effect.location, related: [Finding.Related(lost.location, "what may fail")], endpoints: endpoints,
        remedy: "let it answer with a Task and await it, or catch everything inside",
        subject: "\(function.name) \(task.name)")
    }
  }

  private static func name(of task: Function) -> String {
    task.name.contains("<lambda>") ? "the lambda given to ForEach" : task.name
  }

  /// An action that is `async void`: the framework does not know when it is done, nor whether it failed.
  private static func voidHandlers(_ context: RuleContext) -> [Finding] {
    var seen: Set<FunctionID> = []
    return context.backend.endpoints.compactMap { endpoint in
      guard let id = endpoint.handler.function, context.backend[id].isAsyncVoid,
        context.backend[id].purpose == .production, seen.insert(id).inserted
      else { return nil }
      let function = context.backend[id]
      return Finding(
        rule: info, message: "\(function.name) is async void: it is answered before it is done",
        scenario: """
          \(endpoint.title) is answered at its first await, and the request's services are disposed while it goes on. What \
          it throws after that no middleware catches: the runtime ends the process.
          """,
        location: function.location, related: [], endpoints: context.endpoints(reaching: id),
        remedy: "let it answer with a Task", subject: "\(function.name) async void")
    }
  }

  // MARK: Goroutines

  /// Calls followed from a goroutine to a panic.
  private static let depth = 1

  /// `go work()`: a panic in it is nobody's but the process's, whatever recovers the request.
  private static func goroutines(_ context: RuleContext) -> [Finding] {
    context.backend.effects.compactMap { effect in
      guard effect.location.isGo, case .spawn(let spawn) = effect.kind, let work = spawn.function else { return nil }
      let endpoints = context.endpoints(reaching: effect.function)
      let function = context.backend[effect.function]
      guard let first = endpoints.first, function.purpose == .production,
        let place = panic(in: [work], depth, context.backend)
      else { return nil }
      return Finding(
        rule: info, level: .warning, confidence: .medium,
        message: "a panic in the goroutine of \(function.name) ends the process",
        scenario: """
          The server recovers panics of handlers, not of what they start: when this one panics after \(first), the whole \
          process ends, and every other request with it.
          """,
        location: effect.location, related: [Finding.Related(place, "panics here")], endpoints: endpoints,
        remedy: "recover in the goroutine and log it, or answer with an error instead of a panic",
        subject: "\(function.name) goroutine")
    }
  }

  /// The first panic that leaves some functions or what they call.
  private static func panic(in functions: [FunctionID], _ depth: Int, _ backend: Backend) -> Location? {
    var seen = Set(functions)
    var level = functions
    for _ in 0...depth {
      var next: [FunctionID] = []
      for id in level where !backend[id].recovers {
        if let place = backend[id].escape, place.isGo { return place }
        next += backend[id].calls.filter { $0.manner == .direct }.map(\.callee).filter { seen.insert($0).inserted }
      }
      level = next
    }
    return nil
  }
}
