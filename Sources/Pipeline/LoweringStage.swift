internal import Languages
internal import Resolution
internal import Source
internal import Syntax

/// The files of a program after lowering, with names common to all.
struct LoweredFiles: Sendable {
  /// By `FileID.index`; `nil` where parsing failed.
  let files: [SyntaxFile?]
  /// Of those that the cache had; the others are still to be indexed.
  let indexes: [FileIndex?]
  let names: NameTable
  let diagnostics: [Diagnostic]
}

/// Parses and lowers every file that the cache does not have, on all processors.
enum LoweringStage {
  static func run(_ tree: SourceTree, _ known: KnownFiles?, workers: Int) -> LoweredFiles {
    // Large files first, so that no worker is left with one at the end; results come back in place.
    let order = largestFirst(tree)
    let (results, lowerers) = parallelMap(count: order.count, workers: workers) { _ in
      Worker()
    } body: { worker, position in
      let source = tree.files[order[position]]
      if let loaded = known?.load(source, worker.buffer) {
        return Lowered(file: loaded.file, index: loaded.index, diagnostic: nil, worker: nil)
      }
      let (file, diagnostic) = worker.lowerer.lower(source)
      return Lowered(file: file, index: nil, diagnostic: diagnostic, worker: worker.number)
    }
    let (names, maps) = NameTable.merge(lowerers.map(\.lowerer.names), base: known?.names ?? NameInterner())
    let numbers = Dictionary(uniqueKeysWithValues: lowerers.enumerated().map { ($1.number, $0) })
    var files = [SyntaxFile?](repeating: nil, count: tree.files.count)
    var indexes = [FileIndex?](repeating: nil, count: tree.files.count)
    for (position, result) in results.enumerated() {
      files[order[position]] = result.file
      indexes[order[position]] = result.index
    }
    let renames = results.map { $0.worker.flatMap { numbers[$0] }.map { maps[$0] } }
    _ = parallelMap(count: results.count, workers: workers) { position in
      if let map = renames[position] { results[position].file?.rename(map) }
    }
    return LoweredFiles(
      files: files, indexes: indexes, names: names, diagnostics: results.compactMap(\.diagnostic))
  }

  static func parseBare(_ tree: SourceTree, workers: Int) -> UInt64 {
    let order = largestFirst(tree)
    return parallelMap(count: order.count, workers: workers) { _ in
      Worker()
    } body: { worker, position in
      worker.lowerer.parseBare(tree.files[order[position]])
    }.results.reduce(0, +)
  }

  private static func largestFirst(_ tree: SourceTree) -> [Int] {
    tree.files.indices.sorted { tree.files[$0].bytes.count > tree.files[$1].bytes.count }
  }

  /// One per thread.
  private final class Worker {
    let lowerer = FileLowerer()
    let buffer = ScratchBuffer()
    /// Its own address: workers are told apart by it after they ended.
    var number: ObjectIdentifier { ObjectIdentifier(lowerer) }
  }

  private struct Lowered: Sendable {
    let file: SyntaxFile?
    let index: FileIndex?
    let diagnostic: Diagnostic?
    /// Whose names it has; `nil` when they are the run's already.
    let worker: ObjectIdentifier?
  }
}
