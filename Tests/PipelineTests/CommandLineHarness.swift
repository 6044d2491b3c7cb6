import FoundationEssentials
import Glibc

/// Runs the real program, as a person or a script would.
struct Program {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Beside the test bundle, where the build puts both.
  static let path: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/mainstay"
  }()

  /// Runs `mainstay` with nothing on standard input and no terminal.
  static func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(path, arguments, environment: environment)
  }

  static func run(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let folder = try TemporaryFolder()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (descriptor, name) in [(Int32(1), "output"), (2, "errors")] {
      posix_spawn_file_actions_addopen(&actions, descriptor, folder.path + "/" + name, O_WRONLY | O_CREAT, 0o600)
    }
    var inherited = ["PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "HOME": folder.path]
    inherited.merge(environment) { $1 }
    var argv = ([program] + arguments).map { strdup($0) } + [nil]
    var envp = inherited.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process = pid_t()
    let code = posix_spawnp(&process, program, &actions, nil, &argv, &envp)
    guard code == 0 else { throw Failure(message: "\(program): \(String(cString: strerror(code)))") }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    // A signal shows as 128 and its number, as in a shell.
    let exit = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    return Outcome(status: exit, output: folder.text("output"), errors: folder.text("errors"))
  }

  struct Failure: Error { let message: String }
}

/// A folder of its own, gone when the last user lets go of it.
final class TemporaryFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    var template = Array("/tmp/mainstay-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Program.Failure(message: "no temporary folder") }
    path = String(cString: made)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let file = path + "/" + name
    let folder = file.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: false, encoding: .utf8)
  }

  func text(_ name: String) -> String { (try? String(contentsOfFile: path + "/" + name, encoding: .utf8)) ?? "" }

  func exists(_ name: String) -> Bool { access(path + "/" + name, F_OK) == 0 }
}
