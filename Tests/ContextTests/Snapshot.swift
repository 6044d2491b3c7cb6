import FoundationEssentials
import Glibc
import Testing

/// Compares with a file beside the tests. `RECORD_SNAPSHOTS=1` writes it anew, and fails the run that does so, so that
/// nobody takes a recording for a check.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let path = "\(#filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 })/Snapshots/\(name)"
  if getenv("RECORD_SNAPSHOTS") != nil {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name); read it, then run without RECORD_SNAPSHOTS", sourceLocation: sourceLocation)
    return
  }
  let expected = try String(contentsOfFile: path, encoding: .utf8)
  let difference = zip(text.split(separator: "\n"), expected.split(separator: "\n")).first { $0 != $1 }
  #expect(
    text == expected, "first difference: \(difference.map { "\($0.0)\n expected: \($0.1)" } ?? "length")",
    sourceLocation: sourceLocation)
}
