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
    workers: Int
  ) -> [Flow] {
    let candidates = SinkFinder.candidates(program)
    let chunks = Chunks.ranges(candidates.count)
    let found = parallelMap(count: chunks.count, workers: workers) { chunk in
      let evaluator = Evaluator(program)
      let finder = SinkFinder(evaluator)
      var tracer = FlowTracer(evaluator: evaluator, sources: sources)
      return chunks[chunk].flatMap { position in
        finder.sinks(of: candidates[position]).flatMap { sink in
          tracer.flows(into: sink.argument, danger: sink.kind.rawValue).map { (sink, $0) }
        }
      }
    }
    let reach = Reach(backend)
    var handlers: [FunctionID: [EndpointID]] = [:]
    for endpoint in backend.endpoints {
      if let function = endpoint.handler.function { handlers[function, default: []].append(endpoint.id) }
    }
    return found.flatMap(\.self).compactMap { sink, traced in
      guard let function = functions.id(around: sink.call, in: program) else { return nil }
      let handler = traced.handler.flatMap { functions.id(of: $0) }
      let endpoints = handler.flatMap { handlers[$0] } ?? reach.endpoints(of: function)
      let steps = traced.places.map { place, note in
        Flow.Step(location: lines.location(of: program.node(place)?.range ?? .empty, in: place.file), note: note)
      }
      return Flow(
        sink: sink.kind, callee: sink.fact.name, function: function, source: traced.source, steps: steps,
        endpoints: endpoints)
    }
  }
}

extension ByteRange {
  fileprivate static let empty = ByteRange(start: 0, end: 0)
}
