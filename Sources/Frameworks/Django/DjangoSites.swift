internal import Facts
internal import Resolution
internal import Source
internal import Syntax

/// A site that a project serves: its settings and the URL configuration that they name.
struct DjangoSite {
  let settings: DjangoSettings
  let urls: FileID
}

/// Finds the sites of a project.
struct DjangoSites {
  private let context: RecognizerContext

  init(_ context: RecognizerContext) { self.context = context }

  private var evaluator: Evaluator { context.evaluator }

  /// One site for each root URL configuration; of several settings those that the entry points name come first.
  func sites() -> [DjangoSite] {
    var found: [DjangoSite] = []
    for file in namedSettings() + filesWithRoot() {
      for text in evaluator.exported("ROOT_URLCONF", from: file).map(DjangoText.constants) ?? [] {
        guard let path = context.program.file(file)?.source.path,
          case .file(let urls) = context.program.modules.python(text, from: path),
          !found.contains(where: { $0.urls == urls })
        else { continue }
        found.append(DjangoSite(settings: DjangoSettings(context: context, file: file), urls: urls))
      }
    }
    return found
  }

  /// `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")` in manage.py and its kin.
  private func namedSettings() -> [FileID] {
    guard let name = context.program.names.lookup("setdefault") else { return [] }
    var found: [FileID] = []
    let sites = context.program.sites(of: name).filter { context.isServed($0.file) }
    // What the server starts with counts more than what commands start with.
    for call in sites.filter({ !isCommand($0.file) }) + sites.filter({ isCommand($0.file) }) {
      guard let key = evaluator.argument(0, of: call), evaluator.value(of: key).text == "DJANGO_SETTINGS_MODULE",
        let given = evaluator.argument(1, of: call), let path = context.program.file(call.file)?.source.path
      else { continue }
      for text in DjangoText.constants(evaluator.value(of: given)) {
        if case .file(let id) = context.program.modules.python(text, from: path), !found.contains(id) {
          found.append(id)
        }
      }
    }
    return found
  }

  private func isCommand(_ file: FileID) -> Bool {
    context.program.file(file)?.source.path.hasSuffix("manage.py") ?? false
  }

  private func filesWithRoot() -> [FileID] {
    guard let name = context.program.names.lookup("ROOT_URLCONF") else { return [] }
    return context.program.fileIDs.filter { id in
      guard context.isServed(id), let index = context.program.index(of: id) else { return false }
      return !index.bindings(of: name, in: 0).isEmpty
    }
  }

  /// The files that some `include("…")` names.
  func included() -> Set<FileID> {
    guard let name = context.program.names.lookup("include") else { return [] }
    var found: Set<FileID> = []
    for call in context.program.sites(of: name) {
      guard let given = evaluator.argument(0, of: call), let path = context.program.file(call.file)?.source.path else {
        continue
      }
      switch evaluator.value(of: given) {
      case .string(let text):
        if case .file(let id) = context.program.modules.python(text, from: path) { found.insert(id) }
      case .module(let id): found.insert(id)
      default: break
      }
    }
    return found
  }
}

/// The settings of one site.
struct DjangoSettings {
  let context: RecognizerContext
  /// `nil` when they can't be seen.
  let file: FileID?

  private var evaluator: Evaluator { context.evaluator }

  /// What a setting is.
  func value(_ name: String) -> Value { file.flatMap { evaluator.exported(name, from: $0) } ?? .unknown }

  /// The elements of a setting that is a list, with what is added to it later.
  func elements(_ name: String, _ lists: DjangoLists) -> [DjangoElement] {
    guard let file else { return [] }
    let own = lists.named(name, in: file)
    if !own.isEmpty { return own }
    return evaluator.elementNodes(of: value(name)).map { DjangoElement(node: $0) }
  }

  /// An entry of `REST_FRAMEWORK`.
  func rest(_ key: String) -> NodeRef? {
    if let assigned = assignedEntry(key, of: "REST_FRAMEWORK") { return assigned }
    return evaluator.entryNode(key, of: value("REST_FRAMEWORK"))
  }

  /// `REST_FRAMEWORK["KEY"] = …` at the top of the settings.
  private func assignedEntry(_ key: String, of table: String) -> NodeRef? {
    guard let id = file, let file = context.program.file(id), let name = context.program.names.lookup(table) else {
      return nil
    }
    for statement in file.children(0) where file[statement].kind == .assignment {
      guard let target = file.child(statement, .target), file[target].kind == .index,
        let object = file.child(target, .object), file[object].name == name,
        let index = file.child(target, .index), file.stringValue(index) == key
      else { continue }
      return file.child(statement, .value).map { NodeRef(file: id, node: $0) }
    }
    return nil
  }

  /// What a dotted path in a setting names.
  func resolve(_ dotted: String) -> Value {
    guard let file, let path = context.program.file(file)?.source.path else { return .external(dotted) }
    return DjangoText.resolve(dotted, from: path, context)
  }
}

/// Texts as Django's configuration writes them.
enum DjangoText {
  /// The texts that a value may be, those without holes.
  static func constants(_ value: Value) -> [String] { value.alternatives.compactMap(\.constantText) }

  /// The text of a value: one that is wholly known, when there is one.
  static func best(_ value: Value) -> String? { constants(value).first ?? value.text }

  /// What `package.module.Name` is.
  static func resolve(_ dotted: String, from path: String, _ context: RecognizerContext) -> Value {
    guard let dot = dotted.lastIndex(of: ".") else { return .external(dotted) }
    let name = String(dotted[dotted.index(after: dot)...])
    switch context.program.modules.python(String(dotted[..<dot]), from: path) {
    case .file(let id): return context.evaluator.exported(name, from: id) ?? .unknown
    default: return .external(context.program.facts.canonical(dotted))
    }
  }
}
