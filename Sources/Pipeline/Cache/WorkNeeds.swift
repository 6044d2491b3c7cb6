internal import Resolution
internal import Source

/// What a piece of work looked at, as an `AccessLog` noted it.
struct WorkNeeds: Stored, Sendable {
  let files: [FileID]
  let names: [Name]
  let frequent: [Name]
  /// How often each of `frequent` is called at least, less one.
  let limits: [Int]
  let missing: [String]

  init(_ log: AccessLog) {
    files = log.files
    names = Array(log.names)
    let frequent = Array(log.frequent)
    self.frequent = frequent.map(\.key)
    limits = frequent.map(\.value)
    missing = Array(log.missing)
  }

  func store(in writer: inout StoreWriter) {
    writer.write(files)
    writer.write(names)
    writer.write(frequent)
    writer.write(limits)
    writer.write(missing)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    files = try reader.read()
    names = try reader.read()
    frequent = try reader.read()
    limits = try reader.read()
    missing = try reader.read()
    guard frequent.count == limits.count else { throw StoreError() }
  }

  /// The result with what it needs, written away.
  func record(of result: some Stored, _ key: Digest, _ writer: SnapshotWriter) -> ChunkRecord {
    var store = StoreWriter()
    store.write(result)
    return ChunkRecord(key: key, needs: self, result: writer.write(store.bytes))
  }
}
