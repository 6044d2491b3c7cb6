internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What the code of `OnModelCreating` and of configurations says about entities: `builder.Entity<User>().HasIndex(u =>
/// u.Email).IsUnique()`. Entities go by their names here.
struct EntityMapping {
  private(set) var uniques: [String: [[String]]] = [:]
  /// "User.Secret" that is no column; those that are stored as decimals; relations that are always loaded.
  private(set) var ignored: Set<String> = []
  private(set) var decimals: Set<String> = []
  private(set) var included: Set<String> = []
  /// Relations load themselves when they are read.
  private(set) var loadsLazily = false

  private let context: RecognizerContext

  init(context: RecognizerContext, files: [FileID]) {
    self.context = context
    let program = context.program
    let isServed = Set(files)
    func sites(_ method: String) -> [NodeRef] {
      program.name(of: method).map { program.sites(of: $0) }?.filter { isServed.contains($0.file) }.sorted() ?? []
    }
    loadsLazily = !sites("UseLazyLoadingProxies").isEmpty
    for call in sites("IsUnique") { addUnique(call, "HasIndex") }
    for call in sites("HasAlternateKey") { addUnique(call, "HasAlternateKey") }
    for call in sites("Ignore") { ignored.formUnion(members(call)) }
    for method in ["HasColumnType", "HasPrecision", "HasConversion"] {
      for call in sites(method) { decimals.formUnion(property(call, method)) }
    }
    for call in sites("AutoInclude") {
      if let link = link("Navigation", of: call) { included.formUnion(members(link)) }
    }
  }

  private mutating func addUnique(_ call: NodeRef, _ method: String) {
    if let first = context.evaluator.argument(0, of: call), context.evaluator.value(of: first) == .bool(false) {
      return
    }
    guard let index = method == "HasIndex" ? link(method, of: call) : call, let entity = entity(of: index),
      let file = context.program.file(index.file), let given = file.child(index.node, .argument)
    else { return }
    let columns = Self.named(in: file.text(given))
    if !columns.isEmpty { uniques[entity, default: []].append(columns) }
  }

  /// `Property(x => x.Price).HasColumnType("decimal(18,2)")`.
  private func property(_ call: NodeRef, _ method: String) -> Set<String> {
    if method == "HasColumnType" {
      guard let first = context.evaluator.argument(0, of: call),
        let type = context.evaluator.value(of: first).constantText?.lowercased(),
        ["decimal", "numeric", "money"].contains(where: { type.hasPrefix($0) })
      else { return [] }
    }
    return link("Property", of: call).map { members($0) } ?? []
  }

  private func members(_ call: NodeRef) -> Set<String> {
    guard let entity = entity(of: call), let file = context.program.file(call.file),
      let given = file.child(call.node, .argument)
    else { return [] }
    return Set(Self.named(in: file.text(given)).map { "\(entity).\($0)" })
  }

  private static let depth = 24

  /// The call of this name in the chain before a call.
  private func link(_ method: String, of call: NodeRef) -> NodeRef? {
    guard let file = context.program.file(call.file) else { return nil }
    var node = call.node
    for _ in 0..<Self.depth {
      guard let callee = file.child(node, .callee), let object = file.child(callee, .object),
        file[object].kind == .call
      else { return nil }
      node = object
      if let inner = file.child(node, .callee), context.program.text(file[inner].name) == method {
        return NodeRef(file: call.file, node: node)
      }
    }
    return nil
  }

  /// The entity that a chain is about: by `Entity<T>()` at its root or around it, or by its builder's type.
  private func entity(of call: NodeRef) -> String? {
    guard let file = context.program.file(call.file) else { return nil }
    var node = call.node
    for _ in 0..<Self.depth {
      if let name = typeArgument(node, file) { return name }
      guard let callee = file.child(node, .callee), let object = file.child(callee, .object) else { break }
      if file[object].kind != .call { return holder(object, call.file, file) }
      node = object
    }
    return nil
  }

  /// `User` of `builder.Entity<User>(…)`.
  private func typeArgument(_ call: NodeID, _ file: SyntaxFile) -> String? {
    guard let callee = file.child(call, .callee) else { return nil }
    var argument = file.child(call, .typeArgument)
    var name = callee
    if file[callee].kind == .index, let object = file.child(callee, .object) {
      name = object
      argument = file.child(callee, .index)
    }
    guard context.program.text(file[name].name) == "Entity", let argument else { return nil }
    return Self.last(file.text(argument))
  }

  /// What a variable holds: the parameter of `Entity<User>(b => …)`, of `Configure(EntityTypeBuilder<User> b)`, or a
  /// local that was given `Entity<User>()`.
  private func holder(_ object: NodeID, _ id: FileID, _ file: SyntaxFile) -> String? {
    guard let definition = context.evaluator.definition(of: NodeRef(file: id, node: object)), definition.file == id
    else { return nil }
    if file[definition.node].kind == .parameter {
      if let type = file.child(definition.node, .type), file[type].kind == .index,
        let argument = file.child(type, .index)
      {
        return Self.last(file.text(argument))
      }
      let lambda = file[definition.node].parent
      return file[file[lambda].parent].kind == .call ? typeArgument(file[lambda].parent, file) : nil
    }
    guard let value = file.child(file[definition.node].parent, .value), file[value].kind == .call else { return nil }
    return typeArgument(value, file)
  }

  private static func last(_ type: String) -> String {
    type.split(separator: ".").last.map(String.init) ?? type
  }

  /// The members that an expression names: `u => u.Email`, `u => new { u.Email, u.Tenant }`, `nameof(Email)`, `"Email"`.
  static func named(in text: String) -> [String] {
    var found: [String] = []
    func add(_ name: Substring) {
      let name = String(name.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      if name.first?.isUppercase == true, !found.contains(name) { found.append(name) }
    }
    if let arrow = text.firstRange(of: "=>") {
      let parameter = text[..<arrow.lowerBound].filter { $0.isLetter || $0.isNumber || $0 == "_" }
      var rest = text[arrow.upperBound...]
      while let hit = rest.firstRange(of: parameter + "."), !parameter.isEmpty {
        rest = rest[hit.upperBound...]
        add(rest)
      }
      return found
    }
    for part in text.split(separator: ",") {
      if let hit = part.firstRange(of: "nameof(") {
        add(part[hit.upperBound...].split(separator: ".").last ?? "")
      } else if let quote = part.firstIndex(of: "\"") {
        add(part[part.index(after: quote)...])
      }
    }
    return found
  }
}
