internal import Model

extension ContextBundle {
  /// API documents, and how well the code answers them.
  var documentSection: Section {
    let items = backend.documents.map { document in
      Section.Item(line(of: document), detail: open(document), rank: document.describesProject ? 0 : 1)
    }
    return Section(
      name: "API documents", title: "## API documents", items: items, weight: 1, more: "more documents",
      detailName: "operations")
  }

  private func line(of document: APIDocument) -> String {
    let kind = document.version.hasPrefix("2") ? "Swagger" : "OpenAPI"
    let title = document.title.isEmpty ? "" : " \"\(SafeText.plain(document.title, limit: 60))\""
    let count = Words.count(document.operations.count, "operation")
    let match: String
    if document.isCode {
      match = "the framework serves what it says"
    } else if document.describesProject {
      let place = document.mountedAt.map { $0.isEmpty ? "" : " below \(SafeText.code($0, limit: 80))" } ?? ""
      match = "\(Words.grouped(document.matched)) have handlers\(place)"
    } else {
      match = "\(Words.grouped(document.matched)) have handlers: it seems to describe another service"
    }
    return
      "- \(SafeText.plain(document.file)): \(kind) \(SafeText.plain(document.version, limit: 20))\(title), \(count), \(match)"
  }

  /// The operations that nothing answers.
  private func open(_ document: APIDocument) -> String? {
    let open = document.unmatched
    guard document.describesProject, !open.isEmpty else { return nil }
    return "  no handler seen for: " + Words.list(open.map { SafeText.code($0.title, limit: 80) }, limit: 8)
  }
}
