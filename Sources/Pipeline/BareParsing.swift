internal import Findings
internal import Languages
internal import Source

/// Parsing and walking every file that a review reads, and nothing else: the limit that benchmarks compare with.
package struct BareParsing: Sendable {
  package let files: Int
  package let bytes: Int
  /// Nodes of the concrete syntax trees.
  package let nodes: UInt64
  /// Of parsing alone, without finding and reading the files.
  package let seconds: Double

  package init(_ options: PipelineOptions) throws(PipelineError) {
    let tree = try ProjectFiles.scan(options)
    let code = tree.files.filter { $0.language != nil }
    let start = ContinuousClock.now
    let counts = parallelMap(
      count: code.count, workers: options.workers ?? availableProcessors(), makeState: { _ in Parser() },
      body: { parser, index in parser.nodes(of: code[index]) }
    ).results
    let elapsed = (ContinuousClock.now - start).components
    files = code.count
    bytes = code.reduce(0) { $0 + $1.bytes.count }
    nodes = counts.reduce(0, +)
    seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }

  /// One per thread. A class, because a parser can't be copied into a generic state.
  private final class Parser {
    private var lowerer = FileLowerer()

    func nodes(of file: SourceFile) -> UInt64 { lowerer.parseBare(file) }
  }
}

/// The files of a project, as every verb reads them.
enum ProjectFiles {
  static func scan(_ options: PipelineOptions) throws(PipelineError) -> SourceTree {
    var discovery = DiscoveryOptions()
    discovery.excluded = options.configuration.exclude
    discovery.workers = options.workers ?? 0
    do {
      return try Discovery.scan(root: options.root, options: discovery)
    } catch {
      throw PipelineError(error.description)
    }
  }
}
