internal import Model
internal import Source

/// Which lines of the project hold a secret, so that nothing quoted from them is printed.
struct Redaction {
  private struct Line: Hashable {
    let file: String
    let line: Int
  }

  private var lines: Set<Line> = []

  init(_ backend: Backend) {
    for secret in backend.secrets {
      let location = secret.location
      // A secret spans few lines; a longer range is a key block, all of which goes.
      for line in location.startLine...max(location.startLine, min(location.endLine, location.startLine + 500)) {
        lines.insert(Line(file: location.file, line: line))
      }
    }
  }

  func hides(_ location: Location) -> Bool { hides(file: location.file, line: location.startLine) }

  func hides(file: String, line: Int) -> Bool { lines.contains(Line(file: file, line: line)) }
}
