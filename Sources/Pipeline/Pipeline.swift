internal import Facts
package import Findings
internal import Frameworks
package import Model
internal import Resolution
package import Source
internal import Syntax

/// What a run is asked to do.
package struct PipelineOptions: Sendable {
  package var root: String
  package var includeTests = false
  /// Use what an earlier run on the same root kept, and keep something for the next one.
  package var useCache = false
  /// Where it is kept; `nil` for the user's own folder of caches.
  package var cacheFolder: String?
  /// Threads; `nil` for one per processor.
  package var workers: Int?
  package var configuration = Configuration()
  package var timing = false

  package init(root: String) { self.root = root }
}

/// Why a run could not go on.
package struct PipelineError: Error, Sendable {
  package let message: String
  package init(_ message: String) { self.message = message }
}

/// What a run found out.
package struct PipelineOutput: Sendable {
  package var backend: Backend
  package var comments: [SourceComment]
  package var tree: SourceTree
  /// Seconds by stage, in order.
  package var timings: [(String, Double)]
  /// How much came from the cache: lowered files, and chunks of work.
  package var reused: (files: Int, chunks: Int) = (0, 0)
}

/// The whole flow: files → syntax → program → backend. Rules and reports come after it.
package enum Pipeline {
  /// Reads and understands a project. Nothing of it is executed.
  package static func run(_ options: PipelineOptions) throws(PipelineError) -> PipelineOutput {
    var watch = StageWatch()
    let workers = options.workers ?? availableProcessors()
    let tree = try scan(options)
    watch.stage("scan")
    let cache = RunCache(options, tree, workers: workers)
    let lowered = LoweringStage.run(tree, cache?.known, workers: workers)
    watch.stage("lower")
    let facts = OwnFacts(options.configuration, tree)
    let program = ProgramStage.run(tree, lowered, facts, workers: workers)
    watch.stage("resolve")
    let functions = FunctionTable(program)
    cache?.begin(program, functions, options, facts)
    let lines = LineTable(
      tree: tree,
      indexes: parallelMap(count: tree.files.count, workers: workers) {
        LineIndex(tree.files[$0].bytes)
      })
    let recognition = RecognitionStage.begin(program, functions, lines, options)
    let behaviour = BehaviourStage.run(
      program, functions, lines, cache, includeTests: options.includeTests, workers: workers
    ) { recognition.help() }
    let draft = RecognitionStage.joined(recognition.collect())
    watch.stage("frameworks")
    var backend = BackendStage.assemble(program, lines, behaviour, draft)
    TransportStage.describe(program, functions, into: &backend)
    ResponseStage.describe(program, functions, lines, into: &backend)
    backend.secrets = SecretStage.run(program, lines, workers: workers)
    backend.relationReads = RelationStage.run(program, functions, lines, backend, cache, workers: workers)
    watch.stage("model")
    backend.flows = FlowStage.run(program, functions, lines, draft.sources, backend, cache, workers: workers)
    watch.stage("flows")
    cache?.finish(program, functions, workers: workers)
    watch.stage("keep")
    ProjectStage.describe(tree, root: options.root, workers: workers, into: &backend)
    watch.stage("project")
    APIDocumentStage.describe(tree, workers: workers, into: &backend)
    watch.stage("documents")
    DataStoreStage.complete(tree, &backend)
    UniqueKeyStage.complete(tree, &backend)
    let unused = PublicEndpoints.mark(options.configuration.publicEndpoints, in: &backend)
    backend.diagnostics =
      (tree.diagnostics + lowered.diagnostics + facts.diagnostics + draft.diagnostics + unused).sorted()
    return PipelineOutput(
      backend: backend, comments: BackendStage.comments(program, lines), tree: tree, timings: watch.stages,
      reused: (lowered.indexes.count { $0 != nil }, cache?.reusedChunks ?? 0))
  }

  /// Parses every code file that a review reads and walks the trees, doing nothing with them: the limit that the
  /// review's time is measured against. Returns the count of nodes.
  package static func parseBare(_ tree: SourceTree, workers: Int) -> UInt64 {
    LoweringStage.parseBare(tree, workers: workers)
  }

  /// The files of a project.
  package static func scan(_ options: PipelineOptions) throws(PipelineError) -> SourceTree {
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

/// Measures the stages of a run, in seconds.
struct StageWatch {
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant
  private(set) var stages: [(String, Double)] = []

  init() { last = clock.now }

  mutating func stage(_ name: String) {
    let now = clock.now
    let (seconds, attoseconds) = (now - last).components
    stages.append((name, Double(seconds) + Double(attoseconds) / 1e18))
    last = now
  }
}
