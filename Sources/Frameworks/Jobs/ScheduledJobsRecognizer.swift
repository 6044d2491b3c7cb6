internal import Facts
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Work that a clock starts, as facts tell: a call with the property `job: schedule`, and what starts its scheduler.
enum ScheduledJobsRecognizer: Recognizer {
  static let name = "scheduled-jobs"
  static let triggers = [
    "apscheduler", "flask_apscheduler", "fastapi_utils", "aiocron", "node-cron", "node-schedule", "cron", "croner",
    "@nestjs/schedule", "github.com/robfig/cron", "gopkg.in/robfig/cron", "github.com/go-co-op/gocron",
    "org.springframework.scheduling",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = ScheduledJobsReading(context: context)
    let starts = reading.calls("start")
    for found in reading.calls("schedule") { draft.jobs.append(reading.job(found, starts)) }
  }
}

struct ScheduledJobsReading {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }

  struct Found {
    let call: NodeRef
    let fact: CallFact
    /// The call that made the scheduler.
    let scheduler: NodeRef?
  }

  /// The calls whose facts have a value of the property `job`, in path and position order.
  func calls(_ kind: String) -> [Found] {
    let facts = context.program.facts.calls.values.filter { $0.properties["job"] == kind }
    let names = Set(facts.compactMap { $0.name.split { $0 == "." || $0 == "/" }.last.map(String.init) } + ["default"])
    var sites: Set<NodeRef> = []
    for name in names {
      guard let interned = context.program.names.lookup(name) else { continue }
      sites.formUnion(context.program.sites(of: interned))
    }
    return sites.sorted().compactMap { call in
      guard context.isServed(call.file), let callee = callee(of: call) else { return nil }
      let value = evaluator.value(of: callee)
      guard let name = value.externalName, let fact = context.program.facts.call(name), fact.properties["job"] == kind
      else { return nil }
      return Found(call: call, fact: fact, scheduler: value.site)
    }
  }

  private func callee(of call: NodeRef) -> NodeRef? {
    context.program.file(call.file)?.child(call.node, .callee).map { NodeRef(file: call.file, node: $0) }
  }

  func job(_ found: Found, _ starts: [Found]) -> Job {
    let function = function(of: found)
    let start = start(of: found, starts)
    var job = Job(
      name: function.map { evaluator.qualifiedName(of: $0) } ?? "<lambda>", location: context.headLocation(found.call),
      trigger: .schedule(schedule(of: found)), function: function.flatMap { context.functions.id(of: $0) },
      by: Self.library(found.fact.name),
      isInProcess: found.fact.properties["process"] != "own" && start != nil)
    if let function, isLocked(function) { job.isExclusive = true }
    job.scheduler = found.scheduler.map { context.headLocation($0) }
    job.start = start.map { context.headLocation($0) }
    job.starter = start.flatMap { context.functions.id(around: $0, in: context.program) }
    return job
  }

  /// `@SchedulerLock` beside Java's annotation: one process runs it at a time.
  private func isLocked(_ function: NodeRef) -> Bool {
    guard let file = context.program.file(function.file), file.source.language == .java else { return false }
    return file.children(function.node, .decorator).contains { file.text($0).prefix(40).contains("Lock") }
  }

  /// "apscheduler" of "apscheduler.schedulers.Base.add_job", "cron" of "github.com/robfig/cron.Cron.AddFunc".
  private static func library(_ name: String) -> String {
    if name.hasPrefix("org.springframework.") { return "spring" }
    guard !name.hasPrefix("@"), let slash = name.lastIndex(of: "/") else {
      return name.split(separator: ".").first.map(String.init) ?? name
    }
    return name[name.index(after: slash)...].split(separator: ".").first.map(String.init) ?? name
  }

  /// The decorated function, or the one that is handed over.
  private func function(of found: Found) -> NodeRef? {
    guard let file = context.program.file(found.call.file) else { return nil }
    let parent = file[found.call.node].parent
    if file[parent].kind == .decorator { return NodeRef(file: found.call.file, node: file[parent].parent) }
    guard let given = ArgumentReader(evaluator).argument(found.fact.arguments["function"], of: found.call) else {
      return nil
    }
    switch evaluator.value(of: given) {
    case .function(let function), .bound(let function, _): return function
    default: return nil
    }
  }

  private func schedule(of found: Found) -> String {
    guard let given = ArgumentReader(evaluator).argument(found.fact.arguments["schedule"], of: found.call),
      let file = context.program.file(given.file)
    else { return "" }
    return evaluator.value(of: given).constantText ?? String(file.text(given.node).prefix(60))
  }

  /// Where the scheduler begins to run: the call itself, or a `start()` of the same object.
  private func start(of found: Found, _ starts: [Found]) -> NodeRef? {
    if found.fact.properties["starts"] == "itself" { return found.call }
    // A job that is its own scheduler: `new CronJob(…)`, then `job.start()`.
    if let place = found.fact.arguments["start"] {
      let given = ArgumentReader(evaluator).argument(place, of: found.call)
      if let given, evaluator.value(of: given) == .bool(true) { return found.call }
      return starts.first { $0.scheduler == found.call }?.call
    }
    guard let scheduler = found.scheduler else { return starts.count == 1 ? starts[0].call : nil }
    return starts.first { $0.scheduler == scheduler }?.call
  }
}
