internal import Model
package import Resolution
internal import Source
internal import Syntax

/// The classes of a program that an ORM maps to tables.
package struct ModelClasses {
  let context: RecognizerContext

  package init(_ context: RecognizerContext) { self.context = context }

  private var evaluator: Evaluator { context.evaluator }

  /// Every class of the Python files that ship, in path and position order.
  func classes() -> [NodeRef] {
    context.program.fileIDs.flatMap { id -> [NodeRef] in
      guard let index = context.program.index(of: id), let file = context.program.file(id),
        file.source.language == .python, file.source.purpose == .production || file.source.purpose == .script
      else { return [] }
      return index.scopes.filter { $0.kind == .type && file[$0.node].kind == .classDeclaration }
        .map { NodeRef(file: id, node: $0.node) }
    }
  }

  /// Whether rows of a table are objects of this class.
  package func isTable(_ type: NodeRef) -> Bool { isSQLAlchemy(type) || isDjango(type) }

  private static let declarative: Set<String> = [
    "sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.DeclarativeBaseNoMeta", "sqlalchemy.orm.declarative_base",
    "sqlalchemy.ext.declarative.declarative_base", "flask_sqlalchemy.SQLAlchemy.Model",
    "sqlalchemy.orm.registry.generate_base",
    "sqlalchemy.orm.MappedAsDataclass", "sqlalchemy.ext.declarative.api.declarative_base",
  ]

  func isSQLAlchemy(_ type: NodeRef) -> Bool {
    guard let file = context.program.file(type.file) else { return false }
    if statement("__tablename__", in: type) != nil { return true }
    let ancestors = evaluator.externalAncestors(of: type)
    if ancestors.contains("sqlmodel.SQLModel") {
      return file.children(type.node).contains { child in
        file[child].kind == .keywordArgument && context.program.text(file[child].name) == "table"
      }
    }
    // The base itself has no columns; a class with some is mapped.
    guard ancestors.contains(where: { Self.declarative.contains($0) }) else { return false }
    return statement("__abstract__", in: type) == nil && statements(of: type).contains { isColumn($0) }
  }

  func isDjango(_ type: NodeRef) -> Bool {
    let ancestors = evaluator.externalAncestors(of: type)
    guard
      ancestors.contains(where: {
        $0 == "django.db.models.Model" || $0.hasSuffix("models.Model") && $0.hasPrefix("django")
      })
    else {
      return false
    }
    return !meta(of: type).contains { $0.name == "abstract" && evaluator.value(of: $0.value) == .bool(true) }
  }

  /// The entries of the inner class `Meta`.
  func meta(of type: NodeRef) -> [(name: String, value: NodeRef)] {
    guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { return [] }
    for child in file.children(body)
    where file[child].kind == .classDeclaration && context.program.text(file[child].name) == "Meta" {
      return statements(of: NodeRef(file: type.file, node: child)).compactMap { entry in
        entry.value.map { (entry.name, $0) }
      }
    }
    return []
  }

  /// `name: type = value` in a class's body.
  struct Entry {
    let name: String
    let node: NodeRef
    let type: NodeRef?
    let value: NodeRef?
  }

  func statements(of type: NodeRef) -> [Entry] {
    guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { return [] }
    return file.children(body).compactMap { child in
      guard file[child].kind == .assignment, let target = file.child(child, .target), file[target].kind == .name else {
        return nil
      }
      return Entry(
        name: context.program.text(file[target].name), node: NodeRef(file: type.file, node: child),
        type: file.child(child, .type).map { NodeRef(file: type.file, node: $0) },
        value: file.child(child, .value).map { NodeRef(file: type.file, node: $0) })
    }
  }

  /// The statement of a class or of its bases in the project that binds a name.
  func statement(_ name: String, in type: NodeRef) -> Entry? { statements(of: type).first { $0.name == name } }

  private func isColumn(_ entry: Entry) -> Bool {
    guard let value = entry.value, let name = callee(of: value) else { return false }
    return ["Column", "mapped_column", "Field"].contains { name.hasSuffix($0) }
  }

  /// The library name, or else the written one, of what a call calls.
  func callee(of ref: NodeRef) -> String? {
    guard let file = context.program.file(ref.file), file[ref.node].kind == .call,
      let callee = file.child(ref.node, .callee)
    else {
      return nil
    }
    let node = NodeRef(file: ref.file, node: callee)
    return evaluator.value(of: node).externalName ?? context.program.text(file[callee].name)
  }

  /// Whether a keyword is given as true.
  func flag(_ name: String, of call: NodeRef) -> Bool? {
    guard let given = evaluator.argument(named: name, of: call), case .bool(let flag) = evaluator.value(of: given)
    else { return nil }
    return flag
  }

  /// Texts in a list, a tuple or a list of such.
  func texts(in ref: NodeRef) -> [String] {
    evaluator.elements(of: evaluator.value(of: ref)).compactMap(\.constantText)
  }
}
