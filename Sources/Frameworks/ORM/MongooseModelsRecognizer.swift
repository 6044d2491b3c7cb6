internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Collections from Mongoose's schemas: `mongoose.model("User", new Schema({…}))`, and classes that Nest maps.
enum MongooseModelsRecognizer: Recognizer {
  static let name = "mongoose"
  static let triggers = ["mongoose", "@nestjs/mongoose"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = MongooseReading(schemas: ObjectSchemas(context))
    var seen: Set<String> = []
    for (call, callee) in reading.schemas.calls(of: "model") where callee.externalName == "mongoose.model" {
      if let table = reading.table(call), seen.insert(table.model).inserted { draft.tables.append(table) }
    }
    for type in reading.schemas.decoratedClasses() {
      if let table = reading.table(ofClass: type), seen.insert(table.model).inserted { draft.tables.append(table) }
    }
  }
}

struct MongooseReading {
  let schemas: ObjectSchemas

  private var evaluator: Evaluator { schemas.evaluator }

  func table(_ call: NodeRef) -> Table? {
    guard let named = evaluator.argument(0, of: call), let model = evaluator.value(of: named).constantText,
      let given = evaluator.argument(1, of: call)
    else { return nil }
    let schema = evaluator.value(of: given)
    var table = Table(name: model, model: model, location: schemas.context.location(call))
    var id = Column(name: "_id", type: "ObjectId", location: table.location)
    id.isPrimaryKey = true
    table.columns.append(id)
    if let site = schema.site {
      for place in [0, 1] {
        guard let argument = evaluator.argument(place, of: site) else { continue }
        let value = evaluator.value(of: argument)
        if place == 0 {
          for entry in evaluator.entries(of: value) { read(entry.key, entry.value, into: &table) }
        } else if evaluator.entryNode("toJSON", of: value) != nil {
          hideAll(in: &table)
        }
      }
      readIndexes(site, into: &table)
      if chooses(site) { hideAll(in: &table) }
    }
    return table
  }

  private func hideAll(in table: inout Table) {
    for index in table.columns.indices { table.columns[index].isHidden = true }
  }

  /// `email: String`, `email: {type: String, unique: true}`, `author: {type: ObjectId, ref: "User"}`.
  private func read(_ name: String, _ ref: NodeRef, into table: inout Table) {
    let location = schemas.context.location(ref)
    var column = Column(name: name, type: schemas.lastName(ref), location: location)
    var value = evaluator.value(of: ref)
    var isCollection = false
    if case .literal(let literal) = value, evaluator.program.node(literal)?.kind == .list {
      isCollection = true
      value = evaluator.elements(of: value).first ?? .unknown
    }
    if case .literal = value, let type = evaluator.entryNode("type", of: value) {
      column.type = schemas.lastName(type)
      column.isNullable = !schemas.isTrue("required", of: value)
      column.isHidden = schemas.isFalse("select", of: value) || schemas.isTrue("private", of: value)
      if schemas.isTrue("unique", of: value) { table.uniques.append([name]) }
      if schemas.isTrue("index", of: value) { table.indexes.append([name]) }
      if let target = evaluator.entryNode("ref", of: value) {
        table.relations.append(
          Relation(
            name: name, target: schemas.target(target), isCollection: isCollection, isEager: false,
            location: location))
      }
    }
    table.columns.append(column)
  }

  /// `schema.index({a: 1, b: 1}, {unique: true})`.
  private func readIndexes(_ schema: NodeRef, into table: inout Table) {
    for (call, callee) in schemas.calls(of: "index") where callee.site == schema {
      guard let keys = evaluator.argument(0, of: call) else { continue }
      let columns = evaluator.entries(of: evaluator.value(of: keys)).map(\.key)
      let options = evaluator.argument(1, of: call).map { evaluator.value(of: $0) }
      if let options, schemas.isTrue("unique", of: options) {
        table.uniques.append(columns)
      } else {
        table.indexes.append(columns)
      }
    }
  }

  /// The schema says itself what its documents show: `schema.set("toJSON", …)`, `schema.methods.toJSON = …`, a plugin.
  private func chooses(_ schema: NodeRef) -> Bool {
    for method in ["set", "plugin"] {
      for (call, callee) in schemas.calls(of: method) where callee.site == schema {
        guard let given = evaluator.argument(0, of: call) else { continue }
        let name = evaluator.value(of: given).constantText ?? schemas.lastName(given)
        if name.lowercased().contains("json") || name.lowercased().contains("hidden") { return true }
      }
    }
    guard let file = evaluator.program.file(schema.file) else { return false }
    return file.nodes.indices.contains { index in
      let node = file.nodes[index]
      return node.kind == .member && node.role == .target && evaluator.program.text(node.name) == "toJSON"
    }
  }

  /// `@Schema() class User { @Prop({unique: true}) email: string }`.
  func table(ofClass type: NodeRef) -> Table? {
    guard schemas.decorators(of: type).contains(where: { $0.qualified == "@nestjs/mongoose.Schema" }) else {
      return nil
    }
    let model = schemas.className(type)
    var table = Table(name: model, model: model, location: schemas.context.headLocation(type))
    for field in schemas.fields(of: type) {
      let decorators = schemas.decorators(of: field)
      guard let property = decorators.first(where: { $0.qualified == "@nestjs/mongoose.Prop" }) else { continue }
      let (name, annotation) = schemas.describe(field)
      var column = Column(name: name, type: annotation, location: schemas.location(of: field))
      if let given = evaluator.argument(0, of: property.call) {
        let options = evaluator.value(of: given)
        column.isHidden = schemas.isFalse("select", of: options)
        if schemas.isTrue("unique", of: options) { table.uniques.append([name]) }
      }
      column.isHidden = column.isHidden || decorators.contains { $0.name == "Exclude" }
      table.columns.append(column)
    }
    return table
  }
}
