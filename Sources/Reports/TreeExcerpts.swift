package import Source
internal import Synchronization

extension SourceExcerpts {
  /// The lines of a project's files.
  package init(_ tree: SourceTree) {
    let lines = TreeLines(tree)
    self.init { file, line in lines.line(line, of: file) }
  }
}

/// Finds lines in a project's files; a file's line index is made when it is first asked for.
private final class TreeLines: Sendable {
  private let tree: SourceTree
  private let ids: [String: FileID]
  private let indexes = Mutex<[FileID: LineIndex]>([:])
  /// In bytes; what reports show of a line is far shorter.
  private static let maxLength: UInt32 = 1 << 20

  init(_ tree: SourceTree) {
    self.tree = tree
    ids = Dictionary((tree.files + tree.documents).map { ($0.path, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  func line(_ line: Int, of path: String) -> String? {
    guard let id = ids[path] else { return nil }
    let file = tree[id]
    let index = indexes.withLock { indexes in
      if let known = indexes[id] { return known }
      let index = LineIndex(file.bytes)
      indexes[id] = index
      return index
    }
    guard let range = index.range(ofLine: line, in: file.bytes) else { return nil }
    return file.text(ByteRange(start: range.start, end: min(range.end, range.start + Self.maxLength)))
  }
}
