internal import FoundationEssentials
internal import Source

/// Findings that were there before and are accepted for now: by fingerprint, so that it survives edits.
package struct Baseline: Sendable, Equatable {
  /// One accepted finding. All but the fingerprint is for people who read the file.
  package struct Entry: Sendable, Hashable, Codable {
    package let fingerprint: String
    package let rule: String
    package let file: String
    package let message: String
  }

  /// Why a file cannot be used as a baseline.
  package struct Unreadable: Error, Sendable {
    /// One sentence.
    package let message: String
  }

  package let entries: [Entry]

  /// The baseline of a review: everything that is not suppressed.
  package init(of findings: [Finding]) {
    entries =
      findings.filter { $0.suppression == nil }
      .map { Entry(fingerprint: $0.fingerprint, rule: $0.rule, file: $0.location.file, message: $0.message) }
      .sorted { ($0.file, $0.rule, $0.fingerprint) < ($1.file, $1.rule, $1.fingerprint) }
  }

  /// Reads what `text` writes.
  package init(json: [UInt8]) throws(Unreadable) {
    do {
      let file = try JSONDecoder().decode(File.self, from: Data(json))
      guard file.schemaVersion == 1 else {
        throw Unreadable(message: "its schemaVersion is \(file.schemaVersion), and only 1 is known")
      }
      entries = file.findings
    } catch let error as Unreadable {
      throw error
    } catch {
      throw Unreadable(message: "it is no baseline that `mainstay review` wrote")
    }
  }

  private struct File: Codable {
    let schemaVersion: Int
    let findings: [Entry]
  }

  /// The file's contents.
  package var text: String {
    let findings = entries.map { entry -> OrderedJSON in
      [
        "fingerprint": .string(entry.fingerprint), "rule": .string(entry.rule), "file": .string(entry.file),
        "message": .string(entry.message),
      ]
    }
    let file: OrderedJSON = ["schemaVersion": 1, "findings": .array(findings)]
    return file.text()
  }
}
