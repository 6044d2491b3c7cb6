import Testing

@testable import Source

@Suite struct ParallelMapTests {
  @Test(arguments: [1, 2, 7]) func resultsKeepTheirOrder(workers: Int) {
    let squares = parallelMap(count: 5000, workers: workers) { $0 * $0 }
    #expect(squares == (0..<5000).map { $0 * $0 })
  }

  @Test func eachWorkerHasItsState() {
    let (results, states) = parallelMap(
      count: 1000, workers: 3, makeState: { worker in (worker: worker, sum: 0) },
      body: { state, index in
        state.sum += index
        return state.worker
      })
    #expect(states.map(\.worker) == [0, 1, 2])
    #expect(states.map(\.sum).reduce(0, +) == 999 * 1000 / 2)
    #expect(results.allSatisfy { (0..<3).contains($0) })
  }

  @Test func nothingToDoStartsNothing() {
    #expect(parallelMap(count: 0, workers: 4) { $0 }.isEmpty)
    #expect(availableProcessors() >= 1)
  }

  @Test func stacksAreDeepEnoughForRecursiveWork() {
    let depth = onLargeStack { Self.recurse(20_000) }
    #expect(depth == 20_000)
  }

  /// About a kilobyte of stack per level, so 20 MB in all: more than a thread has by default.
  @inline(never) private static func recurse(_ levels: Int) -> Int {
    if levels == 0 { return 0 }
    let filler = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1000) { buffer -> Int in
      buffer.initialize(repeating: 1)
      return recurse(levels - 1) + Int(buffer[levels % 1000])
    }
    return filler
  }
}
