import Glibc
import Synchronization

/// Computes `body` for every index of `0..<count` on `workers` threads of their own.
///
/// The results come back in index order, whichever worker computed them. Each worker owns one state (a parser, a name
/// table), made by `makeState` on the worker's thread; the states come back in worker order, so that the caller can
/// merge them. Threads have 64 MB of stack (address space, not memory), because lowering recurses with the depth of
/// the source.
package func parallelMap<State, Result>(
  count: Int, workers: Int, stackSize: Int = 64 << 20, makeState: @escaping @Sendable (_ worker: Int) -> State,
  body: @escaping @Sendable (_ state: inout State, _ index: Int) -> Result
) -> (results: [Result], states: [State]) {
  guard count > 0 else { return ([], []) }
  let workers = max(1, min(workers, count))
  let job = ParallelJob<State, Result>(count: count, workers: workers, makeState: makeState, body: body)
  let threads = (0..<workers).compactMap { worker in
    WorkerThread.start(stackSize: stackSize) { job.run(worker: worker) }
  }
  // A machine that refuses threads still gets its answer, from this one. Which of the workers are missing does not
  // matter to the results: the indices are handed out one by one.
  if threads.isEmpty { job.run(worker: 0) }
  for thread in threads { pthread_join(thread, nil) }
  return job.collect()
}

/// `parallelMap` without a worker state. Each worker does `first` before it begins.
package func parallelMap<Result>(
  count: Int, workers: Int, first: @escaping @Sendable () -> Void = {},
  body: @escaping @Sendable (_ index: Int) -> Result
) -> [Result] {
  parallelMap(count: count, workers: workers, makeState: { _ in first() }, body: { _, index in body(index) }).results
}

/// Two pieces of work side by side, where there is more than one worker.
package func together<First, Second>(
  workers: Int, _ first: @escaping @Sendable () -> First, _ second: @escaping @Sendable () -> Second
) -> (First, Second) {
  guard workers > 1 else { return (first(), second()) }
  let found = parallelMap(count: 2, workers: 2) { position -> OneOf<First, Second> in
    position == 0 ? .first(first()) : .second(second())
  }
  guard case .first(let one) = found[0], case .second(let other) = found[1] else { return (first(), second()) }
  return (one, other)
}

private enum OneOf<First, Second> {
  case first(First)
  case second(Second)
}

/// How many processors this process may use; at least 1.
package func availableProcessors() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// Runs `body` on one thread with a large stack and waits for it: for recursive work outside `parallelMap`.
package func onLargeStack<Result>(_ body: @escaping @Sendable () -> Result) -> Result? {
  parallelMap(count: 1, workers: 1) { _ in body() }.first
}

/// The shared part of one `parallelMap`. Each slot is written by exactly one worker, and read after all were joined,
/// which is why the unchecked conformance holds.
private final class ParallelJob<State, Result>: @unchecked Sendable {
  private let count: Int
  private let workers: Int
  private let makeState: @Sendable (Int) -> State
  private let body: @Sendable (inout State, Int) -> Result
  private let results: UnsafeMutablePointer<Result>
  private let states: UnsafeMutablePointer<State?>
  private let next = Atomic<Int>(0)

  init(
    count: Int, workers: Int, makeState: @escaping @Sendable (Int) -> State,
    body: @escaping @Sendable (inout State, Int) -> Result
  ) {
    self.count = count
    self.workers = workers
    self.makeState = makeState
    self.body = body
    results = .allocate(capacity: count)
    states = .allocate(capacity: workers)
    states.initialize(repeating: nil, count: workers)
  }

  func run(worker: Int) {
    var state = makeState(worker)
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { break }
      (results + index).initialize(to: body(&state, index))
    }
    states[worker] = state
  }

  /// Call once, after every worker has ended.
  func collect() -> (results: [Result], states: [State]) {
    let values = [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.baseAddress?.moveInitialize(from: results, count: count)
      initialized = count
    }
    let ended = (0..<workers).compactMap { states[$0] }
    states.deinitialize(count: workers)
    results.deallocate()
    states.deallocate()
    return (values, ended)
  }
}

/// A POSIX thread with a chosen stack size, which neither Dispatch nor Swift's tasks offer.
private enum WorkerThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  static func start(stackSize: Int, _ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    guard status == 0 else {
      work.release()
      return nil
    }
    return thread
  }
}
