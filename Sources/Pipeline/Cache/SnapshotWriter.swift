internal import Glibc
internal import Source
internal import Synchronization

/// Writes a snapshot: parts from any thread, in any order, then the directory. It appears whole or not at all.
final class SnapshotWriter: Sendable {
  let key: UInt64
  private let folder: CacheFolder
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private let end = Atomic<Int>(SnapshotHeader.size)
  private let hasFailed = Atomic<Bool>(false)

  /// `nil` where nothing can be written.
  init?(path: String, in folder: CacheFolder, key: UInt64) {
    guard folder.prepare() else { return nil }
    self.folder = folder
    temporary = "\(path).\(getpid())"
    descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return nil }
    self.path = path
    self.key = key
  }

  deinit {
    close(descriptor)
    // Gone already when it was finished.
    unlink(temporary)
  }

  func write(_ bytes: [UInt8]) -> SnapshotPart {
    var digest = Digest(key: key)
    bytes.withUnsafeBytes { digest.add($0) }
    let offset = end.wrappingAdd(bytes.count, ordering: .relaxed).oldValue
    write(bytes, at: offset)
    return SnapshotPart(offset: offset, length: bytes.count, digest: digest)
  }

  func finish(_ directory: SnapshotDirectory) {
    var writer = StoreWriter()
    writer.write(directory)
    let header = SnapshotHeader(key: key, directory: write(writer.bytes))
    guard let bytes = header.bytes() else { return }
    write(bytes, at: 0)
    if !hasFailed.load(ordering: .relaxed), rename(temporary, path) == 0 { folder.removeOld() }
  }

  private func write(_ bytes: [UInt8], at offset: Int) {
    var done = 0
    bytes.withUnsafeBytes { buffer in
      while done < buffer.count {
        let count = pwrite(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, offset + done)
        guard count > 0 else { break }
        done += count
      }
    }
    if done < bytes.count { hasFailed.store(true, ordering: .relaxed) }
  }
}
