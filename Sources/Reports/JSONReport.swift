internal import Findings
internal import Model
internal import Source

/// The review for programs: `review --format json`, a stable contract that changes only by adding.
package enum JSONReport {
  /// The version of the contract.
  static let schemaVersion = 1

  /// The whole document, ended by a line feed.
  package static func text(_ review: Review) -> String {
    let document: OrderedJSON = [
      "schemaVersion": .int(schemaVersion), "tool": ["name": "mainstay", "version": .string(review.version)],
      "summary": summary(review), "findings": .array(review.result.findings.map { finding($0, review) }),
      "diagnostics": .array(review.result.diagnostics.map(diagnostic)),
    ]
    return document.text()
  }

  private static func summary(_ review: Review) -> OrderedJSON {
    let result = review.result
    let pillars = Pillar.allCases.map { pillar in
      (key: pillar.rawValue, value: OrderedJSON.int(result.reported.count { $0.pillar == pillar }))
    }
    let levels = [Level.error, .warning, .note].map { (key: $0.rawValue, value: OrderedJSON.int(result.count($0))) }
    return [
      "files": .int(review.files), "lines": .int(review.lines), "endpoints": .int(review.backend.endpoints.count),
      "seconds": .double(rounded(review.seconds)), "byPillar": .object(pillars), "byLevel": .object(levels),
      "suppressed": .int(result.suppressed), "baselined": .int(result.baselined), "unchanged": .int(result.unchanged),
    ]
  }

  /// To milliseconds.
  private static func rounded(_ seconds: Double) -> Double { (seconds * 1_000).rounded() / 1_000 }

  private static func finding(_ finding: Finding, _ review: Review) -> OrderedJSON {
    let rule = review.rule(finding.rule)
    var members: [(key: String, value: OrderedJSON)] = [
      ("rule", .string(finding.rule)), ("pillar", .string(finding.pillar.rawValue)),
      ("level", .string(finding.level.rawValue)), ("confidence", .string(finding.confidence.rawValue)),
      ("message", .string(finding.message)), ("scenario", .string(finding.scenario)),
      ("location", .object(location(finding.location))),
      ("related", .array(finding.related.map { place($0.location, $0.message) })),
      ("flow", .array(finding.flow.map { place($0.location, $0.note) })),
      ("endpoints", .strings(finding.endpoints)), ("cwe", .array((rule?.cwe ?? []).map { .int($0) })),
      ("references", .strings(rule?.references ?? [])), ("remedy", .string(finding.remedy)),
      ("fingerprint", .string(finding.fingerprint)), ("suppressed", .bool(finding.suppression != nil)),
    ]
    if let reason = finding.suppression { members.append(("suppression", .string(reason))) }
    return .object(members)
  }

  private static func place(_ place: Location, _ message: String) -> OrderedJSON {
    .object(location(place) + [("message", .string(message))])
  }

  private static func location(_ location: Location) -> [(key: String, value: OrderedJSON)] {
    [
      ("file", .string(location.file)), ("startLine", .int(location.startLine)),
      ("startColumn", .int(location.startColumn)), ("endLine", .int(location.endLine)),
      ("endColumn", .int(location.endColumn)),
    ]
  }

  private static func diagnostic(_ diagnostic: Diagnostic) -> OrderedJSON {
    [
      "severity": .string(diagnostic.severity.rawValue), "file": .string(diagnostic.file),
      "line": .int(diagnostic.line), "message": .string(diagnostic.message),
    ]
  }
}
