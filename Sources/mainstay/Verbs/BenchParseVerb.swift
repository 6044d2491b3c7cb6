internal import Findings
internal import Pipeline

/// `mainstay bench-parse`: bare parsing, as a limit for benchmarks to compare with.
enum BenchParseVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus {
    let root = options.operands.first ?? "."
    let loaded = ConfigurationLoader.load(root: root, file: nil)
    var request = PipelineOptions(root: root)
    request.workers = options.workers
    request.configuration = loaded.configuration
    let figures: BareParsing
    do { figures = try BareParsing(request) } catch { throw Trouble(error.message) }
    try Delivery.deliver(options.format == "json" ? json(figures) : text(figures), to: options.output)
    return .done
  }

  private static func json(_ figures: BareParsing) -> String {
    var writer = JSONWriter()
    writer.object {
      $0.field("files", figures.files)
      $0.field("bytes", figures.bytes)
      $0.field("nodes", Int(clamping: figures.nodes))
      $0.field("seconds", figures.seconds)
    }
    return writer.finish()
  }

  private static func text(_ figures: BareParsing) -> String {
    let milliseconds = Int(figures.seconds * 1_000 + 0.5)
    return "\(figures.files) files, \(figures.bytes) bytes, \(figures.nodes) nodes in \(milliseconds) ms\n"
  }
}
