internal import Facts
internal import Model
internal import Source
internal import Syntax

/// MyBatis pastes `${name}` into a statement as it is: the argument of that name is a part of the statement.
extension SinkFinder {
  /// The calls of methods whose statement has something pasted in.
  static func mapperCalls(_ program: Program) -> [NodeRef] {
    let methods = Set(
      program.javaDocuments.statements.filter { !$0.value.spliced.isEmpty }
        .compactMap { $0.key.split(separator: ".").last.map(String.init) })
    return methods.sorted().flatMap { name in program.sites(called: name).prefix(200) }
  }

  func mapperSinks(_ value: Value, _ call: NodeRef) -> [SinkCall] {
    guard case .member(let name, let method?) = value, name.hasPrefix(QueryReader.family),
      let fact = evaluator.fact(ofCalling: value),
      let statement = QueryReader(evaluator: evaluator).mapperStatement(of: method), !statement.spliced.isEmpty
    else { return [] }
    return statement.spliced.compactMap { spliced in
      guard let position = position(of: spliced, in: method), let argument = evaluator.argument(position, of: call),
        evaluator.value(of: argument).constantText == nil
      else { return nil }
      return SinkCall(call: call, argument: argument, fact: fact, kind: .sql)
    }
  }

  /// The parameter that a name means: by `@Param("name")` or its own name. Texts only: what an object of several fields
  /// brings is not followed.
  private func position(of name: String, in method: NodeRef) -> Int? {
    guard let file = evaluator.program.file(method.file) else { return nil }
    let parameters = file.children(method.node, .parameter)
    let named = parameters.firstIndex { parameter in
      let given = file.children(parameter, .decorator).lazy.compactMap { file.child($0, .value) }.first {
        evaluator.program.text(NominalBases.lastName(of: $0, file)) == "Param"
      }
      if let given, let text = evaluator.argument(0, of: NodeRef(file: method.file, node: given)) {
        return evaluator.value(of: text).constantText == name
      }
      return evaluator.program.text(file[parameter].name) == name
    }
    // A lone text goes by any name.
    guard let position = named ?? (parameters.count == 1 ? 0 : nil), let type = file.child(parameters[position], .type),
      evaluator.program.text(NominalBases.lastName(of: type, file)) == "String"
    else { return nil }
    return position
  }
}
