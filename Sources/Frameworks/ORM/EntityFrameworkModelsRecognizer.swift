internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Tables from the classes of which EF Core's contexts have sets: `class Shop : DbContext { DbSet<User> Users }`.
enum EntityFrameworkModelsRecognizer: Recognizer {
  static let name = "ef-core"
  static let triggers = ["Microsoft.EntityFrameworkCore"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = EntityModels(context: context)
    let entities = reading.entities()
    let mapping = EntityMapping(context: context, files: reading.files)
    for type in entities.sorted() { draft.tables.append(reading.table(type, entities, mapping)) }
  }
}

struct EntityModels {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }
  private var program: Program { context.program }

  /// The files in C# that ship.
  var files: [FileID] {
    program.fileIDs.filter { program.tree[$0].language == .csharp && program.tree.purpose(of: $0) == .production }
  }

  /// The classes that sets, `Entity<T>()` and configurations name.
  func entities() -> Set<NodeRef> {
    var found: Set<NodeRef> = []
    let names = ["DbSet", "Entity", "IEntityTypeConfiguration"].compactMap { program.name(of: $0) }
    for id in files {
      guard let file = program.file(id) else { continue }
      for position in file.nodes.indices where file.nodes[position].kind == .index {
        let node = NodeID(position)
        guard let object = file.child(node, .object), names.contains(file[object].name),
          let argument = file.child(node, .index)
        else { continue }
        if let type = type(NodeRef(file: id, node: argument)) { found.insert(type) }
      }
      for position in file.nodes.indices where file.nodes[position].kind == .call {
        let node = NodeID(position)
        guard let callee = file.child(node, .callee), names.contains(file[callee].name),
          let argument = file.child(node, .typeArgument), let type = type(NodeRef(file: id, node: argument))
        else { continue }
        found.insert(type)
      }
    }
    return found
  }

  private func type(_ ref: NodeRef) -> NodeRef? {
    guard case .instance(let type, _) = evaluator.instance(ofType: ref) else { return nil }
    return type
  }

  func table(_ type: NodeRef, _ entities: Set<NodeRef>, _ mapping: EntityMapping) -> Table {
    let model = program.node(type).map { program.text($0.name) } ?? ""
    var table = Table(name: model, model: model, location: context.headLocation(type))
    table.uniques = (mapping.uniques[model] ?? []) + uniques(of: type)
    for owner in evaluator.lineage(of: type).prefix(8) {
      guard let file = program.file(owner.file), let body = file.child(owner.node, .body) else { continue }
      for child in file.children(body) where file[child].kind == .field && file[child].flags.contains(.property) {
        add(NodeRef(file: owner.file, node: child), file, entities, mapping, to: &table)
      }
    }
    return table
  }

  private func add(
    _ field: NodeRef, _ file: SyntaxFile, _ entities: Set<NodeRef>, _ mapping: EntityMapping, to table: inout Table
  ) {
    let name = program.text(file[field.node].name)
    let attributes = file.children(field.node, .decorator).map { file.text($0) }
    func has(_ word: String) -> Bool { attributes.contains { Self.mentions(word, $0) } }
    guard let type = file.child(field.node, .type), !has("NotMapped"), !file[field.node].flags.contains(.isStatic),
      !table.columns.contains(where: { $0.name == name }),
      !mapping.ignored.contains("\(table.model).\(name)")
    else { return }
    if let target = related(NodeRef(file: field.file, node: type), file), entities.contains(target.type) {
      // Nothing is loaded by itself unless proxies are asked for.
      table.relations.append(
        Relation(
          name: name, target: program.node(target.type).map { program.text($0.name) } ?? "",
          isCollection: target.isMany,
          isEager: !mapping.loadsLazily || mapping.included.contains("\(table.model).\(name)"),
          location: context.location(field)))
      return
    }
    let written = file.text(type)
    var column = Column(name: name, type: String(written.prefix(60)), location: context.location(field))
    column.isPrimaryKey = has("Key") || name == "Id" || name == table.model + "Id"
    column.isNullable = written.hasSuffix("?") && !has("Required")
    column.isHidden = has("JsonIgnore") || has("IgnoreDataMember")
    let isDecimal =
      attributes.contains { $0.lowercased().contains("decimal(") || $0.lowercased().contains("numeric(") }
      || mapping.decimals.contains("\(table.model).\(name)")
    column.isFloat = ["double", "float", "double?", "float?"].contains(written) && !isDecimal
    table.columns.append(column)
  }

  /// Whether an attribute's text begins with a name: `Key`, `[JsonIgnore(…)]`.
  static func mentions(_ word: String, _ attribute: String) -> Bool {
    let text = attribute.drop { "[ ".contains($0) }
    let name = text.prefix { $0.isLetter || $0 == "." }.split(separator: ".").last ?? ""
    return name == word || name == word + "Attribute"
  }

  /// An entity, or a collection of one.
  private func related(_ type: NodeRef, _ file: SyntaxFile) -> (type: NodeRef, isMany: Bool)? {
    var node = type.node
    var isMany = false
    if file[node].kind == .index, let object = file.child(node, .object),
      Self.collections.contains(program.text(file[object].name)), let argument = file.children(node, .index).last
    {
      isMany = true
      node = argument
    }
    guard case .instance(let target, _) = evaluator.instance(ofType: NodeRef(file: type.file, node: node)),
      program.node(target)?.kind == .classDeclaration
    else { return nil }
    return (target, isMany)
  }

  private static let collections: Set<String> = [
    "ICollection", "List", "IList", "IEnumerable", "HashSet", "ISet", "Collection", "IReadOnlyCollection",
    "IReadOnlyList", "ObservableCollection",
  ]

  /// `[Index(nameof(Email), IsUnique = true)]` on the class.
  private func uniques(of type: NodeRef) -> [[String]] {
    guard let file = program.file(type.file) else { return [] }
    return file.children(type.node, .decorator).compactMap { decorator in
      let text = file.text(decorator)
      guard Self.mentions("Index", text), text.filter({ !$0.isWhitespace }).contains("IsUnique=true") else {
        return nil
      }
      return EntityMapping.named(in: text)
    }
  }
}
