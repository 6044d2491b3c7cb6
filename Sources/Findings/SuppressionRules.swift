/// What the engine itself finds: suppressions that do not do, or do not say, what they should.
package enum SuppressionRules {
  /// A finding is silenced, and nobody knows why.
  package static let withoutReason = RuleInfo(
    name: "suppression-without-reason", alias: "X01", pillar: .reliability, level: .warning, confidence: .high,
    summary: "a mainstay:ignore comment gives no reason",
    why: """
      A silenced finding is a decision. Without its reason nobody can tell later whether the decision still holds, \
      and what was accepted for one night stays for years.
      """,
    quietWhen: ["some words follow the rule's name"],
    example: "requests.get(url)  # mainstay:ignore missing-timeout",
    instead: "requests.get(url)  # mainstay:ignore missing-timeout the socket default of 5 s applies")

  /// A suppression that silences nothing.
  package static let unused = RuleInfo(
    name: "unused-suppression", alias: "X02", pillar: .reliability, level: .note, confidence: .high,
    summary: "a mainstay:ignore comment silences nothing",
    why: """
      A suppression that is left behind after its problem is mended, or that names a rule wrongly, will one day \
      silence a finding that nobody has looked at, or is believed to silence one that it does not.
      """,
    quietWhen: [
      "the rule reports something on the comment's own line or the line below it",
      "the rule is switched off, or the file's findings are left out",
    ],
    example: "requests.get(url, timeout=5)  # mainstay:ignore missing-timeout legacy client",
    instead: "requests.get(url, timeout=5)")

  /// Both of them.
  package static let all = [withoutReason, unused]
}
