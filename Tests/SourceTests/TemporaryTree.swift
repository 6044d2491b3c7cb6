import Glibc

@testable import Source

/// A folder of test files, removed with its last owner.
final class TemporaryTree {
  let root: String

  init(_ files: [String: String] = [:]) {
    var template = Array("/tmp/mainstay-test.XXXXXX".utf8CString)
    mkdtemp(&template)
    root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for (path, text) in files { write(path, text) }
  }

  deinit { Self.remove(root) }

  func path(_ relative: String) -> String { root + "/" + relative }

  func write(_ relative: String, _ text: String) { write(relative, Array(text.utf8)) }

  func write(_ relative: String, _ bytes: [UInt8]) {
    makeFolders(of: relative)
    guard let file = fopen(path(relative), "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  func link(_ relative: String, to target: String) {
    makeFolders(of: relative)
    symlink(target, path(relative))
  }

  func makeFolders(of relative: String) {
    var folder = root
    for segment in relative.split(separator: "/").dropLast() {
      folder += "/" + segment
      mkdir(folder, 0o755)
    }
  }

  func scan(_ change: (inout DiscoveryOptions) -> Void = { _ in }) -> SourceTree {
    var options = DiscoveryOptions()
    change(&options)
    guard let tree = try? Discovery.scan(root: root, options: options) else {
      return SourceTree(files: [], documents: [], services: [], diagnostics: [Diagnostic(.error, "scan failed")])
    }
    return tree
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    chmod(path, 0o700)
    if let descriptor = try? Descriptor.root(path) {
      for entry in directoryEntries(descriptor.number, limit: .max) ?? [] {
        let name = entry.name.map { CChar(bitPattern: $0) } + [0]
        // Names that are not UTF-8 can't be part of a String.
        if entry.kind == .directory {
          remove(path + "/" + String(decoding: entry.name, as: UTF8.self))
        } else {
          unlinkat(descriptor.number, name, 0)
        }
      }
    }
    rmdir(path)
  }
}

extension SourceTree {
  var filePaths: [String] { files.map(\.path) }
  var documentPaths: [String] { documents.map(\.path) }
  func purpose(_ path: String) -> FilePurpose? { (files + documents).first { $0.path == path }?.purpose }
  func reason(_ path: String) -> LeftOut.Reason? { leftOut.first { $0.path == path }?.reason }
}
