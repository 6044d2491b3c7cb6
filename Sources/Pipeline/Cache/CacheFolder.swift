internal import Glibc
internal import Source

/// Where snapshots are kept: `$XDG_CACHE_HOME/mainstay`, or `~/.cache/mainstay`; one file per project, for its owner
/// only.
struct CacheFolder: Sendable {
  private let path: String

  /// Snapshots that nobody used for so long are removed when another one is written, in seconds.
  static let lifetime = 30 * 24 * 60 * 60
  private static let ending = ".snapshot"

  /// `path`: another place than the user's own. `nil` where there is none.
  init?(_ path: String?) {
    guard let path = path ?? Self.customary else { return nil }
    self.path = path
  }

  /// The file of a project's snapshot.
  func snapshot(ofProject root: String) -> String? {
    guard let whole = realpath(root, nil) else { return nil }
    defer { free(whole) }
    var digest = Digest(key: 0)
    digest.add(String(cString: whole))
    return "\(path)/\(Self.hexadecimal(digest.high))\(Self.hexadecimal(digest.low))\(Self.ending)"
  }

  /// Makes the folder, readable for its owner only. False when that fails.
  func prepare() -> Bool {
    if let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o700) }
    mkdir(path, 0o700)
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
  }

  /// Removes what nobody used for long.
  func removeOld() {
    guard let directory = opendir(path) else { return }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    let now = time(nil)
    for name in names where name.contains(Self.ending) {
      var status = stat()
      let file = "\(path)/\(name)"
      if lstat(file, &status) == 0, now - status.st_mtim.tv_sec > Self.lifetime { unlink(file) }
    }
  }

  private static var customary: String? {
    if let base = environment("XDG_CACHE_HOME"), base.hasPrefix("/") { return base + "/mainstay" }
    return environment("HOME").map { $0 + "/.cache/mainstay" }
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
