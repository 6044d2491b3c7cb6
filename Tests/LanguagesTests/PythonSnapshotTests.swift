import FoundationEssentials
import Testing

/// Each `Fixtures/python/x.py` lowers to what `x.ir` says. `MAINSTAY_RECORD=1` writes the dumps anew, and fails, so
/// that no run passes on what it has just written itself.
@Suite struct PythonSnapshotTests {
  @Test(arguments: try Python.fixtureNames())
  func fixtureLowersToItsSnapshot(_ name: String) throws {
    let dump = try Python.dump(Python.bytes("\(Python.fixtures)/\(name).py"))
    let path = "\(Python.fixtures)/\(name).ir"
    if ProcessInfo.processInfo.environment["MAINSTAY_RECORD"] != nil {
      try Data(dump.utf8).write(to: URL(filePath: path))
      Issue.record("recorded \(name).ir: read it, then run again without MAINSTAY_RECORD")
      return
    }
    let expected = (try? Python.bytes(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    if dump != expected { Issue.record("\(name).py: \(Self.firstDifference(dump, expected))") }
  }

  /// The first line that differs, with the line before it.
  private static func firstDifference(_ actual: String, _ expected: String) -> String {
    let actual = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(actual, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let index = line ?? min(actual.count, expected.count)
    func text(_ lines: [Substring]) -> Substring { index < lines.count ? lines[index] : "(end)" }
    return "line \(index + 1): expected\n\(text(expected))\nbut it is\n\(text(actual))"
  }
}
