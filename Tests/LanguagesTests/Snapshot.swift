import FoundationEssentials
import Testing

/// Compares a dump with the one beside its fixture. `MAINSTAY_RECORD=1` writes it anew, and fails, so that no run
/// passes on what it has just written itself.
enum Snapshot {
  static func check(_ dump: String, against path: String) throws {
    if ProcessInfo.processInfo.environment["MAINSTAY_RECORD"] != nil {
      try Data(dump.utf8).write(to: URL(filePath: path))
      Issue.record("recorded \(path): read it, then run again without MAINSTAY_RECORD")
      return
    }
    let data = try? Data(contentsOf: URL(filePath: path))
    let expected = data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    if dump != expected { Issue.record("\(path): \(firstDifference(dump, expected))") }
  }

  private static func firstDifference(_ actual: String, _ expected: String) -> String {
    let actual = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(actual, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let index = line ?? min(actual.count, expected.count)
    func text(_ lines: [Substring]) -> Substring { index < lines.count ? lines[index] : "(end)" }
    return "line \(index + 1): expected\n\(text(expected))\nbut it is\n\(text(actual))"
  }
}
