internal import Resolution
internal import Source
internal import Syntax

/// The files of a snapshot, for those of a run that still have the same bytes.
struct KnownFiles: Sendable {
  let snapshot: Snapshot
  /// Of the contents of the run's files, by id.
  let contents: [Digest]
  private let records: [String: Int]

  init(_ snapshot: Snapshot, contents: [Digest]) {
    self.snapshot = snapshot
    self.contents = contents
    records = Dictionary(snapshot.files.enumerated().map { ($1.path, $0) }) { first, _ in first }
  }

  var names: NameInterner { snapshot.names }

  /// The lowered file, if it is what the snapshot has.
  func load(_ source: SourceFile, _ buffer: ScratchBuffer) -> LoadedFile? {
    guard let number = records[source.path] else { return nil }
    let record = snapshot.files[number]
    guard record.content == contents[Int(source.id.index)], record.language == source.language else { return nil }
    return image(of: record, source, buffer)
  }

  /// What a file was when the snapshot was written.
  func image(of record: FileRecord, _ source: SourceFile, _ buffer: ScratchBuffer) -> LoadedFile? {
    guard let part = record.image, let bytes = snapshot.bytes(of: part, in: buffer) else { return nil }
    return FileImage.read(bytes, source: source)
  }

  /// The digests of files' contents.
  static func digests(_ tree: SourceTree, key: UInt64, workers: Int) -> [Digest] {
    parallelMap(count: tree.files.count, workers: workers) { position in
      var digest = Digest(key: key)
      tree.files[position].bytes.withUnsafeBytes { digest.add($0) }
      return digest
    }
  }
}
