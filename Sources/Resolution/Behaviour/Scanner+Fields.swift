internal import Model
internal import Source
internal import Syntax

/// Fields of classes of which a framework makes one object for all requests: NestJS's providers and controllers.
extension BehaviourScanner {
  mutating func scanFields() {
    guard file.source.language?.isECMAScript == true, file.source.purpose == .production,
      let index = evaluator.program.index(of: id)
    else { return }
    for scope in index.scopes where scope.kind == .type && file[scope.node].kind == .classDeclaration {
      guard isSharedByRequests(scope.node) else { continue }
      let fields = containers(of: scope.node)
      if !fields.isEmpty { scan(fields, of: scope.node, index) }
    }
  }

  /// `@Injectable()`, `@Controller("orders")`, and not one for each request.
  private func isSharedByRequests(_ type: NodeID) -> Bool {
    file.children(type, .decorator).contains { decorator in
      guard let call = file.child(decorator, .value), file[call].kind == .call, let callee = file.child(call, .callee),
        let name = evaluator.value(of: ref(callee)).externalName,
        ["@nestjs/common.Injectable", "@nestjs/common.Controller"].contains(name)
      else { return false }
      return !file.text(call).contains("scope")
    }
  }

  /// Its fields that begin as an empty or filled container.
  private func containers(of type: NodeID) -> [Name: NodeID] {
    guard let body = file.child(type, .body) else { return [:] }
    var fields: [Name: NodeID] = [:]
    for field in file.children(body) where file[field].kind == .field {
      guard let value = file.child(field, .value) else { continue }
      switch file[value].kind {
      case .dictionary, .list, .set: fields[file[field].name] = field
      case .call where file[value].flags.contains(.isNew):
        let made = file.child(value, .callee).map { evaluator.program.text(file[$0].name) } ?? ""
        if ["Map", "Set", "Array"].contains(made) { fields[file[field].name] = field }
      default: break
      }
    }
    return fields
  }

  private mutating func scan(_ fields: [Name: NodeID], of type: NodeID, _ index: FileIndex) {
    var states: [NodeID: SharedState] = [:]
    let file = file
    for node in type..<file[type].next {
      guard let member = changedField(node), let field = fields[file[member].name],
        case let function = index.function(around: node, in: file), function > type,
        !file[function].flags.contains(.constructor), let id = functions.id(of: ref(function))
      else { continue }
      let isMemo =
        fillsIn(node) || isAskedFor(file[member].name, before: node, in: function) || !bringsSomething(node, type)
      let state = SharedState(
        name: evaluator.program.text(file[field].name), location: location(field), writes: [], reads: [], isCache: false
      )
      states[field, default: state].writes.append(
        SharedState.Access(function: id, location: location(node), isMemo: isMemo))
    }
    guard !states.isEmpty else { return }
    for node in type..<file[type].next where file[node].kind == .member && isOfThis(node) && file[node].role != .target
    {
      guard let field = fields[file[node].name], states[field] != nil,
        case let function = index.function(around: node, in: file), function > type,
        let id = functions.id(of: ref(function))
      else { continue }
      states[field]?.reads.append(SharedState.Access(function: id, location: location(node)))
    }
    behaviour.sharedStates += states.keys.sorted().compactMap { states[$0] }
  }

  /// `this.orders` of `this.orders[id] = order`, `this.orders.set(id, order)`, `delete this.orders[id]`.
  private func changedField(_ node: NodeID) -> NodeID? {
    switch file[node].kind {
    case .assignment, .augmentedAssignment: return file.child(node, .target).flatMap { fieldOfThis($0) }
    case .deleteStatement: return file.child(node, .value).flatMap { fieldOfThis($0) }
    case .call:
      guard let callee = file.child(node, .callee), file[callee].kind == .member,
        Self.changes.contains(evaluator.program.text(file[callee].name)), let object = file.child(callee, .object)
      else { return nil }
      return fieldOfThis(object)
    default: return nil
    }
  }

  private func fieldOfThis(_ node: NodeID) -> NodeID? {
    var current = node
    while file[current].kind == .member || file[current].kind == .index {
      if isOfThis(current) { return current }
      guard let object = file.child(current, .object) else { return nil }
      current = object
    }
    return nil
  }

  private func isOfThis(_ node: NodeID) -> Bool {
    guard file[node].kind == .member, let object = file.child(node, .object) else { return false }
    return file[object].kind == .name && file[object].name == evaluator.words.this
  }

  /// What is put in comes with the call of the method: what the method looked up by itself can be had again.
  private func bringsSomething(_ write: NodeID, _ type: NodeID) -> Bool {
    guard let method = method(around: write, type) else { return false }
    let values = file[write].kind == .call ? file.children(write, .argument) : file.children(write, .value)
    guard let value = values.last, file[write].kind != .deleteStatement else { return false }
    return mentionsParameter(value, of: method, depth: 0)
  }

  /// The method of a class that a node stands in, callbacks inside it left aside.
  private func method(around node: NodeID, _ type: NodeID) -> NodeID? {
    var method: NodeID?
    var current = node
    while current > type {
      if file[current].kind == .function { method = current }
      current = file[current].parent
    }
    return method
  }

  private func mentionsParameter(_ value: NodeID, of method: NodeID, depth: Int) -> Bool {
    (value..<file[value].next).contains { node in
      guard file[node].kind == .name, let definition = evaluator.definition(of: ref(node)), definition.file == id else {
        return false
      }
      if let parameter = parameter(holding: definition.node), file[parameter].parent == method { return true }
      guard depth < 2, case let statement = file[definition.node].parent, file[statement].kind == .assignment,
        statement > method, statement < value, let source = file.child(statement, .value),
        file[source].kind != .await, file[source].kind != .call
      else { return false }
      return mentionsParameter(source, of: method, depth: depth + 1)
    }
  }

  private func parameter(holding node: NodeID) -> NodeID? {
    file[node].kind == .parameter
      ? node
      : file.ancestor(of: node) { $0.kind == .parameter || $0.kind == .function }
        .flatMap { file[$0].kind == .parameter ? $0 : nil }
  }

  /// `this.known[key] ??= make(key)`.
  private func fillsIn(_ write: NodeID) -> Bool {
    file[write].kind == .augmentedAssignment && ["or", "??"].contains(evaluator.program.text(file[write].name))
  }

  /// A condition before it asks whether the field has something.
  private func isAskedFor(_ name: Name, before write: NodeID, in function: NodeID) -> Bool {
    (function..<write).contains { node in
      guard file[node].kind == .ifStatement || file[node].kind == .conditional,
        let condition = file.child(node, .condition)
      else { return false }
      return (condition..<file[condition].next).contains { inner in
        file[inner].kind == .member && file[inner].name == name && isOfThis(inner)
          || isCopy(inner, of: name, in: function)
      }
    }
  }

  /// `const known = this.known.get(key); if (known) …`.
  private func isCopy(_ node: NodeID, of name: Name, in function: NodeID) -> Bool {
    guard file[node].kind == .name, let definition = evaluator.definition(of: ref(node)), definition.file == id,
      definition.node > function, case let statement = file[definition.node].parent,
      file[statement].kind == .assignment, let value = file.child(statement, .value)
    else { return false }
    return (value..<file[value].next).contains { file[$0].kind == .member && file[$0].name == name && isOfThis($0) }
  }
}
