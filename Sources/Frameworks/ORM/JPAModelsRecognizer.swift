internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Tables from classes that JPA maps: `@Entity class User { @Id Long id; @Column(unique = true) String email; }`.
enum JPAModelsRecognizer: Recognizer {
  static let name = "jpa"
  static let triggers = ["jakarta.persistence", "javax.persistence"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = JPAModels(project: JavaProject(context))
    for type in reading.project.types {
      if let table = reading.table(type) { draft.tables.append(table) }
    }
  }
}

/// Reads the mapping of one class.
struct JPAModels {
  let project: JavaProject

  private static func own(_ name: String) -> Set<String> {
    ["jakarta.persistence." + name, "javax.persistence." + name]
  }
  private static let entity = own("Entity")
  private static let mapped = own("MappedSuperclass").union(own("Embeddable"))
  private static let tableName = own("Table")
  private static let column = own("Column").union(own("JoinColumn"))
  private static let id = own("Id").union(own("EmbeddedId"))
  private static let transient = own("Transient")
  private static let toOne = own("ManyToOne").union(own("OneToOne"))
  private static let toMany = own("OneToMany").union(own("ManyToMany"))
  private static let elements = own("ElementCollection")
  private static let hiding: Set<String> = [
    "com.fasterxml.jackson.annotation.JsonIgnore", "jakarta.json.bind.annotation.JsonbTransient",
  ]
  private static let directed: Set<String> = ["com.fasterxml.jackson.annotation.JsonProperty"]
  private static let ignored: Set<String> = ["com.fasterxml.jackson.annotation.JsonIgnoreProperties"]

  func table(_ type: JavaType) -> Table? {
    guard project.annotation(of: type.ref, among: Self.entity) != nil, let file = project.file(type.ref) else {
      return nil
    }
    let model = project.text(file[type.ref.node].name)
    var table = Table(name: model, model: model, location: project.context.headLocation(type.ref))
    if let mapping = project.annotation(of: type.ref, among: Self.tableName) {
      if let name = text("name", of: mapping) { table.name = name }
      table.uniques += uniques(mapping)
    }
    let hidden = Set(
      project.annotation(of: type.ref, among: Self.ignored).flatMap { project.element("value", of: $0) }
        .map { project.texts($0) } ?? [])
    for owner in project.lineage(of: type).prefix(8) {
      guard let file = project.file(owner.ref), let body = file.child(owner.ref.node, .body) else { continue }
      for member in file.children(body) where file[member].kind == .field {
        add(NodeRef(file: owner.ref.file, node: member), of: owner, file, hidden, to: &table)
      }
    }
    return table
  }

  private func text(_ element: String, of annotation: JavaAnnotation) -> String? {
    project.element(element, of: annotation).flatMap { project.texts($0).first }
  }

  private func isWritten(_ element: String, _ value: String, of annotation: JavaAnnotation) -> Bool {
    guard let given = project.element(element, of: annotation), let file = project.file(given) else { return false }
    return file.text(given.node).hasSuffix(value)
  }

  private func add(
    _ field: NodeRef, of owner: JavaType, _ file: SyntaxFile, _ hidden: Set<String>, to table: inout Table
  ) {
    let name = project.text(file[field.node].name)
    guard !file[field.node].flags.contains(.isStatic), let type = file.child(field.node, .type),
      project.annotation(of: field, among: Self.transient) == nil,
      !table.columns.contains(where: { $0.name == name })
    else { return }
    if let many = project.annotation(of: field, among: Self.toMany) {
      let target = project.element("targetEntity", of: many) ?? element(type, field, file)
      relate(
        name, target, isCollection: true, isEager: isWritten("fetch", "EAGER", of: many) || isBatched(field), field,
        to: &table)
      table.relations[table.relations.count - 1].isInverse = project.element("mappedBy", of: many) != nil
      return
    }
    if let one = project.annotation(of: field, among: Self.toOne) {
      // Loaded along unless it says otherwise.
      let target = NodeRef(file: field.file, node: type)
      return relate(
        name, target, isCollection: false, isEager: !isWritten("fetch", "LAZY", of: one) || isBatched(field), field,
        to: &table)
    }
    guard project.annotation(of: field, among: Self.elements) == nil else { return }
    var column = Column(name: name, type: file.text(type), location: project.context.location(field))
    column.isPrimaryKey = project.annotation(of: field, among: Self.id) != nil
    column.isFloat = ["double", "Double", "float", "Float"].contains(column.type)
    column.isHidden = hidden.contains(name) || isHidden(field, name, of: owner, file)
    if let mapping = project.annotation(of: field, among: Self.column) {
      if isWritten("unique", "true", of: mapping) { table.uniques.append([name]) }
      if isWritten("nullable", "false", of: mapping) { column.isNullable = false }
    }
    table.columns.append(column)
  }

  private static let generating: Set<String> = ["lombok.Data", "lombok.Getter", "lombok.Value"]

  /// `@JsonIgnore` or `@JsonProperty(access = WRITE_ONLY)` at the field or its getter, or nothing that reads it at all.
  private func isHidden(_ field: NodeRef, _ name: String, of owner: JavaType, _ file: SyntaxFile) -> Bool {
    if isLeftOut(field) { return true }
    let rest = (name.first?.uppercased() ?? "") + name.dropFirst()
    let getters = project.methods(of: owner).filter {
      ["get" + rest, "is" + rest].contains(project.text(file[$0.node].name))
    }
    if let getter = getters.first { return isLeftOut(getter) }
    let isGenerated = [field, owner.ref].contains { project.annotation(of: $0, among: Self.generating) != nil }
    return !isGenerated && !file[field.node].flags.contains(.exported)
  }

  private func isLeftOut(_ member: NodeRef) -> Bool {
    if project.annotation(of: member, among: Self.hiding) != nil { return true }
    return project.annotation(of: member, among: Self.directed).map { isWritten("access", "WRITE_ONLY", of: $0) }
      ?? false
  }

  private static let batching: Set<String> = [
    "org.hibernate.annotations.BatchSize", "org.hibernate.annotations.Fetch",
  ]

  /// Loaded for many rows with one query.
  private func isBatched(_ field: NodeRef) -> Bool { project.annotation(of: field, among: Self.batching) != nil }

  /// `Order` of `List<Order>`.
  private func element(_ type: NodeID, _ field: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    guard file[type].kind == .index else { return nil }
    return file.children(type, .index).last.map { NodeRef(file: field.file, node: $0) }
  }

  private func relate(
    _ name: String, _ target: NodeRef?, isCollection: Bool, isEager: Bool, _ field: NodeRef, to table: inout Table
  ) {
    let type = target.flatMap { project.type(of: $0) }
    let model = type.flatMap { type in project.file(type.ref).map { project.text($0[type.ref.node].name) } } ?? ""
    table.relations.append(
      Relation(
        name: name, target: model, isCollection: isCollection, isEager: isEager,
        location: project.context.location(field)))
  }

  /// `uniqueConstraints = @UniqueConstraint(columnNames = {"a", "b"})`.
  private func uniques(_ mapping: JavaAnnotation) -> [[String]] {
    guard let given = project.element("uniqueConstraints", of: mapping), let file = project.file(given) else {
      return []
    }
    let constraints = file[given.node].kind == .list ? file.children(given.node, .element) : [given.node]
    return constraints.compactMap { constraint in
      guard let annotation = project.annotation(NodeRef(file: given.file, node: constraint)),
        let columns = project.element("columnNames", of: annotation)
      else { return nil }
      let names = project.texts(columns)
      return names.isEmpty ? nil : names
    }
  }
}
