import FoundationEssentials
import Testing

/// The table of rules by language is true, and no cell of a finished language is empty without a reason.
@Suite struct RuleReachTests {
  /// Languages in which every rule has a fixture or a reason.
  private static let finished = ["python", "javascript", "typescript", "go", "java", "csharp"]

  private static func reach() throws -> RuleReach {
    let text = try String(contentsOfFile: RuleReach.folder + "/reach.txt", encoding: .utf8)
    return try RuleReach(Fixture.all, reasons: text)
  }

  @Test func thePageIsUpToDate() throws {
    let page = try Self.reach().markdown()
    let path = RuleReach.folder + "/../../Docs/RuleReach.md"
    if ProcessInfo.processInfo.environment["MAINSTAY_RECORD"] != nil {
      try page.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded \(path): read it, then run again without MAINSTAY_RECORD")
      return
    }
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == page,
      "record it: MAINSTAY_RECORD=1 ./test --filter RuleReach")
  }

  @Test(arguments: finished)
  func noCellIsEmptyWithoutAReason(_ language: String) throws {
    #expect(try Self.reach().unexplained(in: language) == [])
  }

  @Test func reasonsAreForEmptyCells() throws {
    #expect(try Self.reach().pointless() == [])
  }
}
