internal import Findings
internal import Model
internal import Source

/// C04. A clock in each web process: with several of them every job runs several times.
enum InProcessSchedulerRule: Rule {
  static let info = RuleInfo(
    name: "in-process-scheduler", alias: "C04", pillar: .scalability, level: .warning, confidence: .high,
    summary: "a scheduler runs inside the web process, so each process runs every job",
    why: """
      A web service has several processes: workers, replicas, the old and the new one during a deployment. Each has its \
      own clock, and each runs the job. Invoices go out four times, counters are corrected four times.
      """,
    quietWhen: [
      "the job takes a lock or asks who leads",
      "nothing that the job does lasts: it refreshes what the process keeps in memory",
      "the scheduler is a process of its own",
    ],
    example: "scheduler = BackgroundScheduler()\nscheduler.add_job(send_invoices, \"cron\", hour=3)\nscheduler.start()",
    instead: "run it in one worker process, or under pg_try_advisory_lock",
    cwe: [], references: ["https://sre.google/sre-book/distributed-periodic-scheduling/"])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    guard !backend.endpoints.isEmpty else { return [] }
    let jobs = backend.jobs.filter { job in
      guard job.isInProcess, case .schedule = job.trigger, job.isExclusive != true else { return false }
      return startsWithWeb(job, backend) && !isExclusive(job, backend) && lasts(job, backend)
    }
    let groups = Dictionary(grouping: jobs) { $0.scheduler ?? $0.location }
    return groups.keys.sorted().compactMap { key in groups[key].flatMap { finding($0, context) } }
  }

  private static func finding(_ jobs: [Job], _ context: RuleContext) -> Finding? {
    guard let first = jobs.min(by: { $0.location < $1.location }) else { return nil }
    let replicas = context.backend.deployment.replicas
    let others = jobs.count > 1 ? " and \(jobs.count - 1) more" : ""
    let times =
      replicas.map { "With \($0.count) of them" } ?? "With two workers or two replicas, or during a deployment"
    return Finding(
      rule: info, level: replicas == nil ? .note : nil, confidence: replicas == nil ? .low : nil,
      message: "\(name(first))\(others) runs in every process of the web service",
      scenario: """
        Each process that serves requests starts its own \(first.by). \(times), \(name(first)) runs \
        \(replicas.map { "\($0.count) times" } ?? "twice") at each tick, at the same moment, on the same rows.
        """,
      location: first.location,
      related: (first.start.map { [Finding.Related($0, "started here")] } ?? [])
        + (replicas.map { [Finding.Related($0.location, "\($0.count) processes")] } ?? []),
      remedy: "run jobs in one process of their own, or take a lock in the database before each run",
      subject: "\(first.by) \(first.name)")
  }

  private static func name(_ job: Job) -> String { job.name == "<lambda>" ? "a job of \(job.by)" : job.name }

  // MARK: Where it starts

  private static let entrances: Set<String> = [
    "lifespan", "startup", "ready", "create_app", "createapp", "make_app", "init_app", "bootstrap", "on_startup",
    "start_server", "startserver", "listen", "setup", "onmoduleinit", "onapplicationbootstrap", "app_startup",
    "configureservices",
  ]
  private static let otherProcesses: Set<String> = [
    "worker", "workers", "scheduler_main", "beat", "clock", "cli", "manage", "management", "commands", "command",
    "cron",
    "celery",
  ]

  /// Whether code that starts the web service starts the scheduler: through at most five calls.
  private static func startsWithWeb(_ job: Job, _ backend: Backend) -> Bool {
    guard let start = job.start, let starter = job.starter, !isOtherProcess(start.file) else { return false }
    var seen: Set<FunctionID> = [starter]
    var level = [starter]
    for _ in 0..<6 {
      if level.contains(where: { isEntrance(backend[$0]) }) { return true }
      level = level.flatMap { backend[$0].callers }.filter { seen.insert($0).inserted }
    }
    return seen.contains { backend.decorates($0, job) }
  }

  private static func isEntrance(_ function: Function) -> Bool {
    guard function.purpose == .production, !isOtherProcess(function.location.file) else { return false }
    if function.name == "<module>" { return true }
    // A program of Go; each has a folder of its own.
    if function.location.isGo, ["main", "init"].contains(function.name) {
      return !function.location.file.split(separator: "/").dropLast().contains { otherProcesses.contains(String($0)) }
    }
    let last = function.name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if function.location.isCSharp, last == "main" { return true }
    return entrances.contains(last) || last.contains("startup") || last.contains("lifespan")
  }

  /// A file that is run by itself: a worker, a command.
  private static func isOtherProcess(_ file: String) -> Bool {
    let parts = file.split(separator: "/")
    let stem = parts.last?.split(separator: ".").first.map(String.init) ?? ""
    return otherProcesses.contains(stem.lowercased()) || parts.dropLast().contains { $0 == "management" || $0 == "cli" }
  }

  // MARK: What it does

  /// Somewhere on its way it takes a lock.
  private static func isExclusive(_ job: Job, _ backend: Backend) -> Bool {
    guard let function = job.function else { return false }
    let words: Set<String> = [
      "lock", "locked", "leader", "advisory", "redlock", "mutex", "lease", "setnx", "singleton",
    ]
    if backend[function].calls.contains(where: { !words.isDisjoint(with: Words.of(backend[$0.callee].name)) }) {
      return true
    }
    return RequestPaths.walk(from: function, in: backend).steps.contains { step in
      let effect = backend[step.effect]
      if case .lock = effect.kind { return true }
      if case .query(let query) = effect.kind, query.statement.lowercased().contains("advisory") { return true }
      return effect.context.lock != nil || !words.isDisjoint(with: Words.of(effect.callee))
    }
  }

  /// It writes, sends or calls: twice is not the same as once. What cannot be seen may.
  private static func lasts(_ job: Job, _ backend: Backend) -> Bool {
    guard let function = job.function else { return true }
    return RequestPaths.walk(from: function, in: backend).steps.contains { step in
      switch backend[step.effect].kind {
      case .query(let query): query.isWrite
      case .transaction(let step): step == .commit
      case .outbound(let call): call.method != "GET" && call.method != "HEAD"
      case .mail, .publish, .enqueue: true
      default: false
      }
    }
  }
}

extension Backend {
  /// A decorator that starts with the application: nothing calls it, and its place is the function itself.
  fileprivate func decorates(_ function: FunctionID, _ job: Job) -> Bool {
    job.start == job.location && job.scheduler == nil && self[function].name == "<module>"
  }
}
