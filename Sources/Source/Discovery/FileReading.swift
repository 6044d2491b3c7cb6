/// Reads the files that a walk found, on several threads, and turns them into sorted `SourceFile`s.
struct FileReading {
  private let options: DiscoveryOptions
  private let directory: Int32
  private let shape: TreeShape
  private(set) var troubles: Troubles
  private(set) var leftOut: [LeftOut] = []

  init(options: DiscoveryOptions, directory: Int32, shape: TreeShape, troubles: Troubles) {
    self.options = options
    self.directory = directory
    self.shape = shape
    self.troubles = troubles
  }

  mutating func read(
    _ walked: [WalkedFile], except foreign: ForeignFolders
  ) -> (files: [SourceFile], documents: [SourceFile]) {
    let candidates = candidates(walked, foreign)
    let purposes = Purposes(shape, codePaths: candidates.filter(\.role.isCode).map(\.path))
    let read = keep(candidates, readAll(candidates, foreign))
    leftOut.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let code = read.filter { $0.language != nil }
    let files = code.enumerated().map { index, file in file.sourceFile(index, purposes) }
    let documents = read.filter { $0.language == nil }.enumerated().map { index, file in
      file.sourceFile(files.count + index, purposes)
    }
    return (files, documents)
  }

  /// A file that was read and is kept.
  private struct Kept {
    let path: String
    let language: Language?
    let bytes: [UInt8]

    func sourceFile(_ index: Int, _ purposes: Purposes) -> SourceFile {
      // What a pipeline or an image is made of lies in `.github` and `docker`, but is no script.
      let purpose = purposes.purpose(of: path)
      return SourceFile(
        id: FileID(index: UInt32(index)), path: path, language: language,
        purpose: language == nil && purpose == .script ? .production : purpose, bytes: bytes)
    }
  }

  /// What is to be read, in path order, within the limits.
  private mutating func candidates(_ walked: [WalkedFile], _ foreign: ForeignFolders) -> [WalkedFile] {
    leftOut = foreign.found.map { LeftOut(path: $0.path, reason: $0.reason) }
    let outside = walked.filter { !foreign.contains($0.path) }
    var candidates = outside.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    if candidates.count > options.fileLimit {
      troubles.add(.tooManyFiles, "", "\(options.fileLimit)")
      candidates.removeLast(candidates.count - options.fileLimit)
    }
    return candidates
  }

  private mutating func keep(_ candidates: [WalkedFile], _ outcomes: [ReadOutcome]) -> [Kept] {
    var kept: [Kept] = []
    kept.reserveCapacity(candidates.count)
    var bytesLeft = options.byteLimit
    for (candidate, outcome) in zip(candidates, outcomes) {
      switch outcome {
      case .nothing: break
      case .trouble(let kind, let detail): troubles.add(kind, candidate.path, detail)
      case .leftOut(let reason): leftOut.append(LeftOut(path: candidate.path, reason: reason))
      case .read(let bytes, let language, let isValid):
        guard bytes.count <= bytesLeft else {
          troubles.add(.tooManyBytes, candidate.path, "\(options.byteLimit)")
          return kept
        }
        bytesLeft -= bytes.count
        if !isValid { troubles.add(.invalidUTF8, candidate.path, "") }
        kept.append(Kept(path: candidate.path, language: language, bytes: bytes))
      }
    }
    return kept
  }

  private func readAll(_ candidates: [WalkedFile], _ foreign: ForeignFolders) -> [ReadOutcome] {
    let workers = options.workers > 0 ? options.workers : availableProcessors()
    let reader = FileReader(
      directory: directory, options: options, shape: shape, foreign: foreign,
      budget: ReadBudget(limit: options.byteLimit))
    // Handing out single files would cost more than reading them.
    let batch = 32
    let batches = parallelMap(count: (candidates.count + batch - 1) / batch, workers: workers) { index in
      candidates[(index * batch)..<min((index + 1) * batch, candidates.count)].map { reader.read($0) }
    }
    return batches.flatMap { $0 }
  }
}
