internal import Glibc
internal import Source

/// The first bytes of a snapshot: whose it is, and where its directory lies.
struct SnapshotHeader {
  /// No part of a snapshot is larger, in bytes; a file of code is limited to far less.
  private static let partLimit = 1 << 30
  static let size = 64
  private static let magic: UInt64 = 0x4D41_494E_5354_4159

  let key: UInt64
  let directory: SnapshotPart

  static func isPossible(_ part: SnapshotPart) -> Bool {
    part.length >= 0 && part.length <= partLimit && part.offset >= 0
  }

  /// `nil` when another build wrote it.
  static func read(_ descriptor: Int32) -> SnapshotHeader? {
    var words = [UInt64](repeating: 0, count: size / 8)
    let count = words.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count == size, words[0] == magic, let build = build(), words[1] == build.high, words[2] == build.low,
      let offset = Int(exactly: words[4]), let length = Int(exactly: words[5])
    else { return nil }
    return SnapshotHeader(
      key: words[3],
      directory: SnapshotPart(offset: offset, length: length, digest: Digest(high: words[6], low: words[7])))
  }

  /// `nil` when this build can't tell itself from others.
  func bytes() -> [UInt8]? {
    guard let build = Self.build() else { return nil }
    let words = [
      Self.magic, build.high, build.low, key, UInt64(directory.offset), UInt64(directory.length),
      directory.digest.high, directory.digest.low,
    ]
    return words.withUnsafeBytes { Array($0) }
  }

  /// Tells one build of Mainstay from another: the program's own file, by place, size and time of its last change.
  private static func build() -> Digest? {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return nil }
    var digest = Digest(key: 0)
    for figure in [
      Int(bitPattern: UInt(status.st_dev)), Int(bitPattern: UInt(status.st_ino)), status.st_size,
      status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
    ] {
      digest.add(UInt64(bitPattern: Int64(figure)))
    }
    return digest
  }
}
