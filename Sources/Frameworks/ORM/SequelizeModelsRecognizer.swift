internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Tables from Sequelize: `sequelize.define("User", {…})`, `User.init({…}, {…})`, classes with `@Table`.
enum SequelizeModelsRecognizer: Recognizer {
  static let name = "sequelize"
  static let triggers = ["sequelize", "sequelize-typescript", "@sequelize/core"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = SequelizeReading(schemas: ObjectSchemas(context))
    for (call, callee) in reading.schemas.calls(of: "define") {
      if let name = callee.externalName, name == "sequelize.define" || name == "?.define" {
        if let table = reading.defined(call) { draft.tables.append(table) }
      }
    }
    for (call, callee) in reading.schemas.calls(of: "init") where callee.externalName == "sequelize.Model.init" {
      if let table = reading.initialised(call) { draft.tables.append(table) }
    }
    for type in reading.schemas.decoratedClasses() {
      if let table = reading.decorated(type) { draft.tables.append(table) }
    }
    reading.readOwners(into: &draft.tables)
  }
}

struct SequelizeReading {
  let schemas: ObjectSchemas

  private var evaluator: Evaluator { schemas.evaluator }

  func defined(_ call: NodeRef) -> Table? {
    guard let named = evaluator.argument(0, of: call), let model = evaluator.value(of: named).constantText,
      let fields = evaluator.argument(1, of: call), case .literal = evaluator.value(of: fields)
    else { return nil }
    return table(model, call, fields: fields, options: evaluator.argument(2, of: call))
  }

  func initialised(_ call: NodeRef) -> Table? {
    guard let file = schemas.program.file(call.file), let callee = file.child(call.node, .callee),
      let object = file.child(callee, .object), let fields = evaluator.argument(0, of: call)
    else { return nil }
    let value = evaluator.value(of: NodeRef(file: call.file, node: object))
    // `super.init(…)` and `this.init(…)` stand in the class itself.
    switch value {
    case .type(let type), .instance(let type, _):
      return table(schemas.className(type), call, fields: fields, options: evaluator.argument(1, of: call))
    default: return nil
    }
  }

  private func table(_ model: String, _ call: NodeRef, fields: NodeRef, options: NodeRef?) -> Table {
    var table = Table(name: model, model: model, location: schemas.context.headLocation(call))
    for entry in evaluator.entries(of: evaluator.value(of: fields)) { read(entry.key, entry.value, into: &table) }
    if !table.columns.contains(where: \.isPrimaryKey) {
      var id = Column(name: "id", type: "INTEGER", location: table.location)
      id.isPrimaryKey = true
      table.columns.insert(id, at: 0)
    }
    if let options { read(options: evaluator.value(of: options), into: &table) }
    return table
  }

  private func read(_ name: String, _ ref: NodeRef, into table: inout Table) {
    let value = evaluator.value(of: ref)
    var column = Column(name: name, type: schemas.lastName(ref), location: schemas.context.location(ref))
    if case .literal = value, let type = evaluator.entryNode("type", of: value) {
      column.type = schemas.lastName(type)
      column.isPrimaryKey = schemas.isTrue("primaryKey", of: value)
      column.isNullable = !schemas.isFalse("allowNull", of: value)
      if schemas.isTrue("unique", of: value)
        || evaluator.entryNode("unique", of: value).map({ ref in
          if case .literal = evaluator.value(of: ref) { return true }
          return false
        }) == true
      {
        table.uniques.append([name])
      }
    }
    column.isFloat = ["FLOAT", "DOUBLE", "REAL"].contains(column.type)
    table.columns.append(column)
  }

