package import Model
internal import Source

/// The most central and most changed code: functions as the nodes of a graph, calls as its edges, PageRank over it,
/// started from the files that do a backend's work and from those that change most.
package struct RankedMap: Sendable {
  /// A file with the functions that make it central, the highest first.
  package struct File: Sendable {
    package var path: String
    /// Commits that changed it, as far back as history was read; 0 when unknown.
    package var commits: Int
    /// Share of the whole rank, from 0 to 1.
    package var rank: Double
    package var functions: [FunctionID]
  }

  /// Highest rank first; equal ranks by path.
  package var files: [File]

  /// Power iterations: ranks of call graphs change by less than 1 % after some twenty, and the count must be fixed so
  /// that equal inputs give equal output.
  static let iterations = 30
  /// Probability of following a call rather than starting anew, as in the original PageRank paper (Brin, Page 1998).
  static let damping = 0.85
  /// Weight of a file that no request, job or query touches, where some other does: a browser application in the same
  /// repository is often larger than the backend, and is not what the bundle is about.
  static let besideWeight = 0.05
  /// A file without a function of its own is shown only when it changes: a package's empty `__init__` says nothing.
  static let commitsThatCount = 3
  /// Functions named per file.
  static let functionsPerFile = 6

  /// - Parameter churn: commits by path, relative to the project.
  package init(_ backend: Backend, churn: [String: Int]) {
    let isNode = backend.functions.map { !$0.isTest && $0.purpose == .production }
    let ranks = Self.pageRank(backend, isNode: isNode, churn: churn)
    var byFile: [String: (rank: Double, functions: [FunctionID])] = [:]
    for function in backend.functions where isNode[Int(function.id.index)] {
      byFile[function.location.file, default: (0, [])].rank += ranks[Int(function.id.index)]
      guard Self.isNamed(function) else { continue }
      byFile[function.location.file]?.functions.append(function.id)
    }
    files = byFile.map { path, entry in
      let named = entry.functions.sorted { left, right in
        let ranked = (ranks[Int(left.index)], ranks[Int(right.index)])
        return ranked.0 == ranked.1 ? left < right : ranked.0 > ranked.1
      }
      return File(
        path: path, commits: churn[path] ?? 0, rank: entry.rank,
        functions: Array(named.prefix(Self.functionsPerFile)))
    }
    .filter { !$0.functions.isEmpty || $0.commits >= Self.commitsThatCount }
    .sorted { ($1.rank, $0.path) < ($0.rank, $1.path) }
  }

  private static func isNamed(_ function: Function) -> Bool { !function.name.contains("<") }

  private static func pageRank(_ backend: Backend, isNode: [Bool], churn: [String: Int]) -> [Double] {
    let start = startWeights(backend, isNode: isNode, churn: churn)
    let edges = edges(backend, isNode: isNode)
    var rank = start
    for _ in 0..<iterations {
      var next = [Double](repeating: 0, count: rank.count)
      var dangling = 0.0
      for node in rank.indices where isNode[node] {
        if edges[node].isEmpty {
          dangling += rank[node]
        } else {
          let share = rank[node] / Double(edges[node].count)
          for callee in edges[node] { next[callee] += share }
        }
      }
      for node in rank.indices where isNode[node] {
        next[node] = damping * (next[node] + dangling * start[node]) + (1 - damping) * start[node]
      }
      rank = next
    }
    return rank
  }

  /// The chance to start at each function: more where history shows more work, on a logarithmic scale so that one hot
  /// file does not take everything. Sums up to 1.
  private static func startWeights(_ backend: Backend, isNode: [Bool], churn: [String: Int]) -> [Double] {
    var weights = [Double](repeating: 0, count: backend.functions.count)
    var sum = 0.0
    let core = coreFiles(backend)
    for function in backend.functions where isNode[Int(function.id.index)] {
      let commits = max(0, churn[function.location.file] ?? 0)
      // The number of binary digits is the logarithm, rounded up, without a library for mathematics.
      let isCore = core.isEmpty || core.contains(function.location.file)
      let weight = (1 + Double(Int.bitWidth - commits.leadingZeroBitCount)) * (isCore ? 1 : besideWeight)
      weights[Int(function.id.index)] = weight
      sum += weight
    }
    guard sum > 0 else { return weights }
    return weights.map { $0 / sum }
  }

  /// Files with a function that a request or a job reaches, or that queries a data store.
  private static func coreFiles(_ backend: Backend) -> Set<String> {
    let reach = Reach(backend)
    var files: Set<String> = []
    for function in backend.functions {
      let isReached = !reach.endpoints(of: function.id).isEmpty || reach.isReachedByJob(function.id)
      if isReached || backend.effects[function.effects].contains(where: isQuery) {
        files.insert(function.location.file)
      }
    }
    return files
  }

  private static func isQuery(_ effect: Effect) -> Bool {
    if case .query = effect.kind { true } else { false }
  }

  /// Callees by caller, without calls to itself.
  private static func edges(_ backend: Backend, isNode: [Bool]) -> [[Int]] {
    backend.functions.map { function in
      guard isNode[Int(function.id.index)] else { return [] }
      return function.calls.map { Int($0.callee.index) }.filter { $0 != Int(function.id.index) && isNode[$0] }
    }
  }
}
