internal import Context
internal import Model
internal import Pipeline

/// `mainstay context`: the project context bundle.
enum ContextVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus {
    let project = ProjectOptions(options)
    let clock = ContinuousClock.now
    let text: String
    do {
      text = try Progress.showing("reading the project") { () throws(PipelineError) in
        try bundle(project, options, clock)
      }
    } catch {
      throw Trouble(error.message)
    }
    try Delivery.deliver(text, to: options.output)
    return project.isMisconfigured ? .trouble : .done
  }

  private static func bundle(
    _ project: ProjectOptions, _ options: RawOptions, _ clock: ContinuousClock.Instant
  ) throws(PipelineError) -> String {
    let output = try Pipeline.run(project.request)
    var backend = output.backend
    backend.diagnostics = (project.diagnostics + backend.diagnostics).sorted()
    let bundle = ContextBundle(backend, churn: GitHistory(root: project.request.root)?.churn() ?? [:])
    let tokens = options.tokens ?? ContextBundle.defaultTokens
    let text = options.format == "json" ? bundle.json() : bundle.markdown(tokens: tokens)
    if options.timing { ProjectOptions.report(output.timings, total: Seconds.since(clock)) }
    return text
  }
}
