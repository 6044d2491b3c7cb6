internal import Findings
internal import Model
internal import Source

/// D13. Money in a column of binary fractions.
enum FloatMoneyRule: Rule {
  static let info = RuleInfo(
    name: "float-money", alias: "D13", pillar: .dataIntegrity, level: .warning, confidence: .high,
    summary: "a column for money is a binary floating-point number",
    why: """
      0.1 has no exact binary fraction. Sums of prices drift by a cent, totals do not match their lines, and comparisons \
      of amounts fail for some values and not for others.
      """,
    quietWhen: [
      "the column is a decimal, or an integer of the smallest unit",
      "the name speaks of a rate, a percentage, a score, a duration or a market's price",
      "the tables are not known",
      "a note only: the project computes with a library of decimals (big.js, decimal.js, …)",
    ],
    example: "price: Mapped[float] = mapped_column(Float)",
    instead: "price: Mapped[Decimal] = mapped_column(Numeric(12, 2))",
    cwe: [1339], references: ["https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-FLOAT"])

  static func check(_ context: RuleContext) -> [Finding] {
    let computesExactly = context.backend.dependsOn(libraries)
    return context.backend.tables.compactMap { table in
      let columns = table.columns.filter { $0.isFloat && isMoney($0.name) }
      guard let first = columns.first else { return nil }
      let names = columns.map(\.name).joined(separator: ", ")
      return Finding(
        rule: info, level: computesExactly ? .note : nil, confidence: computesExactly ? .low : nil,
        message: "\(names) of \(table.name) \(columns.count == 1 ? "is" : "are") binary floating point",
        scenario: """
          Three times 10.95 is 32.849999999999994: what is charged, what is stored and what is shown differ by a cent, and \
          no report adds up.
          """,
        location: first.location, related: columns.dropFirst().map { Finding.Related($0.location, $0.name) },
        remedy: "store a decimal with a fixed scale, or an integer number of the smallest unit",
        subject: "\(table.name) \(names)")
    }
  }

  /// What is read from such a column is the decimal that was stored, and they go on with that.
  private static let libraries: Set<String> = [
    "big.js", "bignumber.js", "decimal.js", "decimal.js-light", "dinero.js", "currency.js",
  ]

  private static let money: Set<String> = [
    "price", "prices", "amount", "balance", "fee", "fees", "salary", "payment", "revenue", "charge", "subtotal", "cost",
    "refund", "deposit", "invoice", "wage", "budget",
  ]

  private static let other: Set<String> = [
    "rate", "ratio", "percent", "percentage", "score", "factor", "count", "hours", "minutes", "seconds", "duration",
    "time",
    "distance", "weight", "probability", "function", "basis", "multiplier", "ingredient",
    "market",
  ]

  private static func isMoney(_ name: String) -> Bool {
    let words = Words.of(name)
    guard !words.contains(where: { other.contains($0) }) else { return false }
    return words == ["total"] || words.contains { money.contains($0) } || words.suffix(2) == ["grand", "total"]
  }
}
