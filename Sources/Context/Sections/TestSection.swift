internal import Model
internal import Source

extension ContextBundle {
  /// Where tests and continuous integration are.
  var testSection: Section {
    let tests = backend.deployment.tests.map { SafeText.plain($0) }
    var items = tests.isEmpty ? [] : [Section.Item("- tests in \(Words.list(tests, limit: 12))")]
    // One line a folder: a project may have dozens of workflows.
    var files: [String: [String]] = [:]
    for pipeline in backend.deployment.pipelines {
      let parts = pipeline.file.split(separator: "/").map { SafeText.plain(String($0)) }
      files[parts.dropLast().joined(separator: "/"), default: []].append(parts.last ?? "")
    }
    items += files.sorted { $0.key < $1.key }.map { folder, names in
      Section.Item(
        "- continuous integration\(folder.isEmpty ? "" : " in \(folder)"): \(Words.list(names.sorted(), limit: 8))")
    }
    return Section(
      name: "tests and continuous integration", title: "## Tests and continuous integration", items: items, weight: 1,
      more: "more places")
  }
}
