import FoundationEssentials
import Source
import Syntax
import Testing

@testable import Languages

@Suite struct JavaTests {
  /// Each `Fixtures/java/x.java` lowers to what `x.ir` says.
  @Test(arguments: try LoweringSample.java.fixtureNames())
  func fixtureLowersToItsSnapshot(_ name: String) throws {
    try LoweringSample.java.checkSnapshot(name)
  }

  /// Every fixture is sound, and only that of broken code has errors and unknown nodes.
  @Test(arguments: try LoweringSample.java.fixtureNames())
  func everyFixtureIsSound(_ name: String) throws {
    try LoweringSample.java.checkSoundness(name)
  }

  /// Real code: `MAINSTAY_JAVA_FOLDER=/some/projects swift test --filter JavaTests`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["MAINSTAY_JAVA_FOLDER"] != nil))
  func realCodeIsSound() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["MAINSTAY_JAVA_FOLDER"])
    try LoweringSample.java.checkRealCode(below: folder)
  }
}
