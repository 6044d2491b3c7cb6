internal import Glibc
internal import Synchronization

/// One line on standard error for work that takes longer than a second, only on a terminal, and gone when it is done.
final class Progress: Sendable {
  private let label: String
  private let isDone = Mutex(false)
  /// The clearing of the line must come after its last writing.
  private let isVisible = Mutex(false)

  private init(_ label: String) { self.label = label }

  /// Runs `work` with a progress line that says `label` and the seconds.
  static func showing<Value, Failure: Error>(
    _ label: String, _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard Console.isTerminal(STDERR_FILENO), Console.environment("TERM") != "dumb" else { return try work() }
    let progress = Progress(label)
    progress.start()
    defer { progress.end() }
    return try work()
  }

  private func start() {
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Progress>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    if status == 0 { pthread_detach(thread) } else { Unmanaged.passUnretained(self).release() }
  }

  private func run() {
    let start = ContinuousClock.now
    usleep(1_000_000)
    while !isDone.withLock({ $0 }) {
      let seconds = (ContinuousClock.now - start).components.seconds
      isVisible.withLock { isVisible in
        // Looked at again under this lock, so that nothing is written after the line was cleared.
        guard !isDone.withLock({ $0 }) else { return }
        Console.write("\r\u{1B}[K\(label) … \(seconds) s", to: STDERR_FILENO)
        isVisible = true
      }
      usleep(200_000)
    }
  }

  private func end() {
    isDone.withLock { $0 = true }
    isVisible.withLock { if $0 { Console.write("\r\u{1B}[K", to: STDERR_FILENO) } }
  }
}
