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
    guard !names.isEmpty else { return [] }
    let chunks = Chunks.ranges(program.files.count)
    let parts = parallelMap(count: chunks.count, workers: workers) { chunk in
      let reader = RelationReader(evaluator: Evaluator(program), functions: functions, tables: backend.tables)
      return chunks[chunk].flatMap { position -> [RelationRead] in
        let id = FileID(index: UInt32(position))
        guard let file = program.file(id), file.source.language == .python, file.source.purpose == .production else {
          return []
        }
        return reader.reads(in: id, file, names) { lines.location(of: file[$0].range, in: id) }
      }
    }
    return parts.flatMap(\.self)
  }
}
