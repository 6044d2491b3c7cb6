internal import Reports
internal import Source
internal import Synchronization

/// Lines of the reviewed files, for excerpts. A file's lines are indexed when the first of them is asked for.
final class SourceLines: Sendable {
  private let tree: SourceTree
  private let known = Mutex<[String: (file: SourceFile, lines: LineIndex)]>([:])

  init(_ tree: SourceTree) { self.tree = tree }

  var excerpts: SourceExcerpts { SourceExcerpts { [self] in line($1, of: $0) } }

  private func line(_ line: Int, of path: String) -> String? {
    known.withLock { known in
      if known[path] == nil {
        guard let file = find(path, in: tree.files) ?? find(path, in: tree.documents) else { return nil }
        known[path] = (file, LineIndex(file.bytes))
      }
      guard let entry = known[path], let range = entry.lines.range(ofLine: line, in: entry.file.bytes) else {
        return nil
      }
      return entry.file.text(range)
    }
  }

  /// The lists are sorted by path.
  private func find(_ path: String, in files: [SourceFile]) -> SourceFile? {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path.utf8.lexicographicallyPrecedes(path.utf8) { low = middle + 1 } else { high = middle }
    }
    return low < files.count && files[low].path == path ? files[low] : nil
  }
}
