internal import Source

/// The stable identity of a finding across edits.
package enum Fingerprint {
  /// Fills in every finding's fingerprint: 16 hexadecimal digits of a hash over rule, file, subject and which
  /// occurrence it is, from the top of the file, among those that are equal in these. Neither lines nor levels nor
  /// confidence go into it, so that it survives edits elsewhere in the file and a rule that has learnt more.
  package static func assign(to findings: inout [Finding]) {
    let order = findings.indices.sorted { left, right in
      (findings[left].location, left) < (findings[right].location, right)
    }
    var occurrences: [[String]: Int] = [:]
    for index in order {
      let finding = findings[index]
      let identity = [finding.rule, finding.location.file, finding.subject]
      let occurrence = occurrences[identity, default: 0]
      occurrences[identity] = occurrence + 1
      findings[index].fingerprint = hash(identity + [String(occurrence)])
    }
  }

  private static func hash(_ parts: [String]) -> String {
    let digest = SHA256.digest(Array(parts.joined(separator: "\u{0}").utf8))
    return digest.prefix(8).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
