/// Reads the files that a walk found, on several threads, and turns them into sorted `SourceFile`s.
struct FileReading {
  private let options: DiscoveryOptions
  private let directory: Int32
  private(set) var troubles: Troubles

  init(options: DiscoveryOptions, directory: Int32, troubles: Troubles) {
    self.options = options
    self.directory = directory
    self.troubles = troubles
  }

  /// A file's outcome, computed on a worker.
  private struct Outcome: Sendable {
    var language: Language?
    var bytes: [UInt8]?
    var trouble: Troubles.Kind?
    var detail = ""
  }

  mutating func read(_ walked: [WalkedFile]) -> (files: [SourceFile], documents: [SourceFile]) {
    var candidates = walked.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    if candidates.count > options.fileLimit {
      troubles.add(.tooManyFiles, "", "\(options.fileLimit)")
      candidates.removeLast(candidates.count - options.fileLimit)
    }
    let outcomes = readAll(candidates)
    var code: [(path: String, language: Language, bytes: [UInt8])] = []
    var texts: [(path: String, bytes: [UInt8])] = []
    var bytesLeft = options.byteLimit
    for (candidate, outcome) in zip(candidates, outcomes) {
      if let trouble = outcome.trouble { troubles.add(trouble, candidate.path, outcome.detail) }
      guard let bytes = outcome.bytes else { continue }
      guard bytes.count <= bytesLeft else {
        troubles.add(.tooManyBytes, candidate.path, "\(options.byteLimit)")
        continue
      }
      bytesLeft -= bytes.count
      if let language = outcome.language {
        code.append((candidate.path, language, bytes))
      } else {
        texts.append((candidate.path, bytes))
      }
    }
    let files = code.enumerated().map { index, file in
      SourceFile(
        id: FileID(index: UInt32(index)), path: file.path, language: file.language,
        purpose: Purposes.purpose(of: file.path), bytes: file.bytes)
    }
    let documents = texts.enumerated().map { index, file in
      SourceFile(
        id: FileID(index: UInt32(files.count + index)), path: file.path, language: nil,
        purpose: Purposes.purpose(of: file.path), bytes: file.bytes)
    }
    return (files, documents)
  }

  private func readAll(_ candidates: [WalkedFile]) -> [Outcome] {
    let workers = options.workers > 0 ? options.workers : availableProcessors()
    let (directory, options) = (directory, options)
    // Handing out single files would cost more than reading them.
    let batch = 32
    let batches = parallelMap(count: (candidates.count + batch - 1) / batch, workers: workers) { index in
      candidates[(index * batch)..<min((index + 1) * batch, candidates.count)].map {
        Self.read($0, below: directory, options)
      }
    }
    return batches.flatMap { $0 }
  }

  private static func read(_ file: WalkedFile, below directory: Int32, _ options: DiscoveryOptions) -> Outcome {
    var limit = options.codeLimit
    switch file.role {
    case .perhapsScript:
      guard case .bytes(let head) = readFile(file.path, below: directory, limit: limit, atMost: 200),
        let language = Language.of(shebang: head)
      else { return Outcome() }
      return outcome(readFile(file.path, below: directory, limit: limit), language)
    case .perhapsDescription:
      guard case .bytes(let head) = readFile(file.path, below: directory, limit: options.documentLimit, atMost: 1024),
        isDescription(head)
      else { return Outcome() }
      return outcome(readFile(file.path, below: directory, limit: options.documentLimit), nil)
    case .code(let language): return outcome(readFile(file.path, below: directory, limit: limit), language)
    case .document: limit = options.documentLimit
    case .lockFile: limit = options.lockFileLimit
    }
    return outcome(readFile(file.path, below: directory, limit: limit), nil)
  }

  private static func outcome(_ content: FileContent, _ language: Language?) -> Outcome {
    switch content {
    case .bytes(let bytes):
      if bytes.contains(0) { return Outcome(trouble: .binary) }
      let valid = bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) } != nil
      return Outcome(language: language, bytes: bytes, trouble: valid ? nil : .invalidUTF8)
    case .tooLarge(let size): return Outcome(trouble: .tooLarge, detail: "\(size) bytes")
    case .notAFile: return Outcome(trouble: .special)
    case .failed(let code): return Outcome(trouble: .unreadable, detail: systemMessage(code))
    }
  }

  private static func isDescription(_ head: [UInt8]) -> Bool {
    let text = String(decoding: head, as: UTF8.self)
    return text.contains("\"openapi\"") || text.contains("\"swagger\"")
  }
}
