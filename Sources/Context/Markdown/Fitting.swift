/// Fits sections to a number of tokens.
///
/// Every line is a unit with a fixed place in one order of usefulness that does not depend on the budget: a section's
/// bytes so far, divided by its weight, as fair queueing does it, plus a head start for the more useful sections. What is
/// shown is the longest beginning of that order whose page, with its "… and N more" lines, fits. So a page never exceeds
/// its budget, no section loses a line when the budget grows, and a short section leaves its space to the others.
struct Fitting: Sendable {
  /// A token of prose or code is about four bytes with the tokenizers in use; an estimate, since each has its own.
  static let bytesPerToken = 4
  /// Head start of a section over the next, in bytes per weight.
  static let headStart = 12.0

  private let sections: [Section]
  private let order: [Unit]

  private struct Unit: Sendable {
    let section: Int
    let item: Int
    let isDetail: Bool
    let key: Double
    /// The line with its line feed.
    let bytes: Int
  }

  /// - Parameter sections: in page order, which is the order of usefulness.
  init(_ sections: [Section]) {
    self.sections = sections.filter { !$0.items.isEmpty }
    order = self.sections.indices.flatMap { [sections = self.sections] in Self.units(of: sections[$0], at: $0) }
      .sorted {
        ($0.key, $0.section, $0.isDetail ? 1 : 0, $0.item) < ($1.key, $1.section, $1.isDetail ? 1 : 0, $1.item)
      }
  }

  private static func units(of section: Section, at index: Int) -> [Unit] {
    // The head of the document comes before everything.
    let start = section.title.isEmpty ? -1e9 : Double(index) * headStart
    let ranked = section.items.indices.sorted { (section.items[$0].rank, $0) < (section.items[$1].rank, $1) }
    var units: [Unit] = []
    var sum = section.overhead
    var details = 0
    for item in ranked {
      let bytes = section.items[item].line.utf8.count + 1
      sum += bytes
      let key = start + Double(sum) / section.weight
      units.append(Unit(section: index, item: item, isDetail: false, key: key, bytes: bytes))
      guard let detail = section.items[item].detail else { continue }
      details += detail.utf8.count + 1
      let detailKey = max(key, start + headStart + Double(details) / section.detailWeight)
      units.append(Unit(section: index, item: item, isDetail: true, key: detailKey, bytes: detail.utf8.count + 1))
    }
    return units
  }

  /// The page for a budget; "" when not even its first line fits.
  func page(tokens: Int) -> String {
    let (budget, overflow) = max(0, tokens).multipliedReportingOverflow(by: Self.bytesPerToken)
    let limit = overflow ? Int.max : budget
    var shown = Shown(sections)
    var best = 0
    for (index, unit) in order.enumerated() {
      shown.add(section: unit.section, isDetail: unit.isDetail, bytes: unit.bytes)
      if shown.lines > limit { break }
      if shown.size <= limit { best = index + 1 }
    }
    return render(best)
  }

  private func render(_ count: Int) -> String {
    guard count > 0 else { return "" }
    var items = sections.map { [Bool](repeating: false, count: $0.items.count) }
    var details = items
    var shown = Shown(sections)
    for unit in order.prefix(count) {
      if unit.isDetail { details[unit.section][unit.item] = true } else { items[unit.section][unit.item] = true }
      shown.add(section: unit.section, isDetail: unit.isDetail, bytes: unit.bytes)
    }
    var lines: [String] = []
    for (index, section) in sections.enumerated() where items[index].contains(true) {
      if !section.title.isEmpty { lines += ["", section.title, ""] }
      lines += section.opening
      for (item, entry) in section.items.enumerated() where items[index][item] {
        lines.append(entry.line)
        if details[index][item], let detail = entry.detail { lines.append(detail) }
      }
      lines += section.closing
      if let tail = shown.tail(of: index) { lines.append(tail) }
    }
    if let leftOut = shown.leftOut { lines += ["", leftOut] }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// What a beginning of the order costs on the page. Sizes are kept up to date section by section, so that adding a line
/// costs the same however long the page is.
private struct Shown {
  private let sections: [Section]
  private var items: [Int]
  private var details: [Int]
  private let withDetail: [Int]
  private var tailBytes: [Int]
  private var tails = 0
  private var leftOutBytes = 0
  /// Bytes of the lines alone: these only grow.
  private(set) var lines = 0

  init(_ sections: [Section]) {
    self.sections = sections
    items = sections.map { _ in 0 }
    details = items
    tailBytes = items
    withDetail = sections.map { $0.items.count { $0.detail != nil } }
    leftOutBytes = Self.bytes(leftOut, emptyLines: 1)
  }

  mutating func add(section: Int, isDetail: Bool, bytes: Int) {
    if isDetail {
      details[section] += 1
    } else {
      items[section] += 1
      if items[section] == 1 {
        lines += sections[section].overhead
        leftOutBytes = Self.bytes(leftOut, emptyLines: 1)
      }
    }
    lines += bytes
    tails -= tailBytes[section]
    tailBytes[section] = Self.bytes(tail(of: section), emptyLines: 0)
    tails += tailBytes[section]
  }

  private static func bytes(_ line: String?, emptyLines: Int) -> Int {
    line.map { $0.utf8.count + 1 + emptyLines } ?? 0
  }

  /// Bytes of the whole page.
  var size: Int { lines + tails + leftOutBytes }

  func tail(of section: Int) -> String? {
    guard items[section] > 0 else { return nil }
    return sections[section].tail(
      hidden: sections[section].items.count - items[section], hiddenDetails: withDetail[section] - details[section])
  }

  /// Names the sections of which nothing is shown.
  var leftOut: String? {
    let names = sections.indices.filter { items[$0] == 0 && !sections[$0].title.isEmpty }
      .map { "\(sections[$0].name) (\(sections[$0].items.count))" }
    return names.isEmpty ? nil : "Left out for space: \(names.joined(separator: ", "))."
  }
}
