internal import Resolution
internal import Source
internal import Syntax

/// The cache of one run: gives what an earlier run found out and still holds, and keeps what this one found out.
///
/// Results with the cache are those without it. Files are known by their contents. A piece of work notes every file
/// and every name that it looks at (`AccessLog`), and is done again when one of them changed.
final class RunCache {
  let known: KnownFiles?
  private let folder: CacheFolder
  private let path: String
  private let contents: [Digest]
  private let key: UInt64
  private var fingerprint: Digest
  private var staleness: Staleness?
  private var writer: SnapshotWriter?
  private var records: [StageRecord] = []
  /// Chunks of work whose results were there already.
  private(set) var reusedChunks = 0

  /// A snapshot is written again when more than this share of the code is new, in per cent; until then the new files
  /// are done again in each run, which costs less than writing.
  private static let newShare = 3
  /// Likewise for the share of chunks of work.
  private static let newWorkShare = 20
  /// Smaller projects' snapshots are written again after every change, in bytes of code.
  private static let smallProject = 2 << 20

  /// `nil` when nothing is to be kept, or there is no place for it.
  init?(_ options: PipelineOptions, _ tree: SourceTree, workers: Int) {
    guard options.useCache, let folder = CacheFolder(options.cacheFolder),
      let path = folder.snapshot(ofProject: options.root)
    else { return nil }
    self.folder = folder
    self.path = path
    let snapshot = Snapshot(path: path)
    let key = snapshot?.key ?? UInt64.random(in: .min ... .max)
    let contents = KnownFiles.digests(tree, key: key, workers: workers)
    known = snapshot.map { KnownFiles($0, contents: contents) }
    self.contents = contents
    self.key = key
    fingerprint = Digest(key: key)
  }

  /// Call it once, when the program is known and before any stage asks.
  func begin(_ program: Program, _ functions: FunctionTable, _ options: PipelineOptions, _ facts: OwnFacts) {
    program.describe(into: &fingerprint)
    fingerprint.add(options.includeTests ? 1 : 0)
    for file in facts.files { file.bytes.withUnsafeBytes { fingerprint.add($0) } }
    staleness = known.flatMap { Staleness($0, program.tree, program, functions) }
    if isWorthWriting(program) { writer = SnapshotWriter(path: path, in: folder, key: key) }
  }

  private func isWorthWriting(_ program: Program) -> Bool {
    guard let known, let staleness else { return true }
    let sizes = program.tree.files.map(\.bytes.count)
    let all = sizes.reduce(0, +)
    let new = sizes.indices.reduce(0) { $0 + (staleness.changed[$1] ? sizes[$1] : 0) }
    if new * 100 > all * Self.newShare || new > 0 && all < Self.smallProject { return true }
    return known.snapshot.stages.contains { stage in
      let stale = stage.chunks.count { !staleness.holds($0, told: [], in: program) }
      return stage.fingerprint != fingerprint(with: stage.special)
        || stale * 100 > stage.chunks.count * Self.newWorkShare
    }
  }

  private func fingerprint(with special: Digest) -> Digest {
    var whole = fingerprint
    whole.add(special.high)
    whole.add(special.low)
    return whole
  }

  /// What a stage is given beyond the program.
  struct Inputs {
    /// For all its chunks.
    var special = Digest(high: 0, low: 0)
    /// For each chunk; empty when there is nothing.
    var keys: [Digest] = []
    /// About each file; empty when there is nothing.
    var told: [Digest] = []
  }

