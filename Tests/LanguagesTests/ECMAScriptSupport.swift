import FoundationEssentials
import Source
import Syntax
import Testing

@testable import Languages

/// Lowering JavaScript, TypeScript and TSX, and the fixtures.
enum ECMAScript {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/ecmascript").path

  /// File names of the fixtures, sorted.
  static func fixtureNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fixtures).filter { !$0.hasSuffix(".ir") }.sorted()
  }

  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: name))) }

  static func fixture(_ name: String) throws -> [UInt8] { try bytes("\(fixtures)/\(name)") }

  /// The language that a path's extension tells, or `nil`.
  static func language(_ path: String) -> Language? {
    switch path.split(separator: ".").last {
    case "ts", "mts", "cts": .typescript
    case "tsx": .tsx
    case "js", "jsx", "mjs", "cjs": .javascript
    default: nil
    }
  }

  static func source(_ bytes: [UInt8], _ language: Language, path: String = "test") -> SourceFile {
    SourceFile(id: FileID(index: 0), path: path, language: language, purpose: .production, bytes: bytes)
  }

  static func lower(_ bytes: [UInt8], _ language: Language) throws -> SyntaxFile {
    try #require(FileLowerer().lower(source(bytes, language)).file)
  }

  static func lower(_ text: String, _ language: Language) throws -> SyntaxFile { try lower(Array(text.utf8), language) }

  static func dump(_ bytes: [UInt8], _ language: Language) throws -> String {
    let lowerer = FileLowerer()
    let file = try #require(lowerer.lower(source(bytes, language)).file)
    return SyntaxDump(file, names: NameTable.merge([lowerer.names]).table).text()
  }
}

/// A small generator of repeatable numbers.
struct RepeatableNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }
}
