internal import Model
internal import Source

extension ContextBundle {
  /// Where tests and continuous integration are.
  var testSection: Section {
    let tests = backend.deployment.tests.map { Section.Item("- tests in \(SafeText.clean($0))") }
    let pipelines = backend.deployment.pipelines.map {
      Section.Item("- continuous integration: \(SafeText.clean($0.file))")
    }
    return Section(
      name: "tests and continuous integration", title: "## Tests and continuous integration", items: tests + pipelines,
      weight: 1, more: "more places")
  }
}
