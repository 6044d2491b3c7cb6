internal import Model
internal import Source

extension ContextBundle {
  /// Files listed at most: beyond these, a rank says nothing.
  static let mappedFiles = 200

  /// The most central and most changed code.
  var mapSection: Section {
    let items = map.files.prefix(Self.mappedFiles).enumerated().map { index, file in
      let commits = file.commits > 0 ? " (\(Words.count(file.commits, "commit")))" : ""
      let names = file.functions.map { id in
        "\(SafeText.plain(backend[id].name, limit: 80)):\(backend[id].location.startLine)"
      }
      return Section.Item(
        "- \(SafeText.plain(file.path))\(commits)\(names.isEmpty ? "" : ": \(names.joined(separator: ", "))")",
        rank: index)
    }
    return Section(
      name: "central code", title: "## Most central and most changed code", items: items, weight: 3, more: "more files")
  }
}
