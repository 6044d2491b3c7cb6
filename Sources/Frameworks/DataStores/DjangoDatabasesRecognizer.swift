internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// The databases of Django's settings: `DATABASES`, written down or made by dj-database-url.
enum DjangoDatabasesRecognizer: Recognizer {
  static let name = "django-databases"
  static let triggers = ["django"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = DjangoDatabases(context: context)
    guard let name = context.program.names.lookup("DATABASES") else { return }
    for file in context.program.fileIDs where reading.isMeant(file) {
      guard let index = context.program.index(of: file) else { continue }
      // Of several, for one database or another, the first that is no local file stands for all.
      let stores = index.bindings(of: name, in: 0).map { reading.stores(NodeRef(file: file, node: $0.node)) }
      draft.dataStores += stores.first { !$0.isEmpty } ?? []
    }
  }
}

struct DjangoDatabases {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }

  /// Settings for tests and for developers' machines say nothing about what runs for users.
  func isMeant(_ file: FileID) -> Bool {
    let source = context.program.tree[file]
    guard source.language == .python, source.purpose == .production else { return false }
    return !source.path.lowercased().split { "/._-".contains($0) }.contains {
      ["test", "tests", "testing", "dev", "development", "local", "ci", "example", "sample"].contains($0)
    }
  }

  /// One for each entry of the table that says which database it is.
  func stores(_ target: NodeRef) -> [DataStore] {
    guard let file = context.program.file(target.file), let value = file.child(file[target.node].parent, .value),
      case .literal(let table) = evaluator.value(of: NodeRef(file: target.file, node: value)),
      let owner = context.program.file(table.file), owner[table.node].kind == .dictionary
    else { return [] }
    return owner.children(table.node).compactMap { pair in
      owner.child(pair, .value).flatMap { store(NodeRef(file: table.file, node: $0)) }
    }
  }

  private func store(_ entry: NodeRef) -> DataStore? {
    guard let engine = engine(entry), let file = context.program.file(entry.file) else { return nil }
    var store = DataStore(
      kind: .relational, engine: engine, driver: "django", location: context.headLocation(entry))
    let text = file.text(entry.node).prefix(2_000).lowercased()
    let isLimited = ["statement_timeout", "max_execution_time", "read_timeout"].contains { text.contains($0) }
    store.statementTimeout = isLimited ? .set(seconds: nil) : hidesOptions(entry) ? .unknown : .none
    if text.contains("connect_timeout") { store.connectTimeout = .set(seconds: nil) }
    return store
  }

  /// "postgresql" of `django.db.backends.postgresql`, or of the default address.
  private func engine(_ entry: NodeRef) -> String? {
    var text = ""
    if case .literal = evaluator.value(of: entry) {
      text =
        evaluator.entryNode("ENGINE", of: evaluator.value(of: entry)).flatMap { evaluator.value(of: $0).text } ?? ""
    } else if evaluator.value(of: entry).externalName?.hasPrefix("dj_database_url.") == true {
      let address = evaluator.argument(named: "default", of: entry) ?? evaluator.argument(0, of: entry)
      text = address.flatMap { evaluator.value(of: $0).text } ?? ""
    }
    if text.contains("postg") { return "postgresql" }
    return text.contains("mysql") || text.contains("mariadb") ? "mysql" : nil
  }

  /// `"OPTIONS": options`, a spread: more than is written down here.
  private func hidesOptions(_ entry: NodeRef) -> Bool {
    let value = evaluator.value(of: entry)
    guard case .literal(let literal) = value, let file = context.program.file(literal.file) else { return false }
    if file.children(literal.node).contains(where: { file[$0].kind == .spread }) { return true }
    guard let options = evaluator.entryNode("OPTIONS", of: value) else { return false }
    if case .literal = evaluator.value(of: options) { return false }
    return true
  }
}
