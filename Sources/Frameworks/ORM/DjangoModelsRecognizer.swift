internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Tables from Django's models.
enum DjangoModelsRecognizer: Recognizer {
  static let name = "django-models"
  static let triggers = ["django"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = DjangoModelsReading(context: context, models: ModelClasses(context))
    for type in reading.models.classes() where reading.models.isDjango(type) {
      draft.tables.append(reading.table(type))
    }
  }
}

struct DjangoModelsReading {
  let context: RecognizerContext
  let models: ModelClasses

  private var evaluator: Evaluator { context.evaluator }

  func table(_ type: NodeRef) -> Table {
    let model = context.program.text(context.program.node(type)?.name ?? .none)
    let meta = models.meta(of: type)
    let named = meta.first { $0.name == "db_table" }.flatMap { evaluator.value(of: $0.value).constantText }
    var table = Table(name: named ?? model.lowercased(), model: model, location: context.headLocation(type))
    var seen: Set<String> = []
    for owner in evaluator.lineage(of: type) {
      for entry in models.statements(of: owner) where seen.insert(entry.name).inserted { read(entry, into: &table) }
    }
    for entry in meta { readMeta(entry.name, entry.value, into: &table) }
    return table
  }

  private static let relations = ["ForeignKey", "OneToOneField", "ManyToManyField", "TreeForeignKey"]

  private func read(_ entry: ModelClasses.Entry, into table: inout Table) {
    guard let call = entry.value, let callee = models.callee(of: call),
      let kind = callee.split(separator: ".").last.map(String.init),
      kind.hasSuffix("Field") || kind.hasSuffix("ForeignKey")
    else { return }
    if Self.relations.contains(kind) { addRelation(entry, call, kind, to: &table) }
    guard kind != "ManyToManyField" else { return }
    var column = Column(name: entry.name, type: kind, location: context.location(entry.node))
    column.isFloat = kind == "FloatField"
    column.isPrimaryKey = models.flag("primary_key", of: call) ?? false
    column.isNullable = models.flag("null", of: call) ?? false
    table.columns.append(column)
    if models.flag("unique", of: call) == true || kind == "OneToOneField" { table.uniques.append([entry.name]) }
    if models.flag("db_index", of: call) == true || kind == "ForeignKey" { table.indexes.append([entry.name]) }
  }

  private func addRelation(_ entry: ModelClasses.Entry, _ call: NodeRef, _ kind: String, to table: inout Table) {
    let given = (evaluator.argument(0, of: call) ?? evaluator.argument(named: "to", of: call)).map {
      evaluator.value(of: $0)
    }
    var target = given?.constantText?.split(separator: ".").last.map(String.init) ?? ""
    if case .type(let type)? = given { target = context.program.text(context.program.node(type)?.name ?? .none) }
    // A library's model, or the one that a setting names: `settings.AUTH_USER_MODEL`, `get_user_model()`.
    if target.isEmpty, let name = given?.externalName?.split(separator: ".").last {
      target = name == "AUTH_USER_MODEL" || name == "get_user_model" ? "User" : String(name)
    }
    table.relations.append(
      Relation(
        name: entry.name, target: target, isCollection: kind == "ManyToManyField", isEager: false,
        location: context.location(entry.node)))
  }

  private func readMeta(_ name: String, _ value: NodeRef, into table: inout Table) {
    switch name {
    case "unique_together":
      let own = models.texts(in: value)
      if !own.isEmpty { table.uniques.append(own) }
      for element in evaluator.elements(of: evaluator.value(of: value)) {
        let columns = evaluator.elements(of: element).compactMap(\.constantText)
        if !columns.isEmpty { table.uniques.append(columns) }
      }
    case "constraints":
      for element in evaluator.elementNodes(of: evaluator.value(of: value)) {
        guard models.callee(of: element)?.hasSuffix("UniqueConstraint") == true else { continue }
        // Over expressions, or under a condition, it is still what refuses the second row.
        let fields = evaluator.argument(named: "fields", of: element).map { models.texts(in: $0) } ?? []
        table.uniques.append(fields)
      }
    default: break
    }
  }
}
