internal import Model
internal import Source

/// Limits on statements that are set where no call shows them: on the role, in the server's configuration, by an event
/// of the pool, in a migration.
enum DataStoreStage {
  static func complete(_ tree: SourceTree, _ backend: inout Backend) {
    let open = backend.dataStores.indices.filter {
      backend.dataStores[$0].kind == .relational && backend.dataStores[$0].statementTimeout == .none
    }
    guard !open.isEmpty, mentionsStatementTimeout(tree) else { return }
    for index in open { backend.dataStores[index].statementTimeout = .set(seconds: nil) }
  }

  private static func mentionsStatementTimeout(_ tree: SourceTree) -> Bool {
    (tree.files.filter { $0.purpose != .test } + tree.documents).contains { file in
      file.contains(text: "statement_timeout") || file.contains(text: "max_execution_time")
        || file.contains(text: "STATEMENT_TIMEOUT") || file.contains(text: "SQLALCHEMY_ENGINE_OPTIONS")
    }
  }
}
