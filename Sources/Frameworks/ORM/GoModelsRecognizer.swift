internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Tables from structs that GORM or xorm maps: `type User struct { gorm.Model; Email string `gorm:"uniqueIndex"` }`.
enum GoModelsRecognizer: Recognizer {
  static let name = "go-models"
  static let triggers = ["gorm.io/gorm", "github.com/jinzhu/gorm", "xorm.io/xorm"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = GoModels(context: context)
    let migrated = reading.migrated()
    for id in context.program.fileIDs {
      guard let file = context.program.file(id), file.source.language == .go, file.source.purpose == .production,
        let index = context.program.index(of: id)
      else { continue }
      for scope in index.scopes where scope.kind == .type && file[scope.node].kind == .classDeclaration {
        let type = NodeRef(file: id, node: scope.node)
        if reading.isTable(type) || migrated.contains(type) { draft.tables.append(reading.table(type)) }
      }
    }
  }
}

struct GoModels {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }
  private var program: Program { context.program }

  /// The structs that `AutoMigrate(&User{})`, `CreateTable(&User{})` and `Sync(new(User))` name.
  /// and those that are looked up, stored or deleted as rows.
  func migrated() -> Set<NodeRef> {
    var found = stored()
    for method in ["AutoMigrate", "CreateTable", "Sync", "Sync2"] {
      guard let name = program.names.lookup(method) else { continue }
      for call in program.sites(of: name) where program.tree.purpose(of: call.file) == .production {
        for position in 0..<min(64, evaluator.argumentCount(of: call)) {
          guard let given = evaluator.argument(position, of: call) else { continue }
          if case .instance(let type, _) = evaluator.value(of: given) { found.insert(type) }
        }
      }
    }
    return found
  }

  private static let storing = ["First", "Create", "Save", "Delete", "Model"]

  private func stored() -> Set<NodeRef> {
    var found: Set<NodeRef> = []
    for method in Self.storing {
      guard let name = program.names.lookup(method) else { continue }
      for call in program.sites(of: name) where program.tree.purpose(of: call.file) == .production {
        guard let file = program.file(call.file), file.source.language == .go,
          let callee = file.child(call.node, .callee),
          let known = evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName,
          known.hasPrefix("gorm.io/gorm.DB."), let given = evaluator.argument(0, of: call),
          case .instance(let type, _) = evaluator.value(of: given)
        else { continue }
        found.insert(type)
      }
    }
    return found
  }

  /// It embeds GORM's model, or tags of a mapper are on its fields.
  func isTable(_ type: NodeRef) -> Bool {
    if evaluator.externalAncestors(of: type).contains("gorm.io/gorm.Model") { return true }
    return fields(of: type).contains { field in
      let tag = field.tag
      return tag.contains("gorm:\"") && !tag.contains("gorm:\"-")
        || tag.contains("xorm:\"") && !tag.contains("xorm:\"-")
          && !tag.contains("xorm:\"extends")
    }
  }

  struct Field {
    let name: String
    let node: NodeRef
    let type: String
    let tag: String
  }

  func fields(of type: NodeRef) -> [Field] {
    guard let file = program.file(type.file), let body = file.child(type.node, .body) else { return [] }
    return file.children(body).compactMap { child in
      guard file[child].kind == .field else { return nil }
      let tag = file.child(child, .decorator).map { file.text($0) } ?? ""
      return Field(
        name: program.text(file[child].name), node: NodeRef(file: type.file, node: child),
        type: file.child(child, .type).map { String(file.text($0).drop { $0 == "*" }) } ?? "", tag: tag)
    }
  }

  func table(_ type: NodeRef) -> Table {
    let model = program.node(type).map { program.text($0.name) } ?? ""
    var table = Table(name: tableName(type) ?? model, model: model, location: context.headLocation(type))
    var composite: [String: [String]] = [:]
    for owner in evaluator.lineage(of: type).prefix(8) {
      if owner == type, evaluator.externalAncestors(of: type).contains("gorm.io/gorm.Model") {
        addStandardColumns(to: &table)
      }
      for field in fields(of: owner) { add(field, to: &table, &composite) }
    }
    for key in composite.keys.sorted() { table.uniques.append(composite[key] ?? []) }
    return table
  }

  private func addStandardColumns(to table: inout Table) {
    for name in ["id", "created_at", "updated_at", "deleted_at"] {
      var column = Column(name: name, type: name == "id" ? "uint" : "time.Time", location: table.location)
      column.isPrimaryKey = name == "id"
      table.columns.append(column)
    }
  }

  /// `func (User) TableName() string { return "members" }`.
  private func tableName(_ type: NodeRef) -> String? {
    guard let method = evaluator.method("TableName", of: type), let file = program.file(method.file) else { return nil }
    return evaluator.returns(of: method, file).first.flatMap { evaluator.value(of: $0).constantText }
  }

  private func add(_ field: Field, to table: inout Table, _ composite: inout [String: [String]]) {
    let settings = settings(field.tag)
    guard !settings.contains(where: { $0.key == "-" }), field.name.first?.isUppercase == true else { return }
    if let target = related(field) {
      table.relations.append(
        Relation(
          name: field.name, target: target.name, isCollection: target.isMany, isEager: false,
          location: context.location(field.node)))
      return
    }
    let name = settings.first { $0.key == "column" }?.value ?? Self.snake(field.name)
    guard !table.columns.contains(where: { $0.name == name }) else { return }
    var column = Column(
      name: name, type: settings.first { $0.key == "type" }?.value ?? field.type, location: context.location(field.node)
    )
    column.isPrimaryKey =
      field.name == "ID" || settings.contains { ["primarykey", "primary_key", "pk"].contains($0.key) }
    column.isNullable = settings.contains { $0.key == "not null" } ? false : nil
    column.isFloat = isFloat(field, column)
    column.isHidden = field.tag.contains("json:\"-\"")
    for setting in settings where ["unique", "uniqueindex", "unique_index"].contains(setting.key) {
      if setting.value.isEmpty {
        table.uniques.append([name])
      } else {
        let key = setting.value.split(separator: ",").first.map(String.init) ?? setting.value
        composite[key, default: []].append(name)
      }
    }
    table.columns.append(column)
  }

  private func isFloat(_ field: Field, _ column: Column) -> Bool {
    let type = column.type.lowercased()
    if ["decimal", "numeric", "int", "varchar", "text"].contains(where: { type.hasPrefix($0) }) { return false }
    return field.type == "float64" || field.type == "float32"
  }

  /// A struct of the project that is a table itself, one or many of them.
  private func related(_ field: Field) -> (name: String, isMany: Bool)? {
    guard let file = program.file(field.node.file), let type = file.child(field.node.node, .type) else { return nil }
    switch evaluator.instance(ofType: NodeRef(file: field.node.file, node: type)) {
    case .instance(let target, _): return isTable(target) ? name(of: target, false) : nil
    case .object("[]", let site?):
      guard case .instance(let target, _)? = element(site), isTable(target) else { return nil }
      return name(of: target, true)
    default: return nil
    }
  }

  private func element(_ site: NodeRef) -> Value? {
    guard let file = program.file(site.file), let type = file.children(site.node, .index).last else { return nil }
    return evaluator.instance(ofType: NodeRef(file: site.file, node: type))
  }

  private func name(of type: NodeRef, _ isMany: Bool) -> (name: String, isMany: Bool)? {
    program.node(type).map { (program.text($0.name), isMany) }
  }

  /// The settings in a mapper's part of a tag: `gorm:"column:mail;uniqueIndex:one"`, `xorm:"pk autoincr 'mail'"`.
  private func settings(_ tag: String) -> [(key: String, value: String)] {
    for mapper in ["gorm:\"", "xorm:\""] {
      guard let start = tag.firstRange(of: mapper) else { continue }
      let text = tag[start.upperBound...].prefix { $0 != "\"" }
      let isXorm = mapper.hasPrefix("x")
      return text.split { isXorm ? $0 == " " : $0 == ";" }.map { part in
        if isXorm, part.hasPrefix("'"), part.hasSuffix("'"), part.count > 2 {
          return ("column", String(part.dropFirst().dropLast()))
        }
        if isXorm, let open = part.firstIndex(of: "(") {
          return (part[..<open].lowercased(), String(part[part.index(after: open)...].filter { $0 != ")" }))
        }
        guard let colon = part.firstIndex(of: ":") else { return (part.lowercased(), "") }
        return (part[..<colon].lowercased(), String(part[part.index(after: colon)...]))
      }
    }
    return []
  }

  /// "user_id" of "UserID", as GORM and xorm name columns.
  static func snake(_ name: String) -> String {
    var result = ""
    let letters = Array(name)
    for (position, letter) in letters.enumerated() {
      let isBreak =
        letter.isUppercase && position > 0
        && (!letters[position - 1].isUppercase || position + 1 < letters.count && letters[position + 1].isLowercase)
      if isBreak { result += "_" }
      result += letter.lowercased()
    }
    return result
  }
}
