internal import Source

/// The name by which an import is used where the file gives it none.
enum GoPackageName {
  /// The last part of the path that is no version, without the decorations that packages do not have in their names:
  /// `gopkg.in/yaml.v3` is `yaml`, `github.com/x/go-redis/v9` is `redis`, `github.com/golang-jwt/jwt-go` is `jwt`.
  static func bytes(ofImport path: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var end = path.count
    var start = partStart(path, end)
    if start > 0, isVersion(path[start..<end]) {
      end = start - 1
      start = partStart(path, end)
    }
    if let dot = path[start..<end].lastIndex(of: UInt8(ascii: ".")), dot > start,
      isVersion(path[(dot + 1)..<end], from: 0)
    {
      end = dot
    }
    for ending in ["-go", ".go"]
    where path[start..<end].count > 3 && path[start..<end].suffix(3).elementsEqual(ending.utf8) {
      end -= 3
    }
    if path[start..<end].count > 3, path[start..<end].prefix(3).elementsEqual("go-".utf8) { start += 3 }
    // `a-b` is no name; packages in such folders are mostly named by the last word.
    if let dash = path[start..<end].lastIndex(of: UInt8(ascii: "-")), dash + 1 < end { start = dash + 1 }
    return UnsafeBufferPointer(rebasing: path[start..<end])
  }

  private static func partStart(_ path: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int {
    path[..<end].lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
  }

  /// The last part of the path, where it may be a version.
  static func version(ofImport path: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    let start = partStart(path, path.count)
    return start > 0 && isVersion(path[start...]) ? UnsafeBufferPointer(rebasing: path[start...]) : nil
  }

  /// `v2` and later; there is no `v1` in paths of modules, but in those of packages.
  private static func isVersion(_ part: Slice<UnsafeBufferPointer<UInt8>>, from least: UInt8 = 2) -> Bool {
    guard part.first == UInt8(ascii: "v"), part.count > 1, part.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    return part.count > 2 || part[part.startIndex + 1] >= 0x30 + least
  }
}
