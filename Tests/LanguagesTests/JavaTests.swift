import FoundationEssentials
import Source
import Syntax
import Testing

@testable import Languages

/// Lowering Java text, and the fixtures.
enum Java {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/java").path

  /// Names of the fixtures, sorted, without their extension.
  static func fixtureNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fixtures).filter { $0.hasSuffix(".java") }
      .map { String($0.dropLast(5)) }.sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

  static func source(_ bytes: [UInt8], path: String = "test.java") -> SourceFile {
    SourceFile(id: FileID(index: 0), path: path, language: .java, purpose: .production, bytes: bytes)
  }

  static func lower(_ bytes: [UInt8]) throws -> (file: SyntaxFile, names: NameTable) {
    let lowerer = FileLowerer()
    let file = try #require(lowerer.lower(source(bytes)).file)
    return (file, NameTable.merge([lowerer.names]).0)
  }
}

@Suite struct JavaTests {
  /// Each `Fixtures/java/x.java` lowers to what `x.ir` says.
  @Test(arguments: try Java.fixtureNames())
  func fixtureLowersToItsSnapshot(_ name: String) throws {
    let (file, names) = try Java.lower(Java.bytes("\(Java.fixtures)/\(name).java"))
    try Snapshot.check(SyntaxDump(file, names: names).text(), against: "\(Java.fixtures)/\(name).ir")
  }

  /// Every fixture is sound, and only that of broken code has errors and unknown nodes.
  @Test(arguments: try Java.fixtureNames())
  func everyFixtureIsSound(_ name: String) throws {
    let file = try Java.lower(Java.bytes("\(Java.fixtures)/\(name).java")).file
    #expect(IRInvariants.violations(file) == [])
    #expect((file.syntaxErrors > 0) == (name == "errors"))
    #expect((file.unknownNodes > 0) == (name == "errors"))
  }

  /// Types shared by several names, nested in each other: what is copied is bounded.
  @Test func nestedSharedTypesStaySmall() throws {
    let text = (0..<30).reduce("int") { type, _ in "func(a, b \(type))" }
    let file = try Java.lower(Array("package p\nvar x, y, z \(text)\nfunc f(a, b \(text)) {}\n".utf8)).file
    #expect(file.nodes.count < 2_000)
    #expect(IRInvariants.violations(file) == [])
  }

  /// Deep nesting ends in `unknown`, not in a crash.
  @Test(arguments: ["(", "[]int{", "f(", "func() { ", "struct{ a ", "!"])
  func deepNestingIsBounded(_ opening: String) throws {
    let text = "package p\nvar x = " + String(repeating: opening, count: 1_500)
    let lowerer = FileLowerer()
    guard let file = lowerer.lower(Java.source(Array(text.utf8))).file else { return }
    #expect(IRInvariants.violations(file) == [])
  }

  /// Real code: `MAINSTAY_JAVA_FOLDER=/some/projects swift test --filter JavaTests`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["MAINSTAY_JAVA_FOLDER"] != nil))
  func realCodeIsSound() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["MAINSTAY_JAVA_FOLDER"])
    let lowerer = FileLowerer()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".java") }.sorted()
    var nodes = 0
    var unknown = 0
    var broken: [String] = []
    for path in paths {
      guard let bytes = try? Java.bytes("\(folder)/\(path)") else { continue }
      guard let file = lowerer.lower(Java.source(bytes, path: path)).file else {
        Issue.record("\(path): no file")
        continue
      }
      let violations = IRInvariants.violations(file)
      if !violations.isEmpty { Issue.record("\(path): \(violations.prefix(3))") }
      nodes += file.nodes.count
      unknown += file.unknownNodes
      if file.syntaxErrors > 0 { broken.append(path) }
    }
    print("\(paths.count) files, \(broken.count) with syntax errors, \(unknown) of \(nodes) nodes unknown: \(broken)")
    #expect(unknown * 100 < nodes, "at least 1 % of the nodes are unknown")
    #expect(broken.count * 200 <= paths.count, "over 0.5 % of the files have syntax errors: \(broken.prefix(20))")
  }
}
