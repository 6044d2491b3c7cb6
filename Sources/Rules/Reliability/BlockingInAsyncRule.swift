internal import Findings
internal import Model
internal import Source

/// R11. A call that blocks its thread, reached from an asynchronous handler on the event loop.
enum BlockingInAsyncRule: Rule {
  static let info = RuleInfo(
    name: "blocking-in-async", alias: "R11", pillar: .reliability, level: .error, confidence: .high,
    summary: "a blocking call runs on the event loop",
    why: """
      An event loop runs one thing at a time. While a call blocks it, no other request of the process goes on: not \
      the quick ones, not the health check. One slow dependency then looks like a dead service.
      """,
    quietWhen: [
      "the call runs in a thread or a worker (to_thread, run_in_executor, run_in_threadpool)",
      "the handler is a plain function, which the framework runs in a thread",
      "a note for queries in C#, where threads of a pool wait",
      "it waits for the end of a program, and says for how long at most",
      "a note where C# waits in a twin for callers that are not asynchronous (`Get` beside `GetAsync`)",
      "it is quick by nature: a lock that is not contended, a small file at start-up",
      "a servlet container gives each request a thread (Spring MVC)",
      "a note only: one file that comes with the code, such as a template",
    ],
    example: "async def quote():\n    return requests.get(URL, timeout=5).json()",
    instead: "async def quote():\n    return (await client.get(URL)).json()",
    cwe: [],
    references: [
      "https://docs.python.org/3/library/asyncio-dev.html#running-blocking-code",
      "https://nodejs.org/en/learn/asynchronous-work/dont-block-the-event-loop",
    ])

  static func check(_ context: RuleContext) -> [Finding] {
    var findings: [Site: Finding] = [:]
    var waits: [FunctionID: [Location: Finding]] = [:]
    var seen: Set<Location> = []
    for endpoint in context.backend.endpoints {
      guard let handler = endpoint.handler.function else { continue }
      let isAsync = runsOnLoop(context.backend[handler], context.backend)
      guard isAsync || context.backend[handler].location.isCSharp else { continue }
      for step in context.paths[endpoint.id].steps {
        let effect = context.backend[step.effect]
        guard let cost = cost(effect) else { continue }
        if let wait = Wait(step, effect, context.backend) {
          // Many endpoints may come by one wait: the gravest says it, and a warning is as grave as it gets.
          let known = waits[wait.function]?[wait.location]
          if let known, known.level == .warning || isShort(effect) { continue }
          let own = finding(wait, cost, step, endpoint, context)
          if known.map({ $0.level < own.level }) ?? true { waits[wait.function, default: [:]][wait.location] = own }
          continue
        }
        guard isAsync, isOnLoop(step, context.backend) else { continue }
        // What is awaited gives the loop back, whatever its type was written down as.
        if effect.context.isAwaited, !effect.location.isECMAScript { continue }
        guard effect.isBlocking, seen.insert(effect.location).inserted else { continue }
        let site = Site(effect, context.backend)
        let own = finding(effect, cost, step, endpoint, context)
        guard var known = findings[site] else {
          findings[site] = own
          continue
        }
        known.related.append(Finding.Related(effect.location, "here as well"))
        known.level = max(known.level, own.level)
        findings[site] = known
      }
    }
    return Array(findings.values) + waits.values.compactMap { joined(Array($0.values)) }
  }

  // MARK: Sync over async

  /// C#'s `Load().Result` on the way to an effect: a thread waits for a task that other threads have to finish, also where
  /// the handler is not asynchronous itself.
  private struct Wait {
    let function: FunctionID
    let callee: String
    let location: Location
    /// The calls that lead to it.
    let via: [Call]

