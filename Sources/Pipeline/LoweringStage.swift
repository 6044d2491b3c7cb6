internal import Languages
internal import Source
internal import Syntax

/// The files of a program after lowering, with names common to all.
struct LoweredFiles: Sendable {
  /// By `FileID.index`; `nil` where parsing failed.
  let files: [SyntaxFile?]
  let names: NameTable
  let diagnostics: [Diagnostic]
}

/// Parses and lowers every file, on all processors.
enum LoweringStage {
  static func run(_ tree: SourceTree, workers: Int) -> LoweredFiles {
    // Large files first, so that no worker is left with one at the end; results come back in place.
    let order = tree.files.indices.sorted { tree.files[$0].bytes.count > tree.files[$1].bytes.count }
    let (results, lowerers) = parallelMap(count: order.count, workers: workers) { _ in
      Worker()
    } body: { worker, position in
      let source = tree.files[order[position]]
      let (file, diagnostic) = worker.lowerer.lower(source)
      return Lowered(file: file, diagnostic: diagnostic, worker: worker.number)
    }
    let (names, maps) = NameTable.merge(lowerers.map(\.lowerer.names))
    let numbers = Dictionary(uniqueKeysWithValues: lowerers.enumerated().map { ($1.number, $0) })
    var files = [SyntaxFile?](repeating: nil, count: tree.files.count)
    for (position, result) in results.enumerated() { files[order[position]] = result.file }
    let renames = results.map { numbers[$0.worker].map { maps[$0] } ?? [] }
    _ = parallelMap(count: results.count, workers: workers) { results[$0].file?.rename(renames[$0]) }
    return LoweredFiles(files: files, names: names, diagnostics: results.compactMap(\.diagnostic))
  }

  static func parseBare(_ tree: SourceTree, workers: Int) -> UInt64 {
    let order = tree.files.indices.sorted { tree.files[$0].bytes.count > tree.files[$1].bytes.count }
    return parallelMap(count: order.count, workers: workers) { _ in
      Worker()
    } body: { worker, position in
      worker.lowerer.parseBare(tree.files[order[position]])
    }.results.reduce(0, +)
  }

  /// One per thread.
  private final class Worker {
    let lowerer = FileLowerer()
    /// Its own address: workers are told apart by it after they ended.
    var number: ObjectIdentifier { ObjectIdentifier(lowerer) }
  }

  private struct Lowered: Sendable {
    let file: SyntaxFile?
    let diagnostic: Diagnostic?
    let worker: ObjectIdentifier
  }
}
