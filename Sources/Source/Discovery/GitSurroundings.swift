import Glibc

/// What the Git repository around the root has to say about ignored files.
struct GitSurroundings {
  /// The root relative to the repository's top folder, with a trailing slash; empty when the root is the top.
  var prefix: [UInt8] = []
  /// The lists of the folders above the root and of .git/info/exclude, outermost first.
  var lists: [(list: IgnoreList, length: Int)] = []

  /// Nothing is known, as outside a repository.
  init() {}

  /// Looks upward from `root` for a repository.
  init(root: String) {
    guard let repository = GitRepository(root: root) else { return }
    add(file: repository.excludeFile, length: 0)
    for segment in repository.prefix.split(separator: "/") {
      let folder = repository.top + "/" + String(decoding: prefix, as: UTF8.self)
      add(file: folder + ".gitignore", length: prefix.count)
      prefix.append(contentsOf: segment.utf8)
      // A root that is itself ignored was still named by a person: then what is above it says nothing about it.
      if isIgnored(prefix.span) { lists = [] }
      prefix.append(UInt8(ascii: "/"))
    }
  }

  private mutating func add(file: String, length: Int) {
    guard case .bytes(let bytes) = readFile(file, below: AT_FDCWD, limit: 1 << 20) else { return }
    let list = IgnoreList(bytes)
    if !list.isEmpty { lists.append((list, length)) }
  }

  private func isIgnored(_ path: Span<UInt8>) -> Bool {
    var steps = 0
    var nameStart = path.count
    while nameStart > 0, path[nameStart - 1] != UInt8(ascii: "/") { nameStart -= 1 }
    for (list, length) in lists.reversed() {
      let relative = path.extracting(length..<path.count)
      if let verdict = list.verdict(relative, nameStart: nameStart - length, isDirectory: true, steps: &steps) {
        return verdict
      }
    }
    return false
  }
}
