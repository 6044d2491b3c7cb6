import FoundationEssentials
import Source
import Syntax
import Testing

@testable import Languages

/// Lowering Python text, and the fixtures.
enum Python {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/python").path

  /// Names of the fixtures, sorted, without their extension.
  static func fixtureNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fixtures).filter { $0.hasSuffix(".py") }
      .map { String($0.dropLast(3)) }.sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

  static func source(_ bytes: [UInt8], path: String = "test.py") -> SourceFile {
    SourceFile(id: FileID(index: 0), path: path, language: .python, purpose: .production, bytes: bytes)
  }

  /// A text's IR and the names in it.
  static func lower(_ bytes: [UInt8]) throws -> (file: SyntaxFile, names: NameTable) {
    let lowerer = FileLowerer()
    let file = try #require(lowerer.lower(source(bytes)).file)
    let (table, maps) = NameTable.merge([lowerer.names])
    // One worker's names keep their numbers when they are the only ones.
    #expect(maps[0].indices.allSatisfy { maps[0][$0].raw == UInt32($0) })
    return (file, table)
  }

  static func dump(_ bytes: [UInt8]) throws -> String {
    let (file, names) = try lower(bytes)
    return SyntaxDump(file, names: names).text()
  }

  static func dump(_ text: String) throws -> String { try dump(Array(text.utf8)) }
}
