internal import Glibc
internal import Source

/// What an earlier run of the same build left for this one, in one file: lowered files and the results of work.
///
/// The file is trusted as the program itself is: it lies in a folder of the user's own. What is damaged is noticed by
/// digests and not used.
final class Snapshot: Sendable {
  /// Of all digests in it; random, so that nobody can write files that look alike.
  let key: UInt64
  let names: NameInterner
  /// In the order of the files' ids.
  let files: [FileRecord]
  let functionCount: UInt32
  let stages: [StageRecord]
  private let descriptor: Int32

  /// `nil` when there is none, or none that this build can use.
  init?(path: String) {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    guard Self.isOurs(descriptor), let header = SnapshotHeader.read(descriptor),
      let directory = Self.bytes(of: header.directory, key: header.key, in: descriptor),
      let contents = try? Self.decode(directory),
      let image = Self.bytes(of: contents.names, key: header.key, in: descriptor),
      let names = NameInterner(image: image)
    else {
      close(descriptor)
      return nil
    }
    // Its age counts from its last use.
    futimens(descriptor, nil)
    self.descriptor = descriptor
    key = header.key
    self.names = names
    files = contents.files
    functionCount = contents.functionCount
    stages = contents.stages
  }

  deinit { close(descriptor) }

  /// The bytes of a part; `nil` when they are damaged.
  func bytes(of part: SnapshotPart) -> [UInt8]? { Self.bytes(of: part, key: key, in: descriptor) }

  private static func bytes(of part: SnapshotPart, key: UInt64, in descriptor: Int32) -> [UInt8]? {
    guard part.length >= 0, part.length <= SnapshotHeader.partLimit, part.offset >= 0 else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: part.length) { buffer, count in
      while count < part.length {
        let read = pread(descriptor, buffer.baseAddress?.advanced(by: count), part.length - count, part.offset + count)
        guard read > 0 else { break }
        count += read
      }
    }
    guard bytes.count == part.length else { return nil }
    var digest = Digest(key: key)
    bytes.withUnsafeBytes { digest.add($0) }
    return digest == part.digest ? bytes : nil
  }

  private static func isOurs(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
      && status.st_mode & 0o022 == 0
  }

  private static func decode(_ bytes: [UInt8]) throws(StoreError) -> SnapshotDirectory {
    var reader = StoreReader(bytes[...])
    return try SnapshotDirectory(from: &reader)
  }
}

/// The table of contents.
struct SnapshotDirectory: Stored {
  let names: SnapshotPart
  let files: [FileRecord]
  let functionCount: UInt32
  let stages: [StageRecord]

  init(names: SnapshotPart, files: [FileRecord], functionCount: UInt32, stages: [StageRecord]) {
    self.names = names
    self.files = files
    self.functionCount = functionCount
    self.stages = stages
  }

  func store(in writer: inout StoreWriter) {
    writer.write(names)
    writer.write(files)
    writer.write(functionCount)
    writer.write(stages)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    names = try reader.read()
    files = try reader.read()
    functionCount = try reader.read()
    stages = try reader.read()
  }
}
