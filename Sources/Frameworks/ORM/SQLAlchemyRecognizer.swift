internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Tables from declarative classes of SQLAlchemy, SQLModel and Flask-SQLAlchemy.
enum SQLAlchemyRecognizer: Recognizer {
  static let name = "sqlalchemy"
  static let triggers = ["sqlalchemy", "sqlmodel", "flask_sqlalchemy"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = SQLAlchemyReading(context: context, models: ModelClasses(context))
    for type in reading.models.classes() where reading.models.isSQLAlchemy(type) {
      draft.tables.append(reading.table(type))
    }
  }
}

struct SQLAlchemyReading {
  let context: RecognizerContext
  let models: ModelClasses

  private var evaluator: Evaluator { context.evaluator }

  func table(_ type: NodeRef) -> Table {
    let model = context.program.text(context.program.node(type)?.name ?? .none)
    let named = models.statement("__tablename__", in: type)?.value.flatMap { evaluator.value(of: $0).constantText }
    var table = Table(name: named ?? model.lowercased(), model: model, location: context.headLocation(type))
    var seen: Set<String> = []
    for owner in evaluator.lineage(of: type) {
      for entry in models.statements(of: owner) where seen.insert(entry.name).inserted { read(entry, into: &table) }
    }
    if let arguments = models.statement("__table_args__", in: type)?.value {
      readArguments(arguments, into: &table)
    } else if let method = evaluator.method("__table_args__", of: type), let file = context.program.file(method.file) {
      // `@declared_attr def __table_args__(cls): return (…)`.
      for answer in evaluator.returns(of: method, file) { readArguments(answer, into: &table) }
    }
    return table
  }

  private func read(_ entry: ModelClasses.Entry, into table: inout Table) {
    guard !entry.name.hasPrefix("__"), entry.name != "model_config" else { return }
    let callee = entry.value.flatMap { models.callee(of: $0) } ?? ""
    let annotation = entry.type.flatMap { ref in context.program.file(ref.file).map { $0.text(ref.node) } } ?? ""
    if ["relationship", "Relationship", "relation"].contains(where: { callee.hasSuffix($0) }) {
      return addRelation(entry, annotation, to: &table)
    }
    let isColumn = ["Column", "mapped_column", "Field"].contains { callee.hasSuffix($0) }
    // `name: Mapped[int]`, and plain annotations of SQLModel.
    guard isColumn || entry.type != nil && (annotation.contains("Mapped[") || entry.value == nil || callee.isEmpty),
      !annotation.contains("ClassVar"), !annotation.contains("Mapped[list"), !annotation.contains("Mapped[List"),
      entry.type != nil || isColumn
    else { return }
    addColumn(entry, annotation, isColumn ? entry.value : nil, to: &table)
  }

  private func addColumn(_ entry: ModelClasses.Entry, _ annotation: String, _ call: NodeRef?, to table: inout Table) {
    var column = Column(name: entry.name, type: "", location: context.location(entry.node))
    let explicit = call.flatMap { explicitType($0) }
    column.type = explicit ?? plain(annotation)
    column.isFloat = Self.isFloat(column.type)
    if let call {
      let keyed = inner(call)
      column.isPrimaryKey = models.flag("primary_key", of: keyed) ?? models.flag("primary_key", of: call) ?? false
      column.isNullable = models.flag("nullable", of: keyed) ?? models.flag("nullable", of: call)
      column.isHidden = models.flag("exclude", of: call) ?? false
      if models.flag("unique", of: keyed) == true || models.flag("unique", of: call) == true {
        table.uniques.append([entry.name])
      }
      if models.flag("index", of: keyed) == true || models.flag("index", of: call) == true {
        table.indexes.append([entry.name])
      }
    }
    table.columns.append(column)
  }

  /// The column of SQLModel's `Field(sa_column=Column(…))`.
  private func inner(_ call: NodeRef) -> NodeRef {
    guard let given = evaluator.argument(named: "sa_column", of: call), context.program.node(given)?.kind == .call
    else { return call }
    return given
  }

