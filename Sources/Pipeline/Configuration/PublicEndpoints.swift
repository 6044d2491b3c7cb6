internal import Findings
internal import Model
internal import Source

/// Marks the endpoints that a project's configuration calls public on purpose.
enum PublicEndpoints {
  /// Returns a diagnostic for each entry that fits no endpoint: it silences nothing, or something was misspelt.
  static func mark(_ patterns: [String], in backend: inout Backend) -> [Diagnostic] {
    patterns.compactMap { pattern in
      let words = pattern.split(separator: " ", maxSplits: 1).map(String.init)
      let method = words.count == 2 ? words[0].uppercased() : nil
      let path = Array((words.last ?? "").utf8)
      var isUsed = false
      for index in backend.endpoints.indices {
        let endpoint = backend.endpoints[index]
        guard method == nil || endpoint.method == method, matches(Array(endpoint.path.utf8), path) else { continue }
        backend.endpoints[index].auth.isExplicitlyPublic = true
        isUsed = true
      }
      return isUsed
        ? nil : Diagnostic(.warning, file: Configuration.fileName, "public: no endpoint is '\(pattern)'")
    }
  }

  /// Whether a pattern, in which `*` stands for any text, is the whole path.
  static func matches(_ path: [UInt8], _ pattern: [UInt8]) -> Bool {
    var position = 0
    var next = 0
    /// Where to go on when what follows the last star does not fit here.
    var retry: (pattern: Int, path: Int)?
    while position < path.count {
      if next < pattern.count, pattern[next] == UInt8(ascii: "*") {
        retry = (next + 1, position)
        next += 1
      } else if next < pattern.count, pattern[next] == path[position] {
        next += 1
        position += 1
      } else if let known = retry {
        retry = (known.pattern, known.path + 1)
        next = known.pattern
        position = known.path + 1
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
