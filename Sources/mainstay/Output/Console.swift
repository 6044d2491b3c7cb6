internal import Glibc

/// The three streams of a process, and what is known about their terminal.
enum Console {
  /// A closed pipe becomes a failed write instead of the end of the process.
  static func ignoreClosedPipes() { _ = signal(SIGPIPE, SIG_IGN) }

  /// Writes all of it; `false` when the reader has gone away or the disk is full.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { buffer in
      var rest = UnsafeRawBufferPointer(buffer)
      while !rest.isEmpty {
        let written = Glibc.write(descriptor, rest.baseAddress, min(rest.count, 1 << 20))
        if written > 0 { rest = UnsafeRawBufferPointer(rebasing: rest[written...]) }
        if written < 0, errno != EINTR { return false }
      }
      return true
    }
  }

  /// A line on standard error, with what a terminal would obey made harmless.
  static func complain(_ line: String) {
    let safe = line.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? "?" : String($0) }
    write("mainstay: " + safe.joined() + "\n", to: STDERR_FILENO)
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns of the terminal on standard output; 80 when there is none.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Whether a result on standard output is coloured. https://no-color.org: set and not empty means no.
  static func isColored(_ wish: RawOptions.Color) -> Bool {
    switch wish {
    case .always: true
    case .never: false
    case .auto:
      isTerminal(STDOUT_FILENO) && environment("NO_COLOR")?.isEmpty ?? true && environment("TERM") != "dumb"
    }
  }
}
