internal import Facts
internal import Syntax
internal import Frameworks
internal import Model
internal import Resolution
internal import Source

/// Follows every sink back to the requests that reach it.
enum FlowStage {
  static func run(
    _ program: Program, _ functions: FunctionTable, _ lines: LineTable, _ sources: RequestSources, _ backend: Backend,
    _ cache: RunCache?, workers: Int
  ) -> [Flow] {
    let chunks = chunks(SinkFinder.candidates(program), fileCount: program.fileCount)
    let inputs = RunCache.Inputs(
      keys: chunks.map { digest(of: $0) }, told: sources.digests(fileCount: program.fileCount))
    let found = cache.results(of: "flows", inputs, count: chunks.count, program, workers: workers) { chunk, program in
      let evaluator = Evaluator(program)
      let finder = SinkFinder(evaluator)
      var tracer = FlowTracer(evaluator: evaluator, sources: sources)
      return chunks[chunk].flatMap { candidate in
        finder.sinks(of: candidate).flatMap { sink in
          tracer.flows(into: sink.argument, danger: sink.kind.rawValue).map { FoundFlow(sink, $0) }
        }
      }
    }
    let reach = Reach(backend)
    var handlers: [FunctionID: [EndpointID]] = [:]
    for endpoint in backend.endpoints {
      if let function = endpoint.handler.function { handlers[function, default: []].append(endpoint.id) }
    }
    return found.flatMap(\.self).compactMap { flow in
      guard let function = functions.id(around: flow.call, in: program) else { return nil }
      let traced = flow.traced
      let handler = traced.handler.flatMap { functions.id(of: $0) }
      let endpoints = handler.flatMap { handlers[$0] } ?? reach.endpoints(of: function)
      let steps = traced.places.map { place, note in
        Flow.Step(location: lines.location(of: program.node(place)?.range ?? .empty, in: place.file), note: note)
      }
      var made = Flow(
        sink: flow.kind, callee: flow.callee, function: function, source: traced.source, steps: steps,
        endpoints: endpoints)
      made.isWholePath = traced.isWhole
      return made
    }
  }

  /// By files, so that a new call moves no other chunk's.
  private static func chunks(_ candidates: [NodeRef], fileCount: Int) -> [[NodeRef]] {
    var chunks = [[NodeRef]](repeating: [], count: Chunks.ranges(fileCount).count)
    for candidate in candidates { chunks[Int(candidate.file.index) / Chunks.size].append(candidate) }
    return chunks
  }

  private static func digest(of candidates: [NodeRef]) -> Digest {
    var digest = Digest(key: 0)
    for candidate in candidates {
      digest.add(UInt64(candidate.file.index) << 32 | UInt64(UInt32(bitPattern: candidate.node)))
    }
    return digest
  }
}

extension ByteRange {
  fileprivate static let empty = ByteRange(start: 0, end: 0)
}
