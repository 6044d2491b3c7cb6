internal import Glibc

/// How a run ends.
enum ExitStatus: Int32, Sendable {
  /// Done, and nothing at or above the threshold.
  case done = 0
  /// Findings or failed budgets.
  case findings = 1
  /// Wrong usage, or input that could not be read.
  case trouble = 2
}

/// A run that cannot go on. The exit status is 2.
struct Trouble: Error, Sendable {
  /// One sentence, without a full stop.
  let message: String
  init(_ message: String) { self.message = message }
}

/// Where results go.
enum Delivery {
  /// Writes to a file when one is named, else to standard output. A reader that has gone away is no trouble: it has
  /// what it wanted.
  static func deliver(_ text: String, to file: String?) throws(Trouble) {
    guard let file, file != "-" else {
      if !Console.write(text, to: STDOUT_FILENO), errno != EPIPE {
        throw Trouble("standard output can't be written: \(String(cString: strerror(errno)))")
      }
      return
    }
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Trouble("'\(file)' can't be written: \(String(cString: strerror(errno)))") }
    let isComplete = Console.write(text, to: descriptor)
    let reason = String(cString: strerror(errno))
    guard close(descriptor) == 0, isComplete else { throw Trouble("'\(file)' can't be written: \(reason)") }
  }

  /// Writes a file that must not be there yet.
  static func create(_ text: String, at file: String) throws(Trouble) {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw Trouble("'\(file)' is there already and was left as it is") }
      throw Trouble("'\(file)' can't be written: \(String(cString: strerror(errno)))")
    }
    let isComplete = Console.write(text, to: descriptor)
    guard close(descriptor) == 0, isComplete else { throw Trouble("'\(file)' can't be written whole") }
  }
}
