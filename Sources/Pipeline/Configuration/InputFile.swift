internal import Glibc

/// Reads a file that the user or the project names, without waiting for what is no ordinary file.
package enum InputFile {
  /// The contents.
  package enum Outcome: Sendable {
    case bytes([UInt8])
    case missing
    /// Why it can't be read, in a few words.
    case unreadable(String)
  }

  /// - Parameter followsLinks: `false` for files that the reviewed project holds: a link may lead out of it.
  package static func read(_ path: String, limit: Int, followsLinks: Bool) -> Outcome {
    // Non-blocking, so that opening a pipe that nobody writes to returns at once.
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW)
    let descriptor = open(path, flags)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR: return .missing
      case ELOOP: return .unreadable("it is a symbolic link")
      default: return .unreadable(String(cString: strerror(errno)))
      }
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .unreadable("it is no ordinary file")
    }
    guard status.st_size <= limit else { return .unreadable("it is larger than \(limit) bytes") }
    return bytes(descriptor, limit: limit)
  }

  private static func bytes(_ descriptor: Int32, limit: Int) -> Outcome {
    var bytes: [UInt8] = []
    var isFailed = false
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      while bytes.count <= limit {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        isFailed = count < 0
        guard count > 0 else { return }
        bytes.append(contentsOf: buffer[..<count])
      }
    }
    return isFailed ? .unreadable(String(cString: strerror(errno))) : .bytes(bytes)
  }
}
