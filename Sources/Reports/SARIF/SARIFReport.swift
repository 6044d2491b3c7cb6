internal import Findings
internal import Model
internal import Source

/// The review as SARIF 2.1.0, for code scanning.
package struct SARIFReport {
  let review: Review
  /// Every file that a result names, sorted, with its index.
  let files: [String]
  let fileIndexes: [String: Int]
  private let ruleIndexes: [String: Int]

  /// The whole document, ended by a line feed.
  package static func text(_ review: Review) -> String { SARIFReport(review).document.text() }

  private init(_ review: Review) {
    self.review = review
    let result = review.result
    let places = result.findings.flatMap { finding in
      [finding.location] + finding.related.map(\.location) + finding.flow.map(\.location)
    }
    let named = Set(places.map(\.file) + result.diagnostics.map(\.file)).subtracting([""])
    files = named.sorted()
    fileIndexes = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($0.element, $0.offset) })
    ruleIndexes = Dictionary(
      result.rules.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  private var document: OrderedJSON {
    [
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0", "runs": [run],
    ]
  }

  private var run: OrderedJSON {
    let driver: OrderedJSON = [
      "name": "mainstay", "version": .string(review.version), "semanticVersion": .string(review.version),
      "rules": .array(review.result.rules.map(SARIFRule.descriptor)),
    ]
    let root: OrderedJSON = ["description": ["text": "The root folder of the reviewed project."]]
    return [
      "tool": ["driver": driver], "invocations": [invocation], "language": "en", "columnKind": "unicodeCodePoints",
      "originalUriBaseIds": .object([(Self.base, root)]), "automationDetails": ["id": "mainstay/"],
      "artifacts": .array(files.map { ["location": .object(Self.reference(to: $0))] }),
      "results": .array(review.result.findings.map(result)),
      "properties": [
        "project": .string(review.backend.project.name), "revision": .string(review.backend.project.revision),
        "endpoints": .int(review.backend.endpoints.count),
      ],
    ]
  }

  /// Files are relative to the root, wherever that is.
  private static let base = "%SRCROOT%"

  private static func reference(to file: String) -> [(key: String, value: OrderedJSON)] {
    [("uri", .string(URIReference.encoded(file))), ("uriBaseId", .string(base))]
  }

  private var invocation: OrderedJSON {
    let diagnostics = review.result.diagnostics
    return [
      "executionSuccessful": .bool(!diagnostics.contains { $0.severity == .error }),
      "exitCode": .int(Int(review.exitStatus)),
      "toolExecutionNotifications": .array(diagnostics.map(notification)),
    ]
  }

  private func notification(_ diagnostic: Diagnostic) -> OrderedJSON {
    var members: [(key: String, value: OrderedJSON)] = [
      ("level", .string(diagnostic.severity.rawValue)),
      ("message", ["text": .string(Self.literal(diagnostic.message))]),
    ]
    if !diagnostic.file.isEmpty {
      let place = Location(file: diagnostic.file, line: diagnostic.line)
      members.append(("locations", [["physicalLocation": physical(place)]]))
    }
    return .object(members)
  }

  private func result(_ finding: Finding) -> OrderedJSON {
    var members: [(key: String, value: OrderedJSON)] = [("ruleId", .string(finding.rule))]
    if let index = ruleIndexes[finding.rule] { members.append(("ruleIndex", .int(index))) }
    members += [
      ("level", .string(finding.level.rawValue)), ("message", ["text": .string(message(finding))]),
      ("locations", .array(finding.location.file.isEmpty ? [] : [["physicalLocation": physical(finding.location)]])),
      ("partialFingerprints", ["mainstay/v1": .string(finding.fingerprint)]),
    ]
    if !finding.related.isEmpty { members.append(("relatedLocations", related(finding))) }
    if !finding.flow.isEmpty { members.append(("codeFlows", [["threadFlows": [["locations": flow(finding)]]]])) }
    if let reason = finding.suppression { members.append(("suppressions", [suppression(reason)])) }
    members.append(("properties", properties(finding)))
    return .object(members)
  }

  private func message(_ finding: Finding) -> String {
    let parts = [finding.message, finding.scenario, finding.remedy.isEmpty ? "" : "Mend: \(finding.remedy)"]
    return Self.literal(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }

  /// In a SARIF message `[text](target)` is a link: code that looks like one must not be.
  private static func literal(_ text: String) -> String {
    guard text.contains("](") else { return text }
    var result = ""
    for character in text {
      if character == "[" || character == "]" { result.append("\\") }
      result.append(character)
    }
    return result
  }

  private func related(_ finding: Finding) -> OrderedJSON {
    .array(
      finding.related.enumerated().map { index, related in
        [
          "id": .int(index + 1), "physicalLocation": physical(related.location),
          "message": ["text": .string(Self.literal(related.message))],
        ]
      })
  }

  private func flow(_ finding: Finding) -> OrderedJSON {
    .array(
      finding.flow.enumerated().map { index, step in
        [
          "location": [
            "physicalLocation": physical(step.location), "message": ["text": .string(Self.literal(step.note))],
          ], "executionOrder": .int(index + 1),
        ]
      })
  }

  private func suppression(_ reason: String) -> OrderedJSON {
    let members: [(key: String, value: OrderedJSON)] = [("kind", "inSource"), ("status", "accepted")]
    return .object(members + (reason.isEmpty ? [] : [("justification", .string(reason))]))
  }

  private func properties(_ finding: Finding) -> OrderedJSON {
    [
      "pillar": .string(finding.pillar.rawValue), "confidence": .string(finding.confidence.rawValue),
      "endpoints": .strings(finding.endpoints), "scenario": .string(finding.scenario),
      "remedy": .string(finding.remedy),
    ]
  }

  private func physical(_ location: Location) -> OrderedJSON {
    var artifact = Self.reference(to: location.file)
    if let index = fileIndexes[location.file] { artifact.append(("index", .int(index))) }
    guard location.startLine > 0 else { return ["artifactLocation": .object(artifact)] }
    return ["artifactLocation": .object(artifact), "region": Self.region(location)]
  }

  /// A location without an extent is its whole line.
  private static func region(_ location: Location) -> OrderedJSON {
    let isPoint = (location.endLine, location.endColumn) <= (location.startLine, location.startColumn)
    if isPoint || location.startColumn < 1 || location.endColumn < 1 { return ["startLine": .int(location.startLine)] }
    return [
      "startLine": .int(location.startLine), "startColumn": .int(location.startColumn),
      "endLine": .int(location.endLine), "endColumn": .int(location.endColumn),
    ]
  }
}
