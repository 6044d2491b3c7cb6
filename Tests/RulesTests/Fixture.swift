import FoundationEssentials
import Testing

/// One fixture: a file or folder below `Fixtures/<rule>/`.
struct Fixture: CustomTestStringConvertible, Sendable {
  let rule: String
  let name: String
  let path: String

  var testDescription: String { name }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().path + "/Fixtures"

  static let all: [Fixture] = contents(of: root).flatMap { rule in
    contents(of: root + "/" + rule).map { Fixture(rule: rule, name: "\(rule)/\($0)", path: "\(root)/\(rule)/\($0)") }
  }

  private static func contents(of folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// A copy outside of the repository, where no folder's name says that its files are tests.
  func project() throws -> FixtureProject {
    let root = "/tmp/mainstay-fixture-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    var isFolder = false
    if let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType {
      isFolder = type == .typeDirectory
    }
    var wants: [Want] = []
    let files =
      isFolder
      ? try FileManager.default.subpathsOfDirectory(atPath: path) : [String(path.split(separator: "/").last ?? "")]
    for file in files.sorted() {
      let source = isFolder ? path + "/" + file : path
      guard let data = FileManager.default.contents(atPath: source) else { continue }
      let target = root + "/" + file
      let folder = target.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try data.write(to: URL(filePath: target))
      wants += Want.all(in: String(decoding: data, as: UTF8.self), file: file)
    }
    return FixtureProject(root: root, files: files, wants: wants)
  }
}

/// A fixture as a project of its own.
struct FixtureProject {
  let root: String
  /// Relative to the root.
  let files: [String]
  let wants: [Want]

  func remove() { try? FileManager.default.removeItem(atPath: root) }
}

/// `want rule "part of message"` in a comment, `want rule "part of message" as note` where the level matters.
struct Want {
  let file: String
  let line: Int
  let message: String
  /// A known gap: nothing reports it yet.
  let isMissing: Bool
  /// The level after the message, where the fixture names one: `"…" note`, `"…" as note`.
  let level: String?

  static func all(in text: String, file: String) -> [Want] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      guard let mark = line.firstRange(of: "want "),
        line[..<mark.lowerBound].contains(where: { $0 == "#" || $0 == "/" })
      else {
        return nil
      }
      let parts = line[mark.upperBound...].split(separator: "\"", omittingEmptySubsequences: false)
      guard parts.count >= 3 else { return nil }
      let level = parts[2].split(separator: " ").first { $0 != "as" }.map(String.init)
      return Want(
        file: file, line: index + 1, message: String(parts[1]),
        isMissing: line[..<mark.lowerBound].contains("MISSING"),
        level: level.flatMap { ["note", "warning", "error"].contains($0) ? $0 : nil })
    }
  }
}