  /// `indexes: [{unique: true, fields: ["a"]}]`, `defaultScope: {attributes: {exclude: ["password"]}}`.
  private func read(options: Value, into table: inout Table) {
    if let indexes = evaluator.entryNode("indexes", of: options) {
      for index in evaluator.elements(of: evaluator.value(of: indexes)) {
        let columns =
          evaluator.entryNode("fields", of: index)
          .map { evaluator.elements(of: evaluator.value(of: $0)).compactMap(\.constantText) } ?? []
        if schemas.isTrue("unique", of: index) { table.uniques.append(columns) } else { table.indexes.append(columns) }
      }
    }
    guard let scope = evaluator.entryNode("defaultScope", of: options),
      let attributes = evaluator.entryNode("attributes", of: evaluator.value(of: scope)),
      let excluded = evaluator.entryNode("exclude", of: evaluator.value(of: attributes))
    else { return }
    let names = Set(evaluator.elements(of: evaluator.value(of: excluded)).compactMap(\.constantText))
    for index in table.columns.indices where names.contains(table.columns[index].name) {
      table.columns[index].isHidden = true
    }
  }

  /// `Order.belongsTo(User, {foreignKey: "userId"})`: a column that no definition lists.
  func readOwners(into tables: inout [Table]) {
    for (call, _) in schemas.calls(of: "belongsTo") {
      guard let file = schemas.program.file(call.file), let callee = file.child(call.node, .callee),
        let object = file.child(callee, .object),
        let owner = evaluator.entityName(of: evaluator.value(of: NodeRef(file: call.file, node: object))),
        let given = evaluator.argument(0, of: call), let target = evaluator.entityName(of: evaluator.value(of: given)),
        let index = tables.firstIndex(where: { $0.model == owner })
      else { continue }
      let options = evaluator.argument(1, of: call).map { evaluator.value(of: $0) }
      let key =
        options.flatMap { options in
          schemas.text("foreignKey", of: options)
            ?? evaluator.entryNode("foreignKey", of: options).flatMap {
              schemas.text("name", of: evaluator.value(of: $0))
            }
        } ?? target.prefix(1).lowercased() + target.dropFirst() + "Id"
      let location = schemas.context.headLocation(call)
      if !tables[index].columns.contains(where: { $0.name.lowercased() == key.lowercased() }) {
        tables[index].columns.append(Column(name: key, type: "INTEGER", location: location))
      }
      tables[index].relations.append(
        Relation(
          name: options.flatMap { schemas.text("as", of: $0) } ?? target.lowercased(), target: target,
          isCollection: false, isEager: false, location: location))
    }
  }

  /// `@Table class User extends Model { @Column email: string }`.
  func decorated(_ type: NodeRef) -> Table? {
    let decorators = schemas.decorators(of: type)
    guard decorators.contains(where: { $0.qualified == "sequelize-typescript.Table" }) else { return nil }
    let model = schemas.className(type)
    var table = Table(name: model, model: model, location: schemas.context.headLocation(type))
    for field in schemas.fields(of: type) {
      let own = schemas.decorators(of: field).filter { $0.qualified.hasPrefix("sequelize-typescript.") }
      guard let first = own.first(where: { ["Column", "PrimaryKey", "ForeignKey", "Unique"].contains($0.name) }) else {
        continue
      }
      let (name, annotation) = schemas.describe(field)
      var column = Column(name: name, type: annotation, location: schemas.location(of: field))
      if let named = own.first(where: { $0.name == "Column" }), let given = evaluator.argument(0, of: named.call) {
        let value = evaluator.value(of: given)
        if case .literal = value {
          column.type = evaluator.entryNode("type", of: value).map { schemas.lastName($0) } ?? annotation
          column.isPrimaryKey = schemas.isTrue("primaryKey", of: value)
          if schemas.isTrue("unique", of: value) { table.uniques.append([name]) }
        } else {
          column.type = schemas.lastName(given)
        }
      }
      _ = first
      column.isFloat = ["FLOAT", "DOUBLE", "REAL"].contains(column.type)
      if own.contains(where: { $0.name == "PrimaryKey" }) { column.isPrimaryKey = true }
      if own.contains(where: { $0.name == "Unique" }) { table.uniques.append([name]) }
      table.columns.append(column)
    }
    return table
  }
}
