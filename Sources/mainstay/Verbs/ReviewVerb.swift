internal import Findings
internal import Pipeline
internal import Reports
internal import Source

/// `mainstay review`: findings, worst first.
enum ReviewVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus {
    var ask = ReviewRun.Options()
    ask.only = try only(options.only)
    ask.since = options.since
    ask.baseline = try options.baseline.map(baseline)
    let project = ProjectOptions(options)
    let clock = ContinuousClock.now
    let run: ReviewRun
    do {
      run = try Progress.showing("reviewing") { () throws(PipelineError) in try ReviewRun(project.request, ask) }
    } catch {
      throw Trouble(error.message)
    }
    let seconds = Seconds.since(clock)
    if options.timing { ProjectOptions.report(run.output.timings, total: seconds) }
    if let file = options.writeBaseline {
      try Delivery.deliver(Baseline(of: run.result.findings).text, to: file)
    }
    let review = review(run, project, options, seconds)
    try Delivery.deliver(text(review, options), to: options.output)
    return ExitStatus(rawValue: review.exitStatus) ?? .trouble
  }

  private static func review(
    _ run: ReviewRun, _ project: ProjectOptions, _ options: RawOptions, _ seconds: Double
  ) -> Review {
    var result = run.result
    result.diagnostics = (project.diagnostics + result.diagnostics).sorted()
    var review = Review(
      backend: run.output.backend, result: result, source: SourceExcerpts(run.output.tree),
      version: mainstayVersion, seconds: seconds)
    review.budgets = project.configuration.budgets
    review.since = options.since
    review.isMisconfigured = project.isMisconfigured
    switch options.failOn {
    case .level(let level): review.failOn = level
    case .never: review.failOn = nil
    case nil: break
    }
    return review
  }

  private static func text(_ review: Review, _ options: RawOptions) -> String {
    switch options.format {
    case "json": return JSONReport.text(review)
    case "markdown": return MarkdownReport.text(review, showsAll: options.showsAll)
    case "sarif": return SARIFReport.text(review)
    case "html": return HTMLReport.text(review)
    default:
      var terminal = TerminalOptions()
      terminal.isColored = options.isColored
      terminal.width = options.width
      terminal.showsAll = options.showsAll
      return TerminalReport.text(review, terminal)
    }
  }

  private static func only(_ words: [String]) throws(UsageError) -> Set<String>? {
    var names: Set<String> = []
    for word in words { names.insert(try RuleName.rule(word, verb: .review).name) }
    return names.isEmpty ? nil : names
  }

  private static func baseline(_ file: String) throws(Trouble) -> Baseline {
    switch InputFile.read(file, limit: 256 << 20, followsLinks: true) {
    case .bytes(let bytes):
      do { return try Baseline(json: bytes) } catch {
        throw Trouble("the baseline '\(file)' can't be used: \(error.message)")
      }
    case .missing: throw Trouble("there is no baseline '\(file)'; --write-baseline makes one")
    case .unreadable(let reason): throw Trouble("the baseline '\(file)' can't be read: \(reason)")
    }
  }
}
