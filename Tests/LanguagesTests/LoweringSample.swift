import FoundationEssentials
import Source
import Syntax
import Testing

@testable import Languages

/// What the tests of a lowering need of its language: its fixtures, and the checks that hold for every language.
struct LoweringSample: Sendable {
  let language: Language
  /// The folder of its fixtures, without a slash at the end.
  let fixtures: String
  /// Of its files, with the dot.
  let ending: String

  static let go = LoweringSample(.go, folder: "go", ending: ".go")
  static let java = LoweringSample(.java, folder: "java", ending: ".java")
  static let csharp = LoweringSample(.csharp, folder: "csharp", ending: ".cs")

  private init(_ language: Language, folder: String, ending: String) {
    self.language = language
    self.ending = ending
    fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(folder)").path
  }

  /// Names of the fixtures, sorted, without their extension.
  func fixtureNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: fixtures).filter { $0.hasSuffix(ending) }
      .map { String($0.dropLast(ending.count)) }.sorted()
  }

  /// The bytes of a fixture.
  func fixture(_ name: String) throws -> [UInt8] { try bytes("\(fixtures)/\(name)\(ending)") }

  func source(_ bytes: [UInt8], path: String? = nil) -> SourceFile {
    SourceFile(
      id: FileID(index: 0), path: path ?? "test\(ending)", language: language, purpose: .production, bytes: bytes)
  }

  func lower(_ bytes: [UInt8]) throws -> (file: SyntaxFile, names: NameTable) {
    let lowerer = FileLowerer()
    let file = try #require(lowerer.lower(source(bytes)).file)
    return (file, NameTable.merge([lowerer.names]).0)
  }

  private func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

  // MARK: Checks

  /// A fixture lowers to what the `.ir` file beside it says.
  func checkSnapshot(_ name: String) throws {
    let (file, names) = try lower(fixture(name))
    try Snapshot.check(SyntaxDump(file, names: names).text(), against: "\(fixtures)/\(name).ir")
  }

  /// A fixture is sound, and only that of broken code has errors and unknown nodes.
  func checkSoundness(_ name: String) throws {
    let file = try lower(fixture(name)).file
    #expect(IRInvariants.violations(file) == [])
    #expect((file.syntaxErrors > 0) == (name == "errors"))
    #expect((file.unknownNodes > 0) == (name == "errors"))
  }

  /// Real code below a folder lowers, and hardly any of it is broken or unknown.
  func checkRealCode(below folder: String) throws {
    let lowerer = FileLowerer()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(ending) }.sorted()
    var nodes = 0
    var unknown = 0
    var broken: [String] = []
    for path in paths {
      guard let bytes = try? bytes("\(folder)/\(path)") else { continue }
      guard let file = lowerer.lower(source(bytes, path: path)).file else {
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

  /// Whatever the bytes are, they give a sound file or a diagnostic.
  func check(_ bytes: [UInt8], _ lowerer: FileLowerer, _ what: String) {
    let (file, diagnostic) = lowerer.lower(source(bytes))
    guard let file else {
      if diagnostic == nil { Issue.record("\(what): neither a file nor a diagnostic") }
      return
    }
    let violations = IRInvariants.violations(file)
    if !violations.isEmpty {
      Issue.record("\(what): \(violations.prefix(3))\n\(String(decoding: bytes.prefix(2_000), as: UTF8.self))")
    }
    for id in file.nodes.indices where file.nodes[id].kind == .string { _ = file.stringValue(NodeID(id)) }
  }

  /// Every beginning of a fixture is sound.
  func checkPrefixes(_ name: String) throws {
    let bytes = try fixture(name)
    let lowerer = FileLowerer()
    for length in stride(from: 0, through: bytes.count, by: max(1, bytes.count / 200)) {
      check(Array(bytes[..<length]), lowerer, "\(name), first \(length) bytes")
    }
  }

  /// A fixture with bytes changed, taken out, repeated and tokens put in is sound. The same in every run.
  func checkMutations(_ name: String, tokens: [StaticString]) throws {
    let bytes = try fixture(name)
    let lowerer = FileLowerer()
    var state = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(below limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(limit))
    }
    for round in 0..<200 {
      var mutated = bytes
      for _ in 0...(round % 4) where !mutated.isEmpty {
        let at = next(below: mutated.count)
        switch next(below: 4) {
        case 0: mutated[at] = UInt8(next(below: 256))
        case 1: mutated.removeSubrange(at..<min(mutated.count, at + next(below: 20)))
        case 2: mutated.insert(contentsOf: mutated[at..<min(mutated.count, at + next(below: 30))], at: at)
        default: tokens[next(below: tokens.count)].withUTF8Buffer { mutated.insert(contentsOf: $0, at: at) }
        }
      }
      check(mutated, lowerer, "\(name), mutation \(round)")
    }
  }

  /// One construct, nested or chained past every limit.
  func checkNesting(_ before: String, _ middle: String, _ after: String, opening: String, chain: (String, String)) {
    let lowerer = FileLowerer()
    for count in [50, 390, 1_500] {
      let text =
        opening + String(repeating: before, count: count) + middle + String(repeating: after, count: count)
      check(Array(text.utf8), lowerer, "\(count) times \(before)…\(after)")
    }
    let long = chain.0 + String(repeating: after, count: 3_000) + chain.1
    check(Array(long.utf8), lowerer, "a chain of \(after)")
  }
}
