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
    let tree = try Pipeline.scan(options)
    var watch = StageWatch()
    nodes = Pipeline.parseBare(tree, workers: options.workers ?? availableProcessors())
    watch.stage("parse")
    seconds = watch.stages.reduce(0) { $0 + $1.1 }
    files = tree.files.count
    bytes = tree.files.reduce(0) { $0 + $1.bytes.count }
  }
}
