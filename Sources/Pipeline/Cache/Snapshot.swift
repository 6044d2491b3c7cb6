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

  /// The bytes of a part, in a buffer that is used again and again; `nil` when they are damaged.
  func bytes(of part: SnapshotPart, in buffer: ScratchBuffer) -> UnsafeRawBufferPointer? {
    guard SnapshotHeader.isPossible(part) else { return nil }
    let bytes = buffer.bytes(part.length)
    return Self.read(part, key: key, descriptor, into: bytes) ? UnsafeRawBufferPointer(bytes) : nil
  }

  private static func bytes(of part: SnapshotPart, key: UInt64, in descriptor: Int32) -> [UInt8]? {
    guard SnapshotHeader.isPossible(part) else { return nil }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: part.length) { buffer, count in
      let bytes = UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: part.length)
      isWhole = read(part, key: key, descriptor, into: bytes)
      count = isWhole ? part.length : 0
    }
    return isWhole ? bytes : nil
  }

  private static func read(
    _ part: SnapshotPart, key: UInt64, _ descriptor: Int32, into bytes: UnsafeMutableRawBufferPointer
  ) -> Bool {
    var count = 0
    while count < part.length {
      let read = pread(descriptor, bytes.baseAddress?.advanced(by: count), part.length - count, part.offset + count)
      guard read > 0 else { return false }
      count += read
    }
    var digest = Digest(key: key)
    digest.add(UnsafeRawBufferPointer(bytes))
    return digest == part.digest
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

/// Memory that grows to the largest part that was read into it; one per thread.
final class ScratchBuffer {
  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  deinit { memory.deallocate() }

  func bytes(_ count: Int) -> UnsafeMutableRawBufferPointer {
    if memory.count < count {
      memory.deallocate()
      memory = .allocate(byteCount: max(count, memory.count * 2), alignment: 16)
    }
    return UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
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
