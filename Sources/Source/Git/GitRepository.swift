import Glibc

/// The Git repository around a folder, read as files: no Git process runs, no configuration of it is obeyed.
package struct GitRepository: Sendable {
  /// The top folder of the work tree, absolute.
  package let top: String
  /// The root relative to `top`, with a trailing slash; "" when the root is the top.
  package let prefix: String
  /// Where HEAD is.
  private let directory: String
  /// Where objects and references are: not `directory` in a linked work tree.
  private let common: String

  /// Looks upward from `root`; `nil` when there is no repository that can be read.
  package init?(root: String) {
    guard let resolved = RealPath.resolve(root) else { return nil }
    let segments = resolved.split(separator: "/")
    for depth in stride(from: segments.count, through: 0, by: -1) {
      let top = "/" + segments.prefix(depth).joined(separator: "/")
      guard let directory = Self.directory(of: top) else { continue }
      self.top = top
      self.directory = directory
      common = Self.commonDirectory(directory)
      prefix = segments.dropFirst(depth).map { $0 + "/" }.joined()
      return
    }
    return nil
  }

  /// What HEAD points to.
  package struct Head: Sendable, Hashable {
    /// The commit, in hexadecimal.
    package let revision: String
    /// `main` and the like; `nil` for a detached HEAD.
    package let branch: String?
  }

  /// `nil` in a repository without a commit, or with a reference format that is not read here.
  package var head: Head? {
    guard let text = Self.line(directory + "/HEAD") else { return nil }
    guard text.hasPrefix("ref: ") else { return Self.isRevision(text) ? Head(revision: text, branch: nil) : nil }
    let name = String(text.dropFirst(5))
    guard let revision = resolve(reference: name) else { return nil }
    return Head(revision: revision, branch: name.hasPrefix("refs/heads/") ? String(name.dropFirst(11)) : name)
  }

  /// The folder of the object database.
  var objects: String { common + "/objects" }

  /// The repository's own list of ignored files, which is not under version control.
  var excludeFile: String { common + "/info/exclude" }

  /// The commits at which a shallow clone ends; `nil` in a full one.
  var shallow: [UInt8]? { Self.bytes(common + "/shallow", limit: 1 << 20) }

  /// The object that a name stands for, as Git looks names up: `main`, `v1.0`, `origin/main`, `HEAD`.
  func resolve(name: String) -> String? {
    if name == "HEAD" || name == "@" { return head?.revision }
    let places = ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"].map { $0 + name }
    for place in places + ["refs/remotes/" + name + "/HEAD"] where place.hasPrefix("refs/") {
      if let revision = resolve(reference: place) { return revision }
    }
    return nil
  }

  /// Follows a reference through at most five symbolic ones, as Git does.
  private func resolve(reference name: String) -> String? {
    var name = name
    for _ in 0..<5 {
      guard Self.isSafe(reference: name) else { return nil }
      guard let text = Self.line(common + "/" + name) else { return packed(name) }
      if Self.isRevision(text) { return text }
      guard text.hasPrefix("ref: ") else { return nil }
      name = String(text.dropFirst(5))
    }
    return nil
  }

  private func packed(_ name: String) -> String? {
    guard let bytes = Self.bytes(common + "/packed-refs", limit: 64 << 20) else { return nil }
    for line in bytes.split(separator: 0x0A)
    where line.count > name.utf8.count && line.reversed().starts(with: name.utf8.reversed()) {
      let words = line.split(separator: 0x20)
      guard words.count == 2, words[1].elementsEqual(name.utf8) else { continue }
      let revision = String(decoding: words[0], as: UTF8.self)
      return Self.isRevision(revision) ? revision : nil
    }
    return nil
  }

  /// Whether a reference stays within the repository's folder.
  private static func isSafe(reference: String) -> Bool {
    reference.hasPrefix("refs/") && reference.utf8.count < 1024
      && !reference.split(separator: "/", omittingEmptySubsequences: false).contains {
        $0 == ".." || $0 == "." || $0 == ""
      }
  }

  /// A hash of SHA-1 or SHA-256 in hexadecimal.
  static func isRevision(_ text: String) -> Bool {
    (text.utf8.count == 40 || text.utf8.count == 64)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// The repository's folder for a work tree: `.git`, or where a `.git` file points. A link is not followed.
  private static func directory(of top: String) -> String? {
    let path = (top == "/" ? "" : top) + "/.git"
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    if status.st_mode & S_IFMT == S_IFDIR { return path }
    guard let text = line(path), text.hasPrefix("gitdir: ") else { return nil }
    return absolute(String(text.dropFirst(8)), from: top)
  }

  private static func commonDirectory(_ directory: String) -> String {
    line(directory + "/commondir").map { absolute($0, from: directory) } ?? directory
  }

  private static func absolute(_ path: String, from folder: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }

  private static func line(_ path: String) -> String? {
    guard let bytes = bytes(path, limit: 4096) else { return nil }
    return String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
  }

  private static func bytes(_ path: String, limit: Int) -> [UInt8]? {
    guard case .bytes(let bytes) = readFile(path, below: AT_FDCWD, limit: limit) else { return nil }
    return bytes
  }
}
