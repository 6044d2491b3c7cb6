internal import Model
package import Source

/// The lines that a change touches, in the new version of each file.
package struct ChangedLines: Sendable {
  /// Per file, sorted and disjoint.
  private let ranges: [String: [ClosedRange<Int>]]

  /// Ranges of lines from 1, by relative path. A new file is `1...Int.max`; lines that were only removed are
  /// given as the lines around them.
  package init(_ ranges: [String: [ClosedRange<Int>]]) {
    self.ranges = ranges.mapValues(Self.merged)
  }

  private static func merged(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var merged: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  /// Whether some line of a location is changed.
  package func touches(_ location: Location) -> Bool {
    guard let ranges = ranges[location.file] else { return false }
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < location.startLine { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= max(location.startLine, location.endLine)
  }

  /// Whether a change brings a finding: it touches where the finding is, a place that shows it, a step of its flow,
  /// or the registration of an endpoint that reaches it (`endpoints` are the titles of those that it touches).
  func brings(_ finding: Finding, endpoints: Set<String>) -> Bool {
    touches(finding.location) || finding.related.contains { touches($0.location) }
      || finding.flow.contains { touches($0.location) } || finding.endpoints.contains { endpoints.contains($0) }
  }
}
