internal import Facts
internal import Formats
internal import Resolution
internal import Source
internal import Syntax

/// Indexes every file and joins them into a program.
enum ProgramStage {
  static func run(_ tree: SourceTree, _ lowered: LoweredFiles, _ own: OwnFacts, workers: Int) -> Program {
    let settings = ModuleSettings(tree)
    let words = IndexWords(lowered.names)
    let indexes = parallelMap(count: lowered.files.count, workers: workers) { position in
      lowered.indexes[position] ?? lowered.files[position].map { FileIndexer.index($0, words: words) }
    }
    let files = lowered.files
    let names = lowered.names
    let ((imported, facts), (modules, calls, aliases)) = together(workers: workers) {
      let imported = ImportedModules(files: files, indexes: indexes, names: names)
      var facts = FactLoader()
      facts.addBuiltIn(isImported: imported.contains)
      own.add(to: &facts)
      return (imported, facts.table)
    } _: {
      (
        ModuleMap(tree: tree, aliases: settings.aliases, packages: settings.packages),
        CallTable(indexes: indexes, nameCount: names.count),
        AliasTable(files: files, indexes: indexes, names: names)
      )
    }
    return Program(
      tree: tree, files: files, indexes: indexes, names: names, modules: modules, imported: imported, calls: calls,
      aliases: aliases, facts: facts, exampleSettings: exampleSettings(tree), workers: workers)
  }
}

extension ProgramStage {
  /// What files of example settings set; the shallowest file decides.
  private static func exampleSettings(_ tree: SourceTree) -> [String: String] {
    var found: [String: String] = [:]
    let files = tree.documents.filter { document in
      let name = document.path.split(separator: "/").last.map { $0.lowercased() } ?? ""
      return Dotenv.isName(name) && ["example", "sample", "template", "dist", "default"].contains { name.contains($0) }
    }
    for file in files.sorted(by: { ($0.path.utf8.count, $0.path) < ($1.path.utf8.count, $1.path) }) {
      for entry in Dotenv.parse(file.bytes, file: file.path).documents.first?.mapping?.entries ?? [] {
        if found[entry.key] == nil, let text = entry.value.string { found[entry.key] = text }
      }
    }
    return found
  }
}

/// Work is handed out in chunks of fixed size, each with an evaluator of its own: what an evaluator remembers then
/// never depends on how many processors there are.
enum Chunks {
  static let size = 12

  static func ranges(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}
