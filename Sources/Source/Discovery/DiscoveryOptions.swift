/// What a scan reads and how far it goes. The limits are there for trees built to hurt; no real project meets them.
package struct DiscoveryOptions: Sendable {
  /// Leaves out what .gitignore files, .git/info/exclude and the surrounding repository's .gitignore files name.
  package var honoursGitignore = true
  /// More patterns in gitignore syntax, relative to the root (from `mainstay.yml` or the command line).
  package var excluded: [String] = []
  /// The largest code file that is read, in bytes.
  package var codeLimit = 2 << 20
  /// The largest document that is read, in bytes.
  package var documentLimit = 1 << 20
  /// The largest API description that is read, in bytes: generated ones repeat each schema.
  package var descriptionLimit = 4 << 20
  /// The largest lock file that is read, in bytes: real ones are often larger than other documents.
  package var lockFileLimit = 8 << 20
  /// The most folders below each other.
  package var depthLimit = 128
  /// The most files and folders that are looked at.
  package var entryLimit = 1_000_000
  /// The most files that are read.
  package var fileLimit = 200_000
  /// The most bytes that are read in all.
  package var byteLimit = 512 << 20
  /// What may be spent on matching ignore patterns, in comparisons: some seconds' worth. Real projects spend a
  /// hundredth of it.
  package var patternSteps = 200_000_000
  /// Threads that read files; 0 is one per processor.
  package var workers = 0

  package init() {}
}

/// Why nothing could be scanned at all.
package enum DiscoveryError: Error, Sendable, Equatable, CustomStringConvertible {
  case notFound(String)
  case notADirectory(String)
  /// The path and the system's reason.
  case unreadable(String, reason: String)

  package var description: String {
    switch self {
    case .notFound(let path): "there is no folder '\(path)'"
    case .notADirectory(let path): "'\(path)' is not a folder"
    case .unreadable(let path, let reason): "the folder '\(path)' can't be read: \(reason)"
    }
  }
}
