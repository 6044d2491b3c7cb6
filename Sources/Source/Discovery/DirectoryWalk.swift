import Glibc

/// A file that the walk met and that a scan may want to read.
struct WalkedFile {
  /// Relative to the root.
  let path: String
  let role: FileRole
}

/// A folder that the walk entered, with the names of the files in it, for decisions that need the neighbours.
struct WalkedFolder {
  /// Relative to the root; "" is the root.
  let path: String
  let fileNames: [String]
}

/// Walks a tree once, in byte order of names, without following links, leaving out what is ignored.
struct DirectoryWalk {
  private let options: DiscoveryOptions
  private let excluded: IgnoreList
  /// The path of the current entry, relative to the outermost folder whose .gitignore counts.
  private var path: [UInt8]
  /// How many bytes of `path` lead to the root.
  private let rootLength: Int
  /// The lists in force, outermost first, each with the length of the path of its folder (slash included).
  private var lists: [(list: IgnoreList, length: Int)]
  private var entriesLeft: Int
  private var stepsLeft: Int

  private(set) var files: [WalkedFile] = []
  private(set) var folders: [WalkedFolder] = []
  private(set) var troubles = Troubles()

  init(options: DiscoveryOptions, surroundings: GitSurroundings) {
    self.options = options
    excluded = IgnoreList(options.excluded.joined(separator: "\n").utf8)
    path = surroundings.prefix
    rootLength = surroundings.prefix.count
    lists = surroundings.lists
    entriesLeft = options.entryLimit
    stepsLeft = options.patternSteps
  }

  /// Walks the folder of an open descriptor and all below.
  mutating func walk(_ descriptor: Int32, depth: Int = 0) {
    guard let entries = directoryEntries(descriptor, limit: entriesLeft + 1) else {
      troubles.add(.unreadable, relativePath, systemMessage(errno))
      return
    }
    entriesLeft -= entries.count
    guard entriesLeft >= 0 else {
      troubles.add(.tooManyEntries, relativePath, "\(options.entryLimit)")
      return
    }
    if depth > 0, SkippedFolders.isEnvironment(entries) { return }
    let listCount = lists.count
    loadIgnoreFile(entries, descriptor)
    // A folder stands before what is below it, though its names are complete only afterwards.
    let folder = relativePath
    let index = folders.count
    folders.append(WalkedFolder(path: folder, fileNames: []))
    var fileNames: [String] = []
    let length = path.count
    for entry in entries where entriesLeft >= 0 {
      path.append(contentsOf: entry.name)
      visit(entry, in: descriptor, depth: depth, &fileNames)
      path.removeLast(path.count - length)
    }
    folders[index] = WalkedFolder(path: folder, fileNames: fileNames)
    lists.removeLast(lists.count - listCount)
  }

  private mutating func visit(
    _ entry: DirectoryEntry, in descriptor: Int32, depth: Int, _ fileNames: inout [String]
  ) {
    let isDirectory = entry.kind == .directory
    guard !isIgnored(nameLength: entry.name.count, isDirectory: isDirectory) else { return }
    guard let name = Self.safeName(entry.name) else {
      troubles.add(.oddName, relativePath, "")
      return
    }
    switch entry.kind {
    case .file:
      fileNames.append(name)
      if let role = FileRole.of(name: name, path: relativePath) {
        files.append(WalkedFile(path: relativePath, role: role))
      }
    case .directory: descend(name, from: descriptor, depth: depth)
    case .link: troubles.noteLink(relativePath)
    case .special: troubles.add(.special, relativePath, "")
    }
  }

  private mutating func descend(_ name: String, from descriptor: Int32, depth: Int) {
    guard !SkippedFolders.names.contains(name) else { return }
    guard depth < options.depthLimit else {
      troubles.add(.tooDeep, relativePath, "\(options.depthLimit)")
      return
    }
    guard let child = Descriptor.directory(name, below: descriptor) else {
      troubles.add(.unreadable, relativePath, systemMessage(errno))
      return
    }
    path.append(UInt8(ascii: "/"))
    walk(child.number, depth: depth + 1)
  }

  /// Notes the links that lead out of the root, or nowhere. Links within it need no following: what they point to is
  /// met on its own path.
  mutating func resolveLinks(root: String) {
    let top = RealPath(root)
    for link in troubles.links { troubles.add(link: link, top.destination(of: link)) }
  }

  /// The current path without the part that leads to the root, and without a trailing slash.
  private var relativePath: String {
    var bytes = path[rootLength...]
    if bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func isIgnored(nameLength: Int, isDirectory: Bool) -> Bool {
    guard stepsLeft > 0 else { return false }
    var steps = 0
    let isIgnored = isIgnored(nameLength: nameLength, isDirectory: isDirectory, &steps)
    stepsLeft -= steps
    if stepsLeft <= 0 { troubles.add(.costlyPatterns, relativePath, "") }
    return isIgnored
  }

  private func isIgnored(nameLength: Int, isDirectory: Bool, _ steps: inout Int) -> Bool {
    let all = path.span
    if !excluded.isEmpty {
      let relative = all.extracting(rootLength..<all.count)
      let start = relative.count - nameLength
      let verdict = excluded.verdict(relative, nameStart: start, isDirectory: isDirectory, steps: &steps)
      if verdict == true { return true }
    }
    for (list, length) in lists.reversed() {
      let relative = all.extracting(length..<all.count)
      let start = relative.count - nameLength
      if let verdict = list.verdict(relative, nameStart: start, isDirectory: isDirectory, steps: &steps) {
        return verdict
      }
    }
    return false
  }

  private mutating func loadIgnoreFile(_ entries: [DirectoryEntry], _ descriptor: Int32) {
    let name = Array(".gitignore".utf8)
    guard options.honoursGitignore, entries.contains(where: { $0.kind == .file && $0.name == name }) else { return }
    guard case .bytes(let bytes) = readFile(".gitignore", below: descriptor, limit: 1 << 20) else { return }
    let list = IgnoreList(bytes)
    if !list.isEmpty { lists.append((list, path.count)) }
  }

  /// The name as text; `nil` when it isn't UTF-8 or holds control characters, which no report could print safely.
  private static func safeName(_ bytes: [UInt8]) -> String? {
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}
