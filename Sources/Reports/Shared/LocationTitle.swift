internal import Source

extension Location {
  /// "app/db.py:9", as reports print it.
  var title: String {
    if file.isEmpty { return "the whole project" }
    return startLine > 0 ? "\(file):\(startLine)" : file
  }
}

extension Diagnostic {
  /// "app/odd.py:12  what happened", in one line.
  var title: String {
    let place = file.isEmpty ? "" : Location(file: file, line: line).title + "  "
    return VisibleText.line(place + message)
  }
}
