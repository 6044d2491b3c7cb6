/// Collects what went wrong with single files, and folds a flood of the same trouble into one line: a hostile tree
/// must not cost a diagnostic per file.
struct Troubles {
  enum Kind: Int, CaseIterable {
    case unreadable, oddName, special, linkOut, linkCycle, tooDeep, tooManyEntries, tooManyFiles, tooManyBytes,
      tooLarge, binary
    case invalidUTF8, costlyPatterns
  }

  private static let shownPerKind = 20
  private var shown: [Diagnostic] = []
  private var counts = [Int](repeating: 0, count: Kind.allCases.count)
  private(set) var links: [String] = []

  mutating func add(_ kind: Kind, _ path: String, _ detail: String) {
    counts[kind.rawValue] += 1
    guard counts[kind.rawValue] <= Self.shownPerKind else { return }
    let severity: Diagnostic.Severity =
      switch kind {
      case .invalidUTF8, .special, .linkOut, .linkCycle: .note
      default: .warning
      }
    shown.append(Diagnostic(severity, file: Self.printable(path), Self.message(kind, detail)))
  }

  /// Remembers a symbolic link, to be looked at after the walk.
  mutating func noteLink(_ path: String) {
    if links.count < 10_000 { links.append(path) }
  }

  /// A link within the project, or one to nothing, loses nothing.
  mutating func add(link: String, _ destination: RealPath.Destination) {
    switch destination {
    case .outside: add(.linkOut, link, "")
    case .cyclic: add(.linkCycle, link, "")
    case .inside, .missing: break
    }
  }

  var diagnostics: [Diagnostic] {
    let folded = Kind.allCases.compactMap { kind -> Diagnostic? in
      let more = counts[kind.rawValue] - Self.shownPerKind
      guard more > 0 else { return nil }
      return Diagnostic(.note, "\(more) more files or folders: \(Self.message(kind, ""))")
    }
    return (shown + folded).sorted()
  }

  private static func message(_ kind: Kind, _ detail: String) -> String {
    let detail = detail.isEmpty ? "" : " (\(detail))"
    return switch kind {
    case .unreadable: "can't be read\(detail); left out"
    case .oddName: "the name is not UTF-8 or holds control characters; left out"
    case .special: "is a FIFO, a socket or a device; left out"
    case .linkOut: "is a symbolic link that leads out of the project; not followed"
    case .linkCycle: "is a symbolic link that leads back to itself; not followed"
    case .tooDeep: "lies too many folders deep\(detail); left out"
    case .tooManyEntries: "the project has more entries than the limit\(detail); the rest was left out"
    case .tooManyFiles: "the project has more files than the limit\(detail); the rest was left out"
    case .tooManyBytes: "the project has more bytes than the limit\(detail); from here on nothing was read"
    case .costlyPatterns: "the ignore patterns take too long; from here on nothing is ignored"
    case .tooLarge: "is larger than the limit\(detail); left out"
    case .binary: "holds NUL bytes, so it is not text; left out"
    case .invalidUTF8: "is not valid UTF-8; broken characters are read as U+FFFD"
    }
  }

  private static func printable(_ path: String) -> String {
    var text = ""
    for scalar in path.unicodeScalars {
      text.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar)
    }
    return text
  }
}
