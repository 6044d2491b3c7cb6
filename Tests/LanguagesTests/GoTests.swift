import FoundationEssentials
import Source
import Syntax
import Testing

@testable import Languages

@Suite struct GoTests {
  /// Each `Fixtures/go/x.go` lowers to what `x.ir` says.
  @Test(arguments: try LoweringSample.go.fixtureNames())
  func fixtureLowersToItsSnapshot(_ name: String) throws {
    try LoweringSample.go.checkSnapshot(name)
  }

  /// Every fixture is sound, and only that of broken code has errors and unknown nodes.
  @Test(arguments: try LoweringSample.go.fixtureNames())
  func everyFixtureIsSound(_ name: String) throws {
    try LoweringSample.go.checkSoundness(name)
  }

  /// Types shared by several names, nested in each other: what is copied is bounded.
  @Test func nestedSharedTypesStaySmall() throws {
    let text = (0..<30).reduce("int") { type, _ in "func(a, b \(type))" }
    let file = try LoweringSample.go.lower(Array("package p\nvar x, y, z \(text)\nfunc f(a, b \(text)) {}\n".utf8)).file
    #expect(file.nodes.count < 2_000)
    #expect(IRInvariants.violations(file) == [])
  }

  /// Deep nesting ends in `unknown`, not in a crash.
  @Test(arguments: ["(", "[]int{", "f(", "func() { ", "struct{ a ", "!"])
  func deepNestingIsBounded(_ opening: String) throws {
    let text = "package p\nvar x = " + String(repeating: opening, count: 1_500)
    LoweringSample.go.check(Array(text.utf8), FileLowerer(), "1,500 times \(opening)")
  }

  /// Real code: `MAINSTAY_GO_FOLDER=/some/projects swift test --filter GoTests`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["MAINSTAY_GO_FOLDER"] != nil))
  func realCodeIsSound() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["MAINSTAY_GO_FOLDER"])
    try LoweringSample.go.checkRealCode(below: folder)
  }
}
