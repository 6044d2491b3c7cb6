internal import Findings
internal import Glibc
internal import Pipeline
internal import Source

/// What `context` and `review` ask of a project: from raw options and its configuration to a request.
struct ProjectOptions {
  let request: PipelineOptions
  let configuration: Configuration
  /// About the configuration.
  let diagnostics: [Diagnostic]

  init(_ options: RawOptions) {
    let root = options.operands.first ?? "."
    (configuration, diagnostics) = ConfigurationLoader.load(root: root, file: options.config)
    var request = PipelineOptions(root: root)
    request.includeTests = options.includeTests
    request.useCache = options.useCache
    request.workers = options.workers
    request.configuration = configuration
    request.timing = options.timing
    self.request = request
    for diagnostic in diagnostics { Self.report(diagnostic) }
  }

  /// The configuration has errors: what was asked for is not what was done, and the exit status is 2.
  var isMisconfigured: Bool { diagnostics.contains { $0.severity == .error } }

  private static func report(_ diagnostic: Diagnostic) {
    let line = diagnostic.line > 0 ? ":\(diagnostic.line)" : ""
    let place = diagnostic.file.isEmpty ? "" : "\(diagnostic.file)\(line): "
    Console.complain("\(place)\(diagnostic.severity.rawValue): \(diagnostic.message)")
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
}

/// Time gone by.
enum Seconds {
  static func since(_ start: ContinuousClock.Instant) -> Double {
    let elapsed = (ContinuousClock.now - start).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }
}
