internal import FoundationEssentials
internal import Glibc
internal import Source

/// A folder with the files of an earlier commit, for as long as `body` runs.
///
/// Written by ourselves from Git's objects rather than checked out, because a checkout runs the filters that the
/// repository configures. Links and submodules are left out.
enum OldTree {
  /// Larger files are left out: no scan reads them.
  static let fileLimit = 8 << 20

  /// `nil` when the commit can't be read or there is no room for it.
  static func with<Result>(
    _ history: GitHistory, commit: String, _ body: (_ folder: String) throws -> Result
  ) rethrows -> Result? {
    guard let folder = temporaryFolder() else { return nil }
    defer { remove(folder) }
    guard let entries = entries(history, commit), write(entries, history, into: folder) else { return nil }
    return try body(folder + "/tree")
  }

  private struct Entry {
    let object: String
    let path: String
  }

  private static func entries(_ history: GitHistory, _ commit: String) -> [Entry]? {
    guard let listing = GitHistory.git(history.root, ["ls-tree", "-r", "-z", "-l", commit, "--", "."]) else {
      return nil
    }
    return listing.split(separator: 0).compactMap { line in
      // MODE TYPE OBJECT SIZE<tab>PATH
      guard let tab = line.firstIndex(of: 0x09) else { return nil }
      let fields = line[..<tab].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      let path = String(decoding: line[(tab + 1)...], as: UTF8.self)
      guard fields.count == 4, fields[0].hasPrefix("100"), let size = Int(fields[3]), size <= fileLimit, isSafe(path)
      else { return nil }
      return Entry(object: fields[2], path: path)
    }
  }

  /// Git refuses such names as well, but a hostile repository need not have been made by Git.
  private static func isSafe(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/")
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
        !["", ".", "..", ".git"].contains($0)
      }
  }

  private static func write(_ entries: [Entry], _ history: GitHistory, into folder: String) -> Bool {
    let list = folder + "/objects"
    guard writeFile(list, Array(entries.map { $0.object + "\n" }.joined().utf8)), mkdir(folder + "/tree", 0o700) == 0
    else { return false }
    var folders: Set<String> = []
    var reader = BatchReader()
    var next = 0
    let isWritten = Subprocess.stream(
      GitHistory.command(history.root, ["cat-file", "--batch"]), environment: GitHistory.environment, input: list,
      seconds: 120
    ) { chunk in
      for content in reader.read(chunk) {
        guard next < entries.count else { return false }
        let path = folder + "/tree/" + entries[next].path
        makeFolders(of: entries[next].path, below: folder + "/tree", known: &folders)
        if let content, !writeFile(path, content) { return false }
        next += 1
      }
      return !reader.isConfused
    }
    return isWritten && next == entries.count
  }

  private static func makeFolders(of path: String, below root: String, known: inout Set<String>) {
    var folder = root
    for name in path.split(separator: "/").dropLast() {
      folder += "/" + name
      if known.insert(folder).inserted { mkdir(folder, 0o700) }
    }
  }

  private static func writeFile(_ path: String, _ content: [UInt8]) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    var offset = 0
    while offset < content.count {
      let written = content.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { break }
      offset += written
    }
    return close(descriptor) == 0 && offset == content.count
  }

  private static func temporaryFolder() -> String? {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    guard let template = strdup("\(base.isEmpty ? "/tmp" : base)/mainstay-XXXXXX") else { return nil }
    defer { free(template) }
    return mkdtemp(template).map { String(cString: $0) }
  }

  private static func remove(_ folder: String) {
    try? FileManager.default.removeItem(atPath: folder)
  }
}

/// Takes the output of `git cat-file --batch` apart: a line "OBJECT TYPE SIZE", the content, a line feed, and again.
struct BatchReader {
  private var header: [UInt8] = []
  private var content: [UInt8] = []
  /// Bytes of content and its line feed that are still to come; `nil` while reading a header.
  private var left: Int?
  /// The output is not what it should be.
  private(set) var isConfused = false

  /// The contents that a piece of output completes; `nil` stands for an object that is not there.
  mutating func read(_ chunk: UnsafeRawBufferPointer) -> [[UInt8]?] {
    var done: [[UInt8]?] = []
    var rest = chunk[...]
    while !rest.isEmpty, !isConfused {
      if let missing = left {
        let part = rest.prefix(missing)
        content.append(contentsOf: part)
        rest = rest.dropFirst(part.count)
        left = missing - part.count
        if left == 0 {
          content.removeLast()
          done.append(content)
          content = []
          left = nil
        }
      } else {
        let part = rest.prefix { $0 != 0x0A }
        header.append(contentsOf: part)
        rest = rest.dropFirst(part.count)
        guard rest.popFirst() != nil else { break }
        if !start(String(decoding: header, as: UTF8.self)) { done.append(nil) }
        header = []
      }
    }
    return done
  }

  /// `false` for an object that is missing.
  private mutating func start(_ line: String) -> Bool {
    let fields = line.split(separator: " ")
    if fields.count == 2, fields[1] == "missing" { return false }
    guard fields.count == 3, let size = Int(fields[2]), (0...(1 << 30)).contains(size) else {
      isConfused = true
      return true
    }
    left = size + 1
    content.reserveCapacity(size + 1)
    return true
  }
}