  /// The type that a column names itself: `Column(Float)`, `Column("price", Numeric(10, 2))`, `sa_type=`.
  private func explicitType(_ call: NodeRef) -> String? {
    let column = inner(call)
    var candidates = [0, 1].compactMap { evaluator.argument($0, of: column) }
    candidates += ["type_", "sa_type"].compactMap { evaluator.argument(named: $0, of: column) }
    for candidate in candidates {
      guard let file = context.program.file(candidate.file) else { continue }
      var node = candidate.node
      if file[node].kind == .call, let callee = file.child(node, .callee) { node = callee }
      guard file[node].kind == .name || file[node].kind == .member else { continue }
      let name = context.program.text(file[node].name)
      if name == "ForeignKey" || name == "Identity" || name == "Computed" { continue }
      return name
    }
    return evaluator.argument(named: "decimal_places", of: call) == nil ? nil : "Decimal"
  }

  /// `Mapped[float | None]` is "float".
  private func plain(_ annotation: String) -> String {
    var text = annotation[...]
    for wrapper in ["Mapped[", "Optional[", "Annotated["] where text.hasPrefix(wrapper) {
      text = text.dropFirst(wrapper.count)
      if text.hasSuffix("]") { text = text.dropLast() }
    }
    return String(text.prefix { $0 != "|" && $0 != "," }.filter { !$0.isWhitespace })
  }

  static func isFloat(_ type: String) -> Bool {
    ["Float", "FLOAT", "REAL", "Double", "DOUBLE", "DOUBLE_PRECISION", "float", "FloatField"].contains(type)
  }

  private func addRelation(_ entry: ModelClasses.Entry, _ annotation: String, to table: inout Table) {
    guard let call = entry.value else { return }
    let named = evaluator.argument(0, of: call).map { evaluator.value(of: $0) }
    var target = named?.constantText ?? ""
    if case .type(let type)? = named { target = context.program.text(context.program.node(type)?.name ?? .none) }
    if target.isEmpty {
      target = annotation.split { "[]\"', |".contains($0) }.last { $0 != "None" }.map(String.init) ?? ""
    }
    let lower = annotation.lowercased()
    let usesList =
      flagIsFalse("uselist", call) ? false : lower.contains("list[") || lower.contains("set[") || annotation.isEmpty
    let lazy = evaluator.argument(named: "lazy", of: call).flatMap { evaluator.value(of: $0).constantText } ?? ""
    table.relations.append(
      Relation(
        name: entry.name, target: target, isCollection: usesList,
        isEager: ["joined", "selectin", "subquery", "immediate"].contains(lazy), location: context.location(entry.node))
    )
  }

  private func flagIsFalse(_ name: String, _ call: NodeRef) -> Bool { models.flag(name, of: call) == false }

  /// `__table_args__ = (UniqueConstraint("a", "b"), Index("ix", "a", unique=True))`.
  private func readArguments(_ arguments: NodeRef, into table: inout Table) {
    for element in evaluator.elementNodes(of: evaluator.value(of: arguments)) {
      guard let callee = models.callee(of: element) else { continue }
      let columns = (0..<12).compactMap { evaluator.argument($0, of: element) }.compactMap { columnName($0) }
      if callee.hasSuffix("UniqueConstraint") || callee.hasSuffix("PrimaryKeyConstraint") {
        table.uniques.append(columns)
      }
      if callee.hasSuffix("Index") {
        let isUnique = models.flag("unique", of: element) == true
        if isUnique {
          table.uniques.append(Array(columns.dropFirst()))
        } else {
          table.indexes.append(Array(columns.dropFirst()))
        }
      }
    }
  }

  /// A column by its name as a text, or by its attribute.
  private func columnName(_ ref: NodeRef) -> String? {
    guard let file = context.program.file(ref.file) else { return nil }
    if let text = file.stringValue(ref.node) { return text }
    switch file[ref.node].kind {
    case .name, .member: return context.program.text(file[ref.node].name)
    // `func.lower(email)`.
    case .call: return file.child(ref.node, .argument).flatMap { columnName(NodeRef(file: ref.file, node: $0)) }
    default: return nil
    }
  }
}
