internal import Frameworks
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Finds where rows' relations are read, once the tables are known.
enum RelationStage {
  static func run(
    _ program: Program, _ functions: FunctionTable, _ lines: LineTable, _ backend: Backend, workers: Int
  ) -> [RelationRead] {
    let names = Set(backend.tables.flatMap { $0.relations.map(\.name) }.compactMap { program.names.lookup($0) })
    let chunks = Chunks.ranges(program.files.count)
    @Sendable func place(_ ref: NodeRef) -> Location {
      program.node(ref).map { lines.location(of: $0.range, in: ref.file) } ?? Location(file: "", line: 1)
    }
    let parts = parallelMap(count: chunks.count, workers: workers) { chunk in
      let reader = RelationReader(evaluator: Evaluator(program), functions: functions, tables: backend.tables)
      return chunks[chunk].flatMap { position -> [RelationRead] in
        let id = FileID(index: UInt32(position))
        guard let file = program.file(id), file.source.purpose == .production else { return [] }
        if file.source.language?.isECMAScript == true {
          return reader.getterReads(in: id, file) { place($0) }
        }
        return names.isEmpty || file.source.language != .python
          ? []
          : reader.reads(in: id, file, names) { place($0) }
      }
    }
    return parts.flatMap(\.self)
  }
}
