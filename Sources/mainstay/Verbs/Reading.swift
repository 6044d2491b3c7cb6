internal import Findings
internal import Glibc
internal import Pipeline
internal import Source

/// The part that `context` and `review` share: from raw options to what the pipeline found out.
struct Reading {
  let output: PipelineOutput
  let configuration: Configuration
  let seconds: Double
  /// The configuration could not be read, or only in part.
  let hasConfigurationErrors: Bool

  init(_ options: RawOptions, label: String) throws {
    let start = ContinuousClock.now
    let root = options.operands.first ?? "."
    let loaded = ConfigurationLoader.load(root: root, file: options.config)
    for diagnostic in loaded.diagnostics { Self.report(diagnostic) }
    configuration = loaded.configuration
    hasConfigurationErrors = loaded.diagnostics.contains { $0.severity == .error }
    let request = Self.request(options, root: root, configuration)
    do {
      output = try Progress.showing(label) { () throws(PipelineError) in try Pipeline.run(request) }
    } catch {
      throw Trouble(error.message)
    }
    let elapsed = ContinuousClock.now - start
    seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    if options.timing { Self.report(output.timings, total: seconds) }
  }

  /// The same request, for the folder itself and for an earlier revision of it.
  static func request(_ options: RawOptions, root: String, _ configuration: Configuration) -> PipelineOptions {
    var request = PipelineOptions(root: root)
    request.includeTests = options.includeTests
    request.useCache = options.useCache
    request.workers = options.workers
    request.configuration = configuration
    request.timing = options.timing
    return request
  }

  static func report(_ diagnostic: Diagnostic) {
    let line = diagnostic.line > 0 ? ":\(diagnostic.line)" : ""
    let place = diagnostic.file.isEmpty ? "" : "\(diagnostic.file)\(line): "
    Console.complain("\(diagnostic.severity.rawValue): \(place)\(diagnostic.message)")
  }

  /// Stage by stage, in milliseconds, on standard error.
  static func report(_ timings: [(String, Double)], total: Double) {
    let rows = timings + [("total", total)]
    let width = rows.map(\.0.count).max() ?? 0
    for (name, seconds) in rows {
      let tenths = Int(seconds * 10_000 + 0.5)
      let figure = "\(tenths / 10).\(tenths % 10)"
      let padding = String(repeating: " ", count: max(0, 10 - figure.count))
      Console.write("\(name.padded(to: width))\(padding)\(figure) ms\n", to: STDERR_FILENO)
    }
  }

  /// 2 when the configuration has errors: what was asked for is not what was done.
  func status(_ status: ExitStatus) -> ExitStatus { hasConfigurationErrors ? .trouble : status }
}
