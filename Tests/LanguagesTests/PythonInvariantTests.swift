import FoundationEssentials
import Source
import Syntax
import Testing

@testable import Languages

@Suite struct PythonInvariantTests {
  @Test(arguments: try Python.fixtureNames())
  func everyFixtureIsSound(_ name: String) throws {
    let file = try Python.lower(Python.bytes("\(Python.fixtures)/\(name).py")).file
    #expect(IRInvariants.violations(file) == [])
  }

  /// Only the fixtures of broken code have errors and unknown nodes.
  @Test(arguments: try Python.fixtureNames())
  func onlyBrokenCodeIsUnknown(_ name: String) throws {
    let file = try Python.lower(Python.bytes("\(Python.fixtures)/\(name).py")).file
    let isBroken = name.hasPrefix("errors")
    #expect((file.syntaxErrors > 0) == isBroken)
    if !isBroken { #expect(file.unknownNodes == 0) }
  }

  /// Real code: `MAINSTAY_PYTHON_FOLDER=/some/projects swift test --filter realCode`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["MAINSTAY_PYTHON_FOLDER"] != nil))
  func realCodeIsSound() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["MAINSTAY_PYTHON_FOLDER"])
    let lowerer = FileLowerer()
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".py") }.sorted()
    var nodes = 0
    var unknown = 0
    var broken: [String] = []
    for path in paths {
      guard let bytes = try? Python.bytes("\(folder)/\(path)") else { continue }
      let (file, diagnostic) = lowerer.lower(Python.source(bytes, path: path))
      guard let file else {
        Issue.record("\(path): \(diagnostic?.message ?? "no file and no diagnostic")")
        continue
      }
      let violations = IRInvariants.violations(file)
      if !violations.isEmpty { Issue.record("\(path): \(violations.prefix(3))") }
      nodes += file.nodes.count
      unknown += file.unknownNodes
      if file.syntaxErrors > 0 { broken.append(path) }
    }
    print("\(paths.count) files, \(broken.count) with syntax errors, \(unknown) of \(nodes) nodes unknown")
    #expect(unknown * 100 < nodes, "at least 1 % of the nodes are unknown")
    #expect(broken.count * 200 <= paths.count, "over 0.5 % of the files have syntax errors: \(broken.prefix(20))")
  }
}
