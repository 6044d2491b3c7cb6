internal import Model
internal import Source

extension ContextBundle {
  /// What could not be read or understood, so that silence is not taken for absence.
  var gapSection: Section {
    let syntax = backend.languages.filter { $0.filesWithSyntaxErrors > 0 }.map {
      Section.Item("- \(Words.count($0.filesWithSyntaxErrors, "\($0.name) file")) with syntax errors")
    }
    let diagnostics = backend.diagnostics.filter { $0.severity != .note }.map { diagnostic in
      let place =
        diagnostic.file.isEmpty
        ? "" : "\(SafeText.plain(diagnostic.file))\(diagnostic.line > 0 ? ":\(diagnostic.line)" : ""): "
      return Section.Item("- \(place)\(SafeText.plain(diagnostic.message, limit: 300))", rank: 1)
    }
    return Section(name: "gaps", title: "## Not understood", items: syntax + diagnostics, weight: 1, more: "more gaps")
  }
}