    init?(_ step: RequestPath.Step, _ effect: Effect, _ backend: Backend) {
      guard effect.context.holdsThread || step.isVia({ $0.context.holdsThread }) else { return nil }
      let via = step.via
      guard let index = via.firstIndex(where: { $0.context.holdsThread }) else {
        guard via.allSatisfy({ $0.manner == .direct || $0.manner == .passed }) else { return nil }
        self.init(function: effect.function, callee: effect.callee, location: effect.location, via: via)
        return
      }
      let before = via[..<index]
      let functions = step.functions
      guard before.allSatisfy({ $0.manner == .direct || $0.manner == .passed }),
        via[(index + 1)...].allSatisfy({ $0.manner != .spawned }), functions.indices.contains(index)
      else { return nil }
      let call = via[index]
      let name = backend[call.callee].name
      self.init(
        function: functions[index], callee: name.hasSuffix("<lambda>") ? "the task made here" : name,
        location: call.location, via: Array(before))
    }

    private init(function: FunctionID, callee: String, location: Location, via: [Call]) {
      self.function = function
      self.callee = callee
      self.location = location
      self.via = via
    }
  }

  /// One finding per function: they are mended in one go.
  private static func joined(_ findings: [Finding]) -> Finding? {
    let sorted = findings.sorted { ($1.level, $0.location) < ($0.level, $1.location) }
    guard var first = sorted.first else { return nil }
    first.related += sorted.dropFirst().prefix(8).map { Finding.Related($0.location, "here as well") }
    return first
  }

  private static func finding(
    _ wait: Wait, _ cost: String, _ step: RequestPath.Step, _ endpoint: Endpoint, _ context: RuleContext
  ) -> Finding {
    let effect = context.backend[step.effect]
    var related = wait.via.map { Finding.Related($0.location, "the call that leads to it") }
    if effect.location != wait.location { related.append(Finding.Related(effect.location, "what it waits for")) }
    return Finding(
      rule: info, level: isShort(effect) || isTwin(wait, context.backend) ? .note : .warning,
      message: "\(wait.callee) is asynchronous and holds a thread of \(title(endpoint)), which waits for it",
      scenario: starved(cost, endpoint), location: wait.location, related: related,
      endpoints: context.endpoints(reaching: wait.function),
      remedy: "await it, up to the handler, instead of .Result, .Wait() or .GetAwaiter().GetResult()",
      subject: "\(context.backend[wait.function].name) \(wait.callee)")
  }

  /// `Get` beside `GetAsync`, for callers that are not asynchronous: what is to be mended are they.
  private static func isTwin(_ wait: Wait, _ backend: Backend) -> Bool {
    let own = backend[wait.function]
    guard let name = own.name.split(separator: ".").last, name != "<lambda>" else { return false }
    let twin = name + "Async"
    if wait.callee.split(separator: ".").last.map({ $0 == twin }) == true { return true }
    // `Task.Run(() => GetAsync(url)).GetAwaiter().GetResult()`.
    return own.calls.contains { call in
      let called = backend[call.callee]
      return called.name.hasSuffix("<lambda>")
        && called.calls.contains { backend[$0.callee].name.split(separator: ".").last.map { $0 == twin } == true }
    }
  }

  /// A near database answers soon.
  private static func isShort(_ effect: Effect) -> Bool {
    switch effect.kind {
    case .query, .transaction, .cache: true
    default: false
    }
  }

  /// Files of one function are one repair; anything else is one by itself.
  private struct Site: Hashable {
    /// By name where it has one: the callbacks of one function count as one.
    let function: String
    let file: String
    let callee: String
    let place: Location?

    init(_ effect: Effect, _ backend: Backend) {
      let name = backend[effect.function].name
      function = name.hasPrefix("<") ? "\(effect.function.index)" : name
      file = effect.location.file
      callee = effect.callee
      if case .file = effect.kind { place = nil } else { place = effect.location }
    }
  }

  /// In ECMAScript every function runs on the event loop, in Python the asynchronous ones, in Java those that answer with
  /// a `Mono` or `Uni`, where no servlet container gives each request a thread.
  private static func runsOnLoop(_ function: Function, _ backend: Backend) -> Bool {
    if function.isAsync, function.location.file.hasSuffix(".java") {
      return backend.dependsOn(reactive) && !backend.dependsOn(["org.springframework.boot:spring-boot-starter-web"])
    }
    return function.isAsync || function.location.isECMAScript
  }

