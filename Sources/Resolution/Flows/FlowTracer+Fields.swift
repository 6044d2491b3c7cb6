internal import Source
internal import Syntax

/// Fields of body models that carry no text.
extension FlowTracer {
  /// Decorators of class validators that let nothing through but a number, a flag, a date or one of a few words.
  private static let checks = [
    "IsBoolean", "IsInt", "IsNumber", "IsUUID", "IsEnum", "IsDate", "IsMongoId", "IsNumberString", "IsISO8601",
    "IsPositive", "IsBooleanString", "IsIn",
  ]

  /// Whether a validator checks the field that is read of an object: `@IsBoolean() isOpen: boolean`.
  func isCheckedField(_ name: String, of owner: NodeRef) -> Bool {
    for case .instance(let type, _) in evaluator.value(of: owner).alternatives {
      for candidate in evaluator.lineage(of: type) {
        guard let field = evaluator.declaration(name, in: candidate), let file = program.file(field.file),
          file[field.node].kind == .field
        else { continue }
        return file.children(field.node, .decorator).contains { decorator in
          guard let value = file.child(decorator, .value) else { return false }
          let callee = file[value].kind == .call ? file.child(value, .callee) ?? value : value
          return Self.checks.contains(program.text(file[callee].name))
        }
      }
    }
    return false
  }

  /// Whether a validator of a body model refuses what does not look right: `@field_validator("id")` with
  /// `if not is_snake_case(value): raise …`.
  func isValidatedField(_ name: String, of owner: NodeRef) -> Bool {
    for case .instance(let type, _) in evaluator.value(of: owner).alternatives {
      for candidate in evaluator.lineage(of: type) {
        guard let file = program.file(candidate.file), file.source.language == .python,
          let body = file.child(candidate.node, .body)
        else { continue }
        if file.children(body).contains(where: { file[$0].kind == .function && validates($0, name, file) }) {
          return true
        }
      }
    }
    return false
  }

  private func validates(_ method: NodeID, _ field: String, _ file: SyntaxFile) -> Bool {
    let isForField = file.children(method, .decorator).contains { decorator in
      guard let call = file.child(decorator, .value), file[call].kind == .call,
        let callee = file.child(call, .callee),
        ["validator", "field_validator"].contains(program.text(file[callee].name))
      else { return false }
      return file.children(call, .argument).contains { file.stringValue($0) == field }
    }
    guard isForField, let value = valueParameter(method, file) else { return false }
    return (method..<file[method].next).contains { node in
      guard file[node].kind == .ifStatement, let condition = file.child(node, .condition), leaves(node, file) else {
        return false
      }
      return looksAt(value, condition, file)
    }
  }

  /// The second parameter, after `cls`.
  private func valueParameter(_ method: NodeID, _ file: SyntaxFile) -> Name? {
    let parameters = file.children(method).filter { file[$0].kind == .parameter }.map { file[$0].name }
    return parameters.count > 1 ? parameters[1] : nil
  }

  /// A function that is given the value, or a list that it must be in: more than that it is not empty.
  private func looksAt(_ value: Name, _ condition: NodeID, _ file: SyntaxFile) -> Bool {
    (condition..<file[condition].next).contains { node in
      switch file[node].kind {
      case .call:
        return file.children(node, .argument).contains { file[$0].kind == .name && file[$0].name == value }
      case .comparison:
        guard ["in", "not in"].contains(program.text(file[node].name)), let left = file.child(node, .left) else {
          return false
        }
        return file[left].kind == .name && file[left].name == value
      default: return false
      }
    }
  }

  /// `release.path`, a property that makes something of `self.id`: only what `id` was made with gets into it. False when
  /// it is no property, or the making was not seen.
  mutating func traceProperty(_ name: String, of owner: NodeRef, _ trail: Trail) -> Bool {
    for case .instance(let type, let site?) in evaluator.value(of: owner).alternatives {
      guard let method = evaluator.method(name, of: type), let file = program.file(method.file),
        file.children(method.node, .decorator).contains(where: { file.text($0).contains("property") })
      else { continue }
      let given = fields(readIn: method, file).compactMap { evaluator.argument(named: $0, of: site) }
      guard !given.isEmpty else { continue }
      for argument in given { trace(argument, trail) }
      return true
    }
    return false
  }

  /// The names of `self.x` in a method.
  private func fields(readIn method: NodeRef, _ file: SyntaxFile) -> [String] {
    var found: [String] = []
    for node in method.node..<file[method.node].next where file[node].kind == .member {
      guard let object = file.child(node, .object), file[object].kind == .name,
        program.text(file[object].name) == "self"
      else { continue }
      let name = program.text(file[node].name)
      if !found.contains(name) { found.append(name) }
    }
    return found
  }

  /// `schedules: list[ScheduleCreate]`: of a class of the project's own, which lists its fields.
  func namesOwnClass(_ parameter: NodeRef, _ file: SyntaxFile) -> Bool {
    guard file.source.language == .python, let type = file.child(parameter.node, .type) else { return false }
    return (type..<file[type].next).contains { node in
      guard file[node].kind == .name || file[node].kind == .member else { return false }
      if case .type = evaluator.value(of: NodeRef(file: parameter.file, node: node)) { return true }
      return false
    }
  }
}
