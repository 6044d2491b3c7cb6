internal import Facts
internal import Resolution
internal import Source
internal import Syntax

/// Indexes every file and joins them into a program.
enum ProgramStage {
  static func run(_ tree: SourceTree, _ lowered: LoweredFiles, _ own: OwnFacts, workers: Int) -> Program {
    let settings = ModuleSettings(tree)
    let words = IndexWords(lowered.names)
    let indexes = parallelMap(count: lowered.files.count, workers: workers) { position in
      lowered.files[position].map { FileIndexer.index($0, words: words) }
    }
    let imported = ImportedModules(files: lowered.files, indexes: indexes, names: lowered.names)
    var facts = FactLoader()
    facts.addBuiltIn(isImported: imported.contains)
    own.add(to: &facts)
    return Program(
      tree: tree, files: lowered.files, indexes: indexes, names: lowered.names,
      modules: ModuleMap(tree: tree, aliases: settings.aliases, packages: settings.packages), imported: imported,
      calls: CallTable(indexes: indexes, nameCount: lowered.names.count),
      aliases: AliasTable(files: lowered.files, indexes: indexes, names: lowered.names), facts: facts.table)
  }
}

/// Work is handed out in chunks of fixed size, each with an evaluator of its own: what an evaluator remembers then
/// never depends on how many processors there are.
enum Chunks {
  static let size = 48

  static func ranges(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}
