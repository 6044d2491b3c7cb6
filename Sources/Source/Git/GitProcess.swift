import Glibc

/// Runs `git` on a repository's objects without letting the repository have a say.
///
/// A repository's own configuration can name programs (fsmonitor, filters, pagers, signature checks, hooks), so it is
/// never read: Git works on a scratch repository with an empty configuration that only borrows the objects.
struct GitProcess: ~Copyable {
  private let scratch: String
  private let executable: String
  private let environment: [String]
  /// Seconds that one call may take.
  private let timeLimit: Int
  /// Bytes of output that one call may print.
  private static let outputLimit = 256 << 20

  enum Failure: Error {
    case noGit, noScratch, timedOut, tooMuchOutput, status(Int32)

    var words: String {
      switch self {
      case .noGit: "git is not installed"
      case .noScratch: "no temporary folder could be made"
      case .timedOut: "git took too long"
      case .tooMuchOutput: "git printed too much"
      case .status(let status): "git ended with status \(status)"
      }
    }
  }

  init(_ repository: GitRepository, timeLimit: Int) throws(Failure) {
    guard let executable = Self.find("git", outside: repository.top) else { throw .noGit }
    let hashLength = repository.head?.revision.utf8.count ?? 40
    guard let scratch = Self.makeScratch(hashLength: hashLength, shallow: repository.shallow) else { throw .noScratch }
    self.executable = executable
    self.timeLimit = timeLimit
    self.scratch = scratch
    environment = [
      "PATH=" + (Self.variable("PATH") ?? "/usr/bin:/bin"), "LC_ALL=C", "HOME=" + scratch, "GIT_DIR=" + scratch,
      "GIT_OBJECT_DIRECTORY=" + repository.objects, "GIT_WORK_TREE=" + repository.top,
      "GIT_INDEX_FILE=" + scratch + "/index", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
      "GIT_ATTR_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_REPLACE_OBJECTS=1",
      "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none", "GIT_LITERAL_PATHSPECS=1", "GIT_PAGER=cat",
    ]
  }

  deinit { Self.remove(scratch) }

  /// Runs one command and returns what it printed.
  func run(_ arguments: [String]) throws(Failure) -> [UInt8] {
    var pipe: [Int32] = [0, 0]
    guard Glibc.pipe(&pipe) == 0 else { throw .noGit }
    for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let output = Descriptor(number: pipe[0])
    guard let process = spawn(arguments, output: pipe[1]) else {
      close(pipe[1])
      throw .noGit
    }
    close(pipe[1])
    let result = Self.collect(output.number, timeLimit: timeLimit)
    if case .failure = result { kill(-process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let bytes = try result.get()
    guard status == 0 else { throw .status(status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)) }
    return bytes
  }

  /// Starts Git in a process group of its own, with nothing to read and nowhere to complain.
  private func spawn(_ arguments: [String], output: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    let words = CStrings(["git", "--no-pager", "--no-optional-locks"] + arguments)
    let variables = CStrings(environment)
    var process = pid_t()
    let status = posix_spawn(&process, executable, &actions, &attributes, words.pointers, variables.pointers)
    return status == 0 ? process : nil
  }

  private static func collect(_ descriptor: Int32, timeLimit: Int) -> Result<[UInt8], Failure> {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let deadline = seconds() + timeLimit
    while true {
      let left = deadline - seconds()
      guard left > 0 else { return .failure(.timedOut) }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, Int32(min(left, 3600) * 1000))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return .failure(.timedOut) }
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return .success(bytes) }
      guard bytes.count + count <= outputLimit else { return .failure(.tooMuchOutput) }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  private static func seconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The first executable of that name in an absolute folder of PATH that does not lie in the reviewed tree.
  private static func find(_ name: String, outside top: String) -> String? {
    for folder in (variable("PATH") ?? "/usr/bin:/bin").split(separator: ":") where folder.hasPrefix("/") {
      let path = folder + "/" + name
      guard access(path, X_OK) == 0, let resolved = RealPath.resolve(path) else { continue }
      if top == "/" || !resolved.hasPrefix(top + "/") { return path }
    }
    return nil
  }

  private static func makeScratch(hashLength: Int, shallow: [UInt8]?) -> String? {
    let base = variable("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var template = Array((base + "/mainstay-git.XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    let extensions = hashLength == 64 ? "[extensions]\n\tobjectformat = sha256\n" : ""
    let version = hashLength == 64 ? 1 : 0
    let configuration =
      "[core]\n\trepositoryformatversion = \(version)\n\tbare = false\n\tquotePath = false\n" + extensions
    mkdir(path + "/refs", 0o700)
    var complete = write(Array("ref: refs/heads/none\n".utf8), to: path + "/HEAD")
    complete = write(Array(configuration.utf8), to: path + "/config") && complete
    if let shallow { complete = write(shallow, to: path + "/shallow") && complete }
    guard complete else {
      remove(path)
      return nil
    }
    return path
  }

  private static func write(_ bytes: [UInt8], to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    let count = fwrite(bytes, 1, bytes.count, file)
    return fclose(file) == 0 && count == bytes.count
  }

  /// Removes a scratch repository, which holds a few files and empty folders.
  private static func remove(_ path: String) {
    for name in ["HEAD", "config", "shallow", "index", "index.lock", "packed-refs"] { unlink(path + "/" + name) }
    for name in ["refs/heads", "refs", "info", "logs"] { rmdir(path + "/" + name) }
    rmdir(path)
  }
}

/// A C array of C strings, ended by a null pointer.
private struct CStrings: ~Copyable {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    pointers = .allocate(capacity: strings.count + 1)
    for (index, string) in strings.enumerated() { (pointers + index).initialize(to: strdup(string)) }
    (pointers + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }
}
