internal import Frameworks
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Finds where rows' relations are read, once the tables are known.
enum RelationStage {
  static func run(
    _ program: Program, _ functions: FunctionTable, _ lines: LineTable, _ backend: Backend, _ cache: RunCache?,
    workers: Int
  ) -> [RelationRead] {
    let names = Set(backend.tables.flatMap { $0.relations.map(\.name) }.compactMap { program.names.lookup($0) })
    let chunks = Chunks.ranges(program.fileCount)
    @Sendable func place(_ ref: NodeRef) -> Location {
      program.node(ref).map { lines.location(of: $0.range, in: ref.file) } ?? Location(file: "", line: 1)
    }
    let tables = backend.tables
    // Hibernate then loads the relations of many rows with one query.
    let fetchesInBatches =
      program.imported.contains("jakarta.persistence") || program.imported.contains("javax.persistence")
      ? program.tree.documents.contains { $0.contains(text: "batch_fetch_size") } : false
    let inputs = RunCache.Inputs(special: digest(of: tables))
    let parts = cache.results(of: "relations", inputs, count: chunks.count, program, workers: workers) {
      chunk, program in
      let reader = RelationReader(evaluator: Evaluator(program), functions: functions, tables: tables)
      return chunks[chunk].flatMap { position -> [RelationRead] in
        let id = FileID(index: UInt32(position))
        guard let file = program.file(id), file.source.purpose == .production else { return [] }
        if file.source.language?.isECMAScript == true {
          return reader.getterReads(in: id, file) { place($0) }
        }
        if file.source.language == .java {
          return names.isEmpty || fetchesInBatches ? [] : reader.entityReads(in: id, file) { place($0) }
        }
        return names.isEmpty || file.source.language != .python
          ? []
          : reader.reads(in: id, file, names) { place($0) }
      }
    }
    return parts.flatMap(\.self)
  }

  /// Of what a reader asks tables for.
  private static func digest(of tables: [Table]) -> Digest {
    var digest = Digest(key: 0)
    for table in tables {
      digest.add(table.model)
      digest.add(table.name)
      for relation in table.relations {
        digest.add(relation.name)
        digest.add(relation.target)
        digest.add((relation.isCollection ? 1 : 0) | (relation.isEager ? 2 : 0))
      }
    }
    return digest
  }
}
