package import Facts
internal import Source
internal import Syntax

extension Evaluator {
  /// What calling a value does, as far as it is a library's; an object that is called itself has facts of its own.
  package func fact(ofCalling callee: Value) -> CallFact? {
    for alternative in callee.alternatives {
      guard let name = alternative.externalName else { continue }
      if case .object = alternative, let fact = program.facts.call(name + ".__call__") { return fact }
      if let fact = program.facts.call(name) { return fact }
    }
    return nil
  }

  /// What the library function that a call names does.
  package func fact(of call: NodeRef) -> CallFact? {
    guard let file = program.file(call.file), let callee = file.child(call.node, .callee) else { return nil }
    return fact(ofCalling: value(of: NodeRef(file: call.file, node: callee)))
  }

  /// What a library hands to a callback: `pool.connect((error, client) => …)`, `transaction(async (tx) => …)`.
  func handedValue(_ parameter: NodeRef, _ file: SyntaxFile) -> Value? {
    let function = file[parameter.node].parent
    guard file[function].kind == .function, file[function].role == .argument else { return nil }
    let call = NodeRef(file: parameter.file, node: file[function].parent)
    guard file[call.node].kind == .call else { return nil }
    if let value = settled(call, function, parameter, file) ?? handedByProject(call, function, parameter, file) {
      return value
    }
    guard let hands = fact(of: call)?.properties["hands"],
      let space = hands.firstIndex(of: " "), let position = Int(hands[..<space])
    else { return nil }
    let parameters = file.children(function, .parameter)
    guard position < parameters.count, parameters[position] == parameter.node else { return nil }
    return .object(String(hands[hands.index(after: space)...]), site: call)
  }

  /// A method without a body, of an interface or an abstract class: those of the few classes that have one.
  func implementations(of name: String, declaredAt method: NodeRef, in type: NodeRef) -> Value? {
    if let found = goImplementation(of: method, in: type) ?? goLibraryMethod(method) { return found }
    guard let file = program.file(method.file), file.source.language?.isECMAScript == true,
      file.child(method.node, .body) == nil, let own = program.node(type)?.name,
      let classes = program.implementers(of: own), classes.count <= 4
    else { return nil }
    let found = classes.compactMap { candidate -> Value? in
      guard bases(of: candidate).contains(where: { $0.alternatives.contains(.type(type)) }),
        let body = self.method(name, of: candidate), body != method
      else { return nil }
      return .bound(body, to: .instance(candidate, site: nil))
    }
    // Where there are several, settings choose one: all of them together would be a program that never runs.
    return found.last
  }

  /// Parameters that go by a library's own name, where nothing tells more: `module.exports = (knex) => …`.
  func customaryValue(_ parameter: NodeRef, _ file: SyntaxFile) -> Value? {
    guard file.source.language?.isECMAScript == true else { return nil }
    switch program.text(file[parameter.node].name) {
    case "knex" where program.imported.contains("knex"): return .object("knex.Client", site: nil)
    case "prisma" where program.imported.contains("@prisma/client"):
      return .object("@prisma/client.PrismaClient", site: nil)
    case "sequelize" where program.imported.contains("sequelize"): return .object("sequelize", site: nil)
    default: return nil
    }
  }

  /// A model by the name that it was defined with, where a module hands models on in ways that can't be seen:
  /// `db[model.name] = model`.
  func definedModel(_ name: String) -> Value? {
    guard name.first?.isUppercase == true, !isReadingModels else { return nil }
    if models == nil {
      isReadingModels = true
      models = readModels()
      isReadingModels = false
    }
    return models?[name]
  }

  private func readModels() -> [String: Value] {
    guard program.imported.contains("sequelize") || program.imported.contains("mongoose") else { return [:] }
    var found: [String: Value] = [:]
    for (method, type, owners) in [
      ("define", "sequelize.Model", ["sequelize.define", "?.define"]), ("model", "mongoose.Model", ["mongoose.model"]),
    ] {
      for call in program.sites(called: method).prefix(400) {
        guard let file = program.file(call.file), let callee = file.child(call.node, .callee),
          let name = argument(0, of: call).flatMap({ program.file($0.file)?.stringValue($0.node) }),
          argument(1, of: call) != nil,
          let owner = value(of: NodeRef(file: call.file, node: callee)).externalName, owners.contains(owner)
        else { continue }
        found[name] = .object(type, site: call)
      }
    }
    return found
  }

  private static let instances: Set<String> = ["fastify", "app", "server", "instance", "this", "f", "api", "ctx"]

