internal import Model

extension ContextBundle {
  /// "- `GET /static/{path}` files of `public`, auth none → app.py:12".
  var folderLines: [Section.Item] {
    backend.servedFolders.map { endpoint in
      let folder = endpoint.folder.flatMap { $0.isEmpty ? nil : " of \(SafeText.code($0, limit: 80))" } ?? ""
      return Section.Item(
        "- \(SafeText.code(endpoint.title)) files\(folder), auth \(Self.text(of: endpoint.auth)) → \(Words.place(endpoint.registered))"
      )
    }
  }
}
