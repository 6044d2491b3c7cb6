import Synchronization

/// Work that the workers of another job do before their own: what splits badly runs beside what splits well.
///
/// Each slot is written by exactly one thread, and read after the other job's threads were joined, which is why the
/// unchecked conformance holds.
package final class SideJob<Result>: @unchecked Sendable {
  private let count: Int
  private let body: @Sendable (Int) -> Result
  private let results: UnsafeMutablePointer<Result>
  private let next = Atomic<Int>(0)

  package init(count: Int, body: @escaping @Sendable (_ index: Int) -> Result) {
    self.count = count
    self.body = body
    results = .allocate(capacity: count)
  }

  /// Does what nobody has begun yet, one after the other.
  package func help() {
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      (results + index).initialize(to: body(index))
    }
  }

  /// The results in order of index. Call it once, after the other job has ended; what that did not do is done here.
  package func collect() -> [Result] {
    _ = onLargeStack { self.help() }
    let count = count
    let values = [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.baseAddress?.moveInitialize(from: results, count: count)
      initialized = count
    }
    results.deallocate()
    return values
  }
}
