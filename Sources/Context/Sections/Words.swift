internal import Source

/// Small wordings that the sections share.
enum Words {
  /// "app/api/orders.py:18".
  static func place(_ location: Location) -> String {
    location.file.isEmpty ? "" : "\(SafeText.clean(location.file)):\(location.startLine)"
  }

  /// "1 job", "2 jobs", "1,204 jobs".
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// Thousands with a comma.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// The first few of a list, and how many are left: "a, b and 3 more".
  static func list(_ words: [String], limit: Int, separator: String = ", ") -> String {
    guard words.count > limit else { return words.joined(separator: separator) }
    return words.prefix(limit).joined(separator: separator) + " and \(words.count - limit) more"
  }

  /// Equal neighbours and repetitions counted, in the order of their first appearance: "query select users (x3)".
  static func counted(_ words: [String]) -> [String] {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for word in words {
      if counts[word] == nil { order.append(word) }
      counts[word, default: 0] += 1
    }
    return order.map { (counts[$0] ?? 1) > 1 ? "\($0) (x\(counts[$0] ?? 1))" : $0 }
  }
}