  /// What a Fastify application was given under a name: `fastify.decorate("db", pool)`, read as `fastify.db` anywhere.
  func decoration(_ name: Name, _ owner: Value, _ object: SyntaxNode) -> Value? {
    guard usesFastify, object.kind == .name,
      Self.instances.contains(program.text(object.name))
    else { return nil }
    switch owner {
    case .unknown, .parameter: break
    case .object(let type, _): if !type.hasPrefix("fastify") { return nil }
    default: return nil
    }
    let known = decorations ?? readDecorations()
    decorations = known
    guard let given = known[name] else { return nil }
    let value = value(of: given)
    return value == .unknown ? nil : value
  }

  private func readDecorations() -> [Name: NodeRef] {
    var found: [Name: NodeRef] = [:]
    for call in program.sites(called: "decorate") {
      guard program.file(call.file)?.source.language?.isECMAScript == true, let key = argument(0, of: call),
        let file = program.file(key.file), let text = file.stringValue(key.node), let name = program.name(of: text),
        let given = argument(1, of: call), found[name] == nil
      else { continue }
      found[name] = given
    }
    return found
  }

  /// What waiting for a value gives: a query of some libraries becomes rows.
  func awaited(_ value: Value) -> Value {
    if let result = nominalAwaited(value) { return result }
    guard case .object(let name, let site) = value, let type = program.facts.returned(by: name + ".__await__") else {
      return value
    }
    return .object(type, site: site)
  }

  /// `query.then(row => …)`: what the promise becomes.
  private func settled(_ call: NodeRef, _ function: NodeID, _ parameter: NodeRef, _ file: SyntaxFile) -> Value? {
    guard let callee = file.child(call.node, .callee), file[callee].kind == .member, file[callee].name == words.then,
      file.child(call.node, .argument) == function, file.child(function, .parameter) == parameter.node,
      let object = file.child(callee, .object)
    else { return nil }
    let value = awaited(value(of: NodeRef(file: call.file, node: object)))
    return value == .unknown ? nil : value
  }

  /// The entity of the rows that a call reads or writes.
  package func entityName(ofCall call: NodeRef) -> String? { entityName(at: call, depth: 0) }

  /// The ORM's name of the entity that an object stands for: a model, a repository, a row.
  package func entityName(of value: Value) -> String? { entityName(of: value, depth: 0) }

  private func entityName(of value: Value, depth: Int) -> String? {
    guard depth < 12 else { return nil }
    switch value {
    case .type(let type), .instance(let type, _):
      guard let node = program.node(type) else { return nil }
      return program.text(node.name)
    case .string(let text): return text.contains(Value.hole) ? nil : text
    case .object(_, let site?): return entityName(at: site, depth: depth + 1)
    case .union(let values): return values.lazy.compactMap { self.entityName(of: $0, depth: depth + 1) }.first
    default: return nil
    }
  }

  /// The entity of what a call made, or of a generic type.
  private func entityName(at site: NodeRef, depth: Int) -> String? {
    guard let file = program.file(site.file) else { return nil }
    if file[site.node].kind == .index { return genericEntity(site, file) }
    if file.isNominal, let element = nominalElement(of: .object("", site: site)) {
      return entityName(of: element, depth: depth + 1)
    }
    guard file[site.node].kind == .call, let callee = file.child(site.node, .callee) else { return nil }
    let fact = fact(of: site)
    for role in ["model", "entity", "instance"] {
      if let place = fact?.arguments[role], let given = ArgumentReader(self).argument(place, of: site),
        let name = entityName(of: value(of: given), depth: depth + 1)
      {
        return name
      }
    }
    if fact?.properties["entity"] == "member", file[callee].kind == .member, let owner = file.child(callee, .object) {
      return program.text(file[owner].name)
    }
    // `new User()` and `User.findOne()`: of what is called, or of the object that it is called on.
    var made = NodeRef(file: site.file, node: callee)
    if file[callee].kind == .member, let owner = file.child(callee, .object) {
      made = NodeRef(file: site.file, node: owner)
    }
    return entityName(of: value(of: made), depth: depth + 1)
  }

  /// `Repository<User>`, `Model<UserDocument>`.
  private func genericEntity(_ site: NodeRef, _ file: SyntaxFile) -> String? {
    guard let first = file.child(site.node, .index) else { return nil }
    if case .type(let type) = value(of: NodeRef(file: site.file, node: first)), let node = program.node(type),
      node.kind == .classDeclaration
    {
      return program.text(node.name)
    }
    let name = program.text(file[first].name)
    // A parameter of a generic class stands for any entity.
    if value(of: NodeRef(file: site.file, node: first)) == .external(name) { return nil }
    return name.hasSuffix("Document") && name.utf8.count > 8 ? String(name.dropLast(8)) : name.isEmpty ? nil : name
  }
}
