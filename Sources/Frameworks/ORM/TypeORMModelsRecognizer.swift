internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Tables from classes that TypeORM maps: `@Entity() class User { @Column({unique: true}) email: string }`.
enum TypeORMModelsRecognizer: Recognizer {
  static let name = "typeorm"
  static let triggers = ["typeorm"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = TypeORMReading(schemas: ObjectSchemas(context))
    for type in reading.schemas.decoratedClasses() {
      if let table = reading.table(type) { draft.tables.append(table) }
    }
  }
}

struct TypeORMReading {
  let schemas: ObjectSchemas

  private var evaluator: Evaluator { schemas.evaluator }

  func table(_ type: NodeRef) -> Table? {
    let decorators = schemas.decorators(of: type)
    guard let entity = decorators.first(where: { $0.qualified == "typeorm.Entity" }) else { return nil }
    let model = schemas.className(type)
    var table = Table(name: model, model: model, location: schemas.context.headLocation(type))
    if let given = evaluator.argument(0, of: entity.call) {
      let value = evaluator.value(of: given)
      if let name = value.constantText ?? schemas.text("name", of: value) { table.name = name }
    }
    for field in schemas.fields(of: type) { read(field, into: &table) }
    for decorator in decorators where decorator.name == "Unique" || decorator.name == "Index" {
      readConstraint(decorator, into: &table)
    }
    return table
  }

  private static let columns: Set<String> = [
    "Column", "PrimaryColumn", "PrimaryGeneratedColumn", "CreateDateColumn", "UpdateDateColumn", "DeleteDateColumn",
    "VersionColumn", "ObjectIdColumn",
  ]
  private static let relations: Set<String> = ["ManyToOne", "OneToOne", "OneToMany", "ManyToMany"]

  private func read(_ field: NodeRef, into table: inout Table) {
    let decorators = schemas.decorators(of: field)
    let (name, annotation) = schemas.describe(field)
    let location = schemas.location(of: field)
    for decorator in decorators where decorator.qualified.hasPrefix("typeorm.") {
      if Self.relations.contains(decorator.name) {
        addRelation(name, decorator, location, to: &table)
      } else if Self.columns.contains(decorator.name) {
        var column = Column(name: name, type: annotation, location: location)
        read(decorator, into: &column, &table)
        column.isHidden = column.isHidden || decorators.contains { $0.name == "Exclude" }
        table.columns.append(column)
      } else if decorator.name == "Index", let options = last(decorator), schemas.isTrue("unique", of: options) {
        table.uniques.append([name])
      }
    }
  }

  private func last(_ decorator: ObjectSchemas.Decorator) -> Value? {
    let count = evaluator.argumentCount(of: decorator.call)
    return evaluator.argument(max(0, count - 1), of: decorator.call).map { evaluator.value(of: $0) }
  }

  private static let floats: Set<String> = [
    "float", "double", "real", "double precision", "float4", "float8",
  ]

  private func read(_ decorator: ObjectSchemas.Decorator, into column: inout Column, _ table: inout Table) {
    column.isPrimaryKey = decorator.name.hasPrefix("Primary") || decorator.name == "ObjectIdColumn"
    if let first = evaluator.argument(0, of: decorator.call), let type = evaluator.value(of: first).constantText {
      column.type = type
    }
    if let options = last(decorator) {
      if let type = schemas.text("type", of: options) { column.type = type }
      column.isNullable = schemas.isTrue("nullable", of: options)
      column.isHidden = schemas.isFalse("select", of: options)
      if schemas.isTrue("primary", of: options) { column.isPrimaryKey = true }
      if schemas.isTrue("unique", of: options) { table.uniques.append([column.name]) }
    }
    column.isFloat = Self.floats.contains(column.type.lowercased())
  }

  private func addRelation(
    _ name: String, _ decorator: ObjectSchemas.Decorator, _ location: Location, to table: inout Table
  ) {
    let isCollection = decorator.name == "OneToMany" || decorator.name == "ManyToMany"
    let isEager = last(decorator).map { schemas.isTrue("eager", of: $0) } ?? false
    table.relations.append(
      Relation(
        name: name, target: evaluator.argument(0, of: decorator.call).map { schemas.target($0) } ?? "",
        isCollection: isCollection, isEager: isEager, location: location))
  }

  /// `@Unique(["a", "b"])`, `@Unique("name", ["a"])`, `@Index(["a"], {unique: true})`.
  private func readConstraint(_ decorator: ObjectSchemas.Decorator, into table: inout Table) {
    let values = (0..<3).compactMap { evaluator.argument($0, of: decorator.call) }.map { evaluator.value(of: $0) }
    guard
      let columns = values.map({ evaluator.elements(of: $0).compactMap(\.constantText) }).first(where: { !$0.isEmpty })
    else { return }
    let isUnique = decorator.name == "Unique" || values.contains { schemas.isTrue("unique", of: $0) }
    if isUnique { table.uniques.append(columns) } else { table.indexes.append(columns) }
  }
}
