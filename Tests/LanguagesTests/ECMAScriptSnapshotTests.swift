import FoundationEssentials
import Source
import Syntax
import Testing

@testable import Languages

/// Each file in `Fixtures/ecmascript` lowers to what the `.ir` file beside it says; see `Snapshot`.
@Suite struct ECMAScriptSnapshotTests {
  @Test(arguments: try ECMAScript.fixtureNames())
  func fixtureLowersToItsSnapshot(_ name: String) throws {
    let language = try #require(ECMAScript.language(name))
    let dump = try ECMAScript.dump(ECMAScript.fixture(name), language)
    try Snapshot.check(dump, against: "\(ECMAScript.fixtures)/\(name).ir")
  }

  @Test(arguments: try ECMAScript.fixtureNames())
  func everyFixtureIsSound(_ name: String) throws {
    let language = try #require(ECMAScript.language(name))
    #expect(IRInvariants.violations(try ECMAScript.lower(ECMAScript.fixture(name), language)) == [])
  }

  /// What is understood is said to be: only the fixtures of broken code have unknown nodes, and they have them.
  @Test(arguments: try ECMAScript.fixtureNames())
  func onlyBrokenCodeIsUnknown(_ name: String) throws {
    let language = try #require(ECMAScript.language(name))
    let file = try ECMAScript.lower(ECMAScript.fixture(name), language)
    let isBroken = name.hasPrefix("errors")
    #expect((file.unknownNodes > 0) == isBroken)
    #expect((file.syntaxErrors > 0) == isBroken)
  }

  /// Real code: `MAINSTAY_ECMASCRIPT_FOLDER=/some/project swift test --filter realCode`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["MAINSTAY_ECMASCRIPT_FOLDER"] != nil))
  func realCodeIsSound() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["MAINSTAY_ECMASCRIPT_FOLDER"])
    let lowerer = FileLowerer()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    var files = 0
    var nodes = 0
    var unknown = 0
    var broken: [String] = []
    for path in paths {
      guard let language = ECMAScript.language(path), let bytes = try? ECMAScript.bytes("\(folder)/\(path)") else {
        continue
      }
      let (file, diagnostic) = lowerer.lower(ECMAScript.source(bytes, language, path: path))
      guard let file else {
        Issue.record("\(path): \(diagnostic?.message ?? "no file and no diagnostic")")
        continue
      }
      let violations = IRInvariants.violations(file)
      if !violations.isEmpty { Issue.record("\(path): \(violations.prefix(3))") }
      files += 1
      nodes += file.nodes.count
      unknown += file.unknownNodes
      if file.syntaxErrors > 0 { broken.append(path) }
    }
    print("\(files) files, \(broken.count) with syntax errors, \(unknown) of \(nodes) nodes unknown")
    #expect(unknown * 100 < nodes, "at least 1 % of the nodes are unknown")
    #expect(broken.count * 200 <= files, "over 0.5 % of the files have syntax errors: \(broken.prefix(20))")
  }
}
