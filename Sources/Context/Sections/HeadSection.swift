internal import Findings
internal import Model

extension ContextBundle {
  /// What the project is, in a few lines, and what was looked for in vain.
  var headSection: Section {
    let revision =
      backend.project.revision.isEmpty ? "" : ", revision \(SafeText.clean(backend.project.revision, limit: 40))"
    var items = [
      Section.Item("# \(SafeText.plain(backend.project.name.isEmpty ? "project" : backend.project.name, limit: 80))"),
      Section.Item(""),
      Section.Item(
        "Project context by Mainstay \(mainstayVersion)\(revision). Places are file:line; what the code does not show is \"unknown\"."
      ),
    ]
    if let stack { items.append(Section.Item(stack)) }
    if let sums { items.append(Section.Item(sums)) }
    if let notFound { items += [Section.Item(""), Section.Item(notFound)] }
    return Section(name: "head", title: "", items: items, weight: 1, more: "")
  }

  private var stack: String? {
    let frameworks = backend.frameworks.map { SafeText.plain($0.name, limit: 40) }
    let languages = backend.languages.map {
      "\($0.name) (\(Words.count($0.files, "file")), \(Words.count($0.lines, "line")))"
    }
    let parts = [Words.list(frameworks, limit: 12), Words.list(languages, limit: 8)].filter { !$0.isEmpty }
    return parts.isEmpty ? nil : "Built with \(parts.joined(separator: "; "))."
  }

  private var sums: String? {
    let parts: [(Int, String, String?)] = [
      (backend.services.count > 1 ? backend.services.count : 0, "service", nil),
      (backend.endpoints.count, "endpoint", nil),
      (backend.tables.count, "table", nil), (backend.dataStores.count, "data store", nil),
      (backend.jobs.count, "job", nil),
      (backend.settings.count, "configuration key", nil),
    ]
    let words = parts.filter { $0.0 > 0 }.map { Words.count($0.0, $0.1, plural: $0.2) }
    return words.isEmpty ? nil : "Holds \(words.joined(separator: ", "))."
  }

  /// One line that names every part that was looked for and is empty.
  private var notFound: String? {
    let parts: [(Bool, String)] = [
      (serviceSection.items.isEmpty, "how it starts"), (backend.endpoints.isEmpty, "endpoints"),
      (dataSection.items.isEmpty, "data model"), (callSection.items.isEmpty, "outbound calls"),
      (backend.settings.isEmpty, "configuration keys"), (backend.jobs.isEmpty, "jobs"),
      (backend.deployment.tests.isEmpty, "tests"), (backend.deployment.pipelines.isEmpty, "continuous integration"),
      (mapSection.items.isEmpty, "functions"), (noteSections.isEmpty, "project notes"),
    ]
    let names = parts.filter(\.0).map(\.1)
    return names.isEmpty ? nil : "Not found: \(names.joined(separator: ", "))."
  }
}
