import FoundationEssentials
import Testing

/// One fixture: a small application below `Fixtures/<framework>/`.
struct App: CustomTestStringConvertible, Sendable {
  let framework: String
  let name: String
  let path: String

  var testDescription: String { name }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().path + "/Fixtures"

  static let all: [App] = contents(of: root).flatMap { framework in
    contents(of: root + "/" + framework).map {
      App(framework: framework, name: "\(framework)/\($0)", path: "\(root)/\(framework)/\($0)")
    }
  }

  private static func contents(of folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Copies it out of the repository, where no folder's name says that its files are tests; returns what it expects.
  func copy(to root: String) throws -> [Expectation] {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    var expected: [Expectation] = []
    for file in try FileManager.default.subpathsOfDirectory(atPath: path).sorted() {
      guard let data = FileManager.default.contents(atPath: path + "/" + file) else { continue }
      let folder = (root + "/" + file).split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try data.write(to: URL(filePath: root + "/" + file))
      expected += Expectation.all(in: String(decoding: data, as: UTF8.self), file: file)
    }
    return expected
  }
}

/// `$ endpoint="GET /foo/{id}" auth=none` in a comment, several in a row where one line registers several; also
/// `protocol=websocket` where that is told.
struct Expectation {
  let file: String
  let line: Int
  let title: String
  /// `nil`: not said, so not compared.
  let auth: String?
  /// `nil`: not said, so not compared.
  let transport: String?
  /// A known gap: it is not reported yet, or not with this authentication.
  let isMissing: Bool

  static func all(in text: String, file: String) -> [Expectation] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
      guard let mark = line.firstRange(of: "$ endpoint=") else { return [Expectation]() }
      let isMissing = line[..<mark.lowerBound].contains("MISSING")
      return line[mark.lowerBound...].split(separator: "endpoint=\"").dropFirst().map { part in
        let fields = part.split(separator: "\"", maxSplits: 1, omittingEmptySubsequences: false)
        let auth = fields.last.flatMap { $0.split(separator: "auth=").dropFirst().first }
        let transport = fields.last.flatMap { $0.split(separator: "protocol=").dropFirst().first }
        return Expectation(
          file: file, line: index + 1, title: String(fields.first ?? ""),
          auth: fields.count > 1 ? auth.map { String($0.prefix { $0.isLetter }) } : nil,
          transport: fields.count > 1 ? transport.map { String($0.prefix { $0.isLetter }) } : nil, isMissing: isMissing)
      }
    }
  }
}
