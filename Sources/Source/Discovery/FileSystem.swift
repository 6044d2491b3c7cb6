import Glibc

/// An open file descriptor of a directory or file, closed with its last owner.
struct Descriptor: ~Copyable {
  let number: Int32

  deinit { close(number) }

  /// Opens a directory below `parent` without following a link and without running into a FIFO. `nil` sets `errno`.
  static func directory(_ name: UnsafePointer<CChar>, below parent: Int32) -> Descriptor? {
    let number = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    return number < 0 ? nil : Descriptor(number: number)
  }

  /// Opens the folder that a person named; it may be a symbolic link.
  static func root(_ path: String) throws(DiscoveryError) -> Descriptor {
    let number = open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC)
    guard number < 0 else { return Descriptor(number: number) }
    switch errno {
    case ENOENT: throw .notFound(path)
    case ENOTDIR: throw .notADirectory(path)
    case let code: throw .unreadable(path, reason: systemMessage(code))
    }
  }
}

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }

/// What kind of thing a directory entry is.
enum EntryKind: Sendable {
  case file, directory, link
  /// FIFOs, sockets and devices, which are never opened.
  case special
}

/// One name in a directory.
struct DirectoryEntry {
  /// The name's bytes, without the terminating zero.
  let name: [UInt8]
  let kind: EntryKind
}

/// The names in a directory, in byte order. `nil` when it can't be listed; `errno` says why.
func directoryEntries(_ descriptor: Int32, limit: Int) -> [DirectoryEntry]? {
  // fdopendir takes over the descriptor it gets, hence a copy of ours.
  let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
  guard copy >= 0 else { return nil }
  guard let stream = fdopendir(copy) else {
    close(copy)
    return nil
  }
  defer { closedir(stream) }
  let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 19
  var entries: [DirectoryEntry] = []
  while let entry = readdir(stream) {
    let pointer = (UnsafeRawPointer(entry) + nameOffset).assumingMemoryBound(to: UInt8.self)
    let length = strlen(UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
    let name = [UInt8](UnsafeBufferPointer(start: pointer, count: length))
    if name == [0x2E] || name == [0x2E, 0x2E] { continue }
    entries.append(DirectoryEntry(name: name, kind: kind(of: entry, in: descriptor)))
    if entries.count >= limit { break }
  }
  entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
  return entries
}

private func kind(of entry: UnsafeMutablePointer<dirent>, in descriptor: Int32) -> EntryKind {
  switch Int(entry.pointee.d_type) {
  case Int(DT_REG): return .file
  case Int(DT_DIR): return .directory
  case Int(DT_LNK): return .link
  case Int(DT_UNKNOWN): break
  default: return .special
  }
  var status = stat()
  let name = withUnsafePointer(to: &entry.pointee.d_name) { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
  guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .special }
  switch status.st_mode & S_IFMT {
  case S_IFREG: return .file
  case S_IFDIR: return .directory
  case S_IFLNK: return .link
  default: return .special
  }
}

/// What came of reading a file.
enum FileContent {
  case bytes([UInt8])
  /// Larger than the limit; its size in bytes.
  case tooLarge(Int)
  /// Not a regular file (any more).
  case notAFile
  /// The system's error number.
  case failed(Int32)
}

/// Reads a whole regular file below `directory`, unless it is larger than `limit` bytes. Never follows a link in the
/// last segment, never waits on a FIFO. With `atMost`, reads no more than that many bytes of a larger file.
func readFile(_ path: String, below directory: Int32, limit: Int, atMost: Int = .max) -> FileContent {
  let number = openat(directory, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
  guard number >= 0 else { return errno == ELOOP ? .notAFile : .failed(errno) }
  let descriptor = Descriptor(number: number)
  var status = stat()
  guard fstat(descriptor.number, &status) == 0 else { return .failed(errno) }
  guard status.st_mode & S_IFMT == S_IFREG else { return .notAFile }
  guard status.st_size <= limit else { return .tooLarge(Int(status.st_size)) }
  let size = min(Int(status.st_size), atMost)
  var failure: Int32 = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let got = read(descriptor.number, buffer.baseAddress.map { $0 + count }, size - count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { failure = errno }
      guard got > 0 else { break }
      count += got
    }
  }
  return failure == 0 ? .bytes(bytes) : .failed(failure)
}

/// The resolved path of a root, to tell where links below it lead.
struct RealPath {
  enum Destination { case inside, outside, cyclic, missing }

  private let root: String

  init(_ root: String) { self.root = Self.resolve(root) ?? root }

  /// The last name of the resolved path.
  var name: String { root.split(separator: "/").last.map(String.init) ?? "/" }

  func destination(of link: String) -> Destination {
    guard let target = Self.resolve(root + "/" + link) else { return errno == ELOOP ? .cyclic : .missing }
    return target == root || target.hasPrefix(root.hasSuffix("/") ? root : root + "/") ? .inside : .outside
  }

  /// A path without links and dots; `nil` sets `errno`.
  static func resolve(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