  /// The results of a stage, from the cache where they still hold. Each worker does `first` before it begins.
  func results<Result: Stored & Sendable>(
    of stage: String, _ inputs: Inputs = Inputs(), count: Int, _ program: Program, workers: Int,
    first: @escaping @Sendable () -> Void = {},
    _ body: @escaping @Sendable (_ chunk: Int, _ program: Program) -> Result
  ) -> [Result] {
    let whole = fingerprint(with: inputs.special)
    let reuse = reuse(of: stage, whole, inputs, count: count)
    let writer = writer
    let outcomes = parallelMap(count: count, workers: workers, first: first) { chunk -> Outcome<Result> in
      let key = inputs.keys.isEmpty ? Digest(high: 0, low: 0) : inputs.keys[chunk]
      let result: Result
      let needs: WorkNeeds
      let isReused: Bool
      if let kept: (Result, ChunkRecord) = reuse?.result(of: chunk, key, program) {
        result = kept.0
        needs = kept.1.needs
        isReused = true
      } else {
        let log = AccessLog(fileCount: program.fileCount)
        result = body(chunk, program.noting(in: log))
        needs = WorkNeeds(log)
        isReused = false
      }
      return Outcome(result: result, isReused: isReused, record: writer.map { needs.record(of: result, key, $0) })
    }
    reusedChunks += outcomes.count(where: \.isReused)
    if writer != nil {
      records.append(
        StageRecord(
          name: stage, fingerprint: whole, special: inputs.special, told: inputs.told,
          chunks: outcomes.compactMap(\.record)))
    }
    return outcomes.map(\.result)
  }

  private func reuse(of stage: String, _ whole: Digest, _ inputs: Inputs, count: Int) -> Reuse? {
    guard let known, let staleness,
      let record = known.snapshot.stages.first(where: { $0.name == stage && $0.fingerprint == whole }),
      record.chunks.count == count, record.told.count == inputs.told.count
    else { return nil }
    return Reuse(
      snapshot: known.snapshot, staleness: staleness, chunks: record.chunks,
      told: zip(record.told, inputs.told).map { $0 != $1 })
  }

  /// Writes what the next run may use, if it is worth it.
  func finish(_ program: Program, _ functions: FunctionTable, workers: Int) {
    guard let writer else { return }
    let contents = contents
    let files = parallelMap(count: program.fileCount, workers: workers) { position -> FileRecord in
      let id = FileID(index: UInt32(position))
      var image: SnapshotPart?
      if let file = program.file(id), let index = program.index(of: id) {
        image = writer.write(FileImage.bytes(file, index))
      }
      return FileRecord(
        program.tree.files[position], content: contents[position], image: image,
        firstFunction: functions.firstID(of: id))
    }
    writer.finish(
      SnapshotDirectory(
        names: writer.write(program.names.image()), files: files, functionCount: UInt32(functions.count),
        stages: records))
  }

  private struct Outcome<Result: Sendable>: Sendable {
    let result: Result
    let isReused: Bool
    let record: ChunkRecord?
  }
}

/// A stage's earlier results.
private struct Reuse: Sendable {
  let snapshot: Snapshot
  let staleness: Staleness
  let chunks: [ChunkRecord]
  let told: [Bool]

  func result<Result: Stored>(of chunk: Int, _ key: Digest, _ program: Program) -> (Result, ChunkRecord)? {
    let record = chunks[chunk]
    guard record.key == key, staleness.holds(record, told: told, in: program),
      let bytes = snapshot.bytes(of: record.result)
    else {
      return nil
    }
    var reader = StoreReader(bytes[...], functions: staleness.functions)
    do {
      let result: Result = try reader.read()
      return reader.isAtEnd ? (result, record) : nil
    } catch {
      return nil
    }
  }
}

extension RunCache? {
  /// As `RunCache.results`; without a cache, all is done.
  func results<Result: Stored & Sendable>(
    of stage: String, _ inputs: RunCache.Inputs = RunCache.Inputs(), count: Int, _ program: Program, workers: Int,
    first: @escaping @Sendable () -> Void = {},
    _ body: @escaping @Sendable (_ chunk: Int, _ program: Program) -> Result
  ) -> [Result] {
    guard let self else { return parallelMap(count: count, workers: workers, first: first) { body($0, program) } }
    return self.results(of: stage, inputs, count: count, program, workers: workers, first: first, body)
  }
}