  private static let reactive: Set<String> = [
    "org.springframework.boot:spring-boot-starter-webflux", "io.quarkus:quarkus-rest",
    "io.quarkus:quarkus-resteasy-reactive", "io.quarkus:quarkus-rest-jackson",
    "io.quarkus:quarkus-resteasy-reactive-jackson",
  ]

  /// The way leads through direct calls only, none of which leaves the loop; callbacks of ECMAScript run on it, too.
  private static func isOnLoop(_ step: RequestPath.Step, _ backend: Backend) -> Bool {
    !step.isOffloaded
      && !step.isVia { !($0.manner == .direct || $0.manner == .passed && $0.location.isECMAScript) }
  }

  /// What it waits for; `nil` for what takes no noticeable time.
  private static func cost(_ effect: Effect) -> String? {
    switch effect.kind {
    case .outbound: "the remote service answers"
    case .query, .transaction: effect.waitsForDatabase || isTransaction(effect) ? "the database answers" : nil
    case .sleep: "the sleep is over"
    case .process: "the program ends"
    case .mail: "the mail server answers"
    case .cache, .publish, .enqueue: "the server answers"
    case .compute(let what): "\(what) is done"
    case .file(let operation) where effect.callee.hasSuffix("Sync"):
      operation == .read || operation == .write ? "the disk answers" : nil
    default: nil
    }
  }

  private static func isTransaction(_ effect: Effect) -> Bool {
    if case .transaction(let step) = effect.kind { return step == .commit }
    return false
  }

  private static func finding(
    _ effect: Effect, _ cost: String, _ step: RequestPath.Step, _ endpoint: Endpoint, _ context: RuleContext
  ) -> Finding {
    let function = context.backend[effect.function]
    return Finding(
      rule: info, level: level(effect, step),
      message: effect.location.isCSharp
        ? "\(effect.callee) holds a thread of \(title(endpoint)), which is asynchronous"
        : "\(effect.callee) blocks the event loop of \(title(endpoint))",
      scenario: effect.location.isCSharp ? starved(cost, endpoint) : stopped(cost, endpoint),
      location: effect.location,
      related: step.via.map { Finding.Related($0.location, "the call that leads to it") },
      endpoints: context.endpoints(reaching: function.id),
      remedy: effect.location.isCSharp
        ? "await its asynchronous form, up to the handler"
        : effect.location.isECMAScript
          ? "await its asynchronous form (fs.promises, bcrypt.hash, …), or hand the work to a worker thread"
          : "await an asynchronous client, or hand the call to a thread",
      subject: "\(function.name) \(effect.callee)")
  }

  private static func stopped(_ cost: String, _ endpoint: Endpoint) -> String {
    """
    Until \(cost), the process answers nobody: every request that arrives while \(endpoint.title) waits here stands \
    still, health checks among them.
    """
  }

  /// The thread pool of .NET starts with as many threads as there are processors and adds one or two a second.
  private static func starved(_ cost: String, _ endpoint: Endpoint) -> String {
    """
    Until \(cost), a thread of the pool does nothing else. A few dozen calls of \(endpoint.title) at once take all of \
    them; new ones come at one or two a second, and meanwhile every request waits, health checks among them.
    """
  }

  private static func title(_ endpoint: Endpoint) -> String {
    endpoint.handler.name.contains("<lambda>") ? endpoint.title : endpoint.handler.name
  }

  /// A query on a near database is short; a remote service or a sleep is not.
  private static func level(_ effect: Effect, _ step: RequestPath.Step) -> Level {
    // A thread of many, not the only one.
    if effect.location.isCSharp { return isShort(effect) ? .note : .warning }
    return switch effect.kind {
    // Read over and over, it is in the system's memory.
    case .file(.read) where effect.context.isOnFixedFile && step.loops.isEmpty: .note
    case .query, .transaction, .cache, .file: .warning
    default: .error
    }
  }
}
