internal import Glibc

/// Runs a program of the user's machine, without a shell, and hands over what it prints.
enum Subprocess {
  /// Longer output is cut: nothing that is asked for here comes near it.
  static let outputLimit = 256 << 20

  /// The whole output, or `nil` when the program is missing, fails, or takes longer than `seconds`.
  static func output(_ arguments: [String], environment: [String], seconds: Int = 20) -> [UInt8]? {
    var bytes: [UInt8] = []
    let isDone = stream(arguments, environment: environment, input: nil, seconds: seconds) { chunk in
      bytes.append(contentsOf: chunk)
      return bytes.count <= outputLimit
    }
    return isDone ? bytes : nil
  }

  /// Hands over the output piece by piece. `false` when the program is missing, fails, takes longer than `seconds`, or
  /// `consume` wants no more.
  /// - Parameter input: a file for standard input.
  static func stream(
    _ arguments: [String], environment: [String], input: String?, seconds: Int,
    consume: (UnsafeRawBufferPointer) -> Bool
  ) -> Bool {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = spawn(arguments, environment, input: input ?? "/dev/null", output: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    guard let process else { return false }
    let isRead = read(ends[0], until: ContinuousClock.now + .seconds(seconds), consume)
    if !isRead { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return isRead && status == 0
  }

  private static func spawn(_ arguments: [String], _ environment: [String], input: String, output: Int32) -> pid_t? {
    guard let program = arguments.first else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var process = pid_t()
    let status = withCStrings(arguments) { arguments -> Int32 in
      withCStrings(environment) { environment -> Int32 in
        guard let arguments, let environment else { return EINVAL }
        return posix_spawnp(&process, program, &actions, nil, arguments, environment)
      }
    }
    return status == 0 ? process : nil
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Result
  ) -> Result {
    var pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress) }
  }

  private static func read(
    _ descriptor: Int32, until deadline: ContinuousClock.Instant, _ consume: (UnsafeRawBufferPointer) -> Bool
  ) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      while true {
        let left = (deadline - ContinuousClock.now).components
        guard left.seconds >= 0, left.attoseconds >= 0 else { return false }
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = Glibc.poll(&poll, 1, Int32(min(left.seconds + 1, 60) * 1_000))
        if ready < 0, errno != EINTR { return false }
        guard ready > 0 else { continue }
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count == 0 { return true }
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        guard consume(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return false }
      }
    }
  }
}
