/// Identifies a file within one run: its index in `SourceTree.files`.
package struct FileID: Hashable, Sendable, Comparable {
  /// Index into the tree's sorted file list.
  package let index: UInt32

  package init(index: UInt32) { self.index = index }

  package static func < (left: FileID, right: FileID) -> Bool { left.index < right.index }
}

/// A half-open range of bytes in one file.
package struct ByteRange: Hashable, Sendable, BitwiseCopyable {
  package let start: UInt32
  package let end: UInt32

  package init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }
}

/// The programming languages that Mainstay lowers.
package enum Language: UInt8, Sendable, CaseIterable, Hashable {
  case python, javascript, typescript, tsx, go, java, csharp

  /// The name that reports and the JSON contract print. TSX counts as TypeScript.
  package var name: String {
    switch self {
    case .python: "python"
    case .javascript: "javascript"
    case .typescript, .tsx: "typescript"
    case .go: "go"
    case .java: "java"
    case .csharp: "csharp"
    }
  }

  /// Whether the language is JavaScript or one of its supersets.
  package var isECMAScript: Bool { self == .javascript || self == .typescript || self == .tsx }
}

/// What a file is for, as far as its place and name tell.
package enum FilePurpose: UInt8, Sendable {
  /// Shipped code.
  case production
  /// Tests, fixtures, mocks, benchmarks and examples.
  case test
  /// Migrations of a database schema.
  case migration
  /// Development and maintenance scripts that no request reaches.
  case script
}

/// One file as read from disk.
package struct SourceFile: Sendable {
  package let id: FileID
  /// Relative to the project root, with `/` as separator.
  package let path: String
  /// `nil` for files that are read as configuration, not as code.
  package let language: Language?
  package let purpose: FilePurpose
  package let bytes: [UInt8]

  package init(id: FileID, path: String, language: Language?, purpose: FilePurpose, bytes: [UInt8]) {
    self.id = id
    self.path = path
    self.language = language
    self.purpose = purpose
    self.bytes = bytes
  }

  /// The text of a range; invalid UTF-8 is repaired. An out-of-bounds range is clamped.
  package func text(_ range: ByteRange) -> String {
    let start = min(Int(range.start), bytes.count)
    let end = max(start, min(Int(range.end), bytes.count))
    return bytes[start..<end].withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
