internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Functions that builders are handed to.
extension AspNetWalk {
  /// The functions of the project that a call may run: the one that is meant, else all of that name that take builders.
  func functions(_ ref: NodeRef, _ callee: NodeID, _ name: String, _ file: SyntaxFile) -> [NodeRef] {
    let value = evaluator.value(of: NodeRef(file: ref.file, node: callee))
    let meant = value.alternatives.compactMap { alternative -> NodeRef? in
      switch alternative {
      case .function(let function), .bound(let function, _): function
      default: nil
      }
    }.filter { context.program.file($0.file)?.child($0.node, .body) != nil }
    if !meant.isEmpty { return meant }
    guard let interned = context.program.name(of: name) else { return [] }
    return (extensions[interned] ?? []).filter { $0 != active.last }
  }

  /// Methods of the project by name that take a builder.
  func extensionMethods() -> [Name: [NodeRef]] {
    var found: [Name: [NodeRef]] = [:]
    for id in files {
      eachFunction(id) { function, file in
        let takes = file.children(function, .parameter).contains { parameter in
          guard let type = file.child(parameter, .type) else { return false }
          let name = attributes.lastName(type, file)
          return Self.builderTypes.contains(name) || name == "WebApplicationBuilder"
            || file[parameter].flags.contains(.receiver)
              && (name.hasSuffix("Builder") || name.utf8.count <= 2 || name.hasPrefix("T"))
        }
        if takes { found[file[function].name, default: []].append(NodeRef(file: id, node: function)) }
      }
    }
    return found
  }

  /// Walks a function for one call; what it returns, when that is a builder.
  func follow(_ function: NodeRef, _ call: NodeRef, _ receiver: Int?, _ environment: AspNetEnvironment) -> Int? {
    guard active.count < 12, !active.contains(function), let file = context.program.file(function.file),
      let caller = context.program.file(call.file), let body = file.child(function.node, .body)
    else { return nil }
    walked.insert(function)
    let inner = AspNetEnvironment(function: function)
    bind(function, file, call, caller, receiver, inner, environment)
    active.append(function)
    defer { active.removeLast() }
    walk(NodeRef(file: function.file, node: body), inner)
    return returned(function, file, body, inner)
  }

  /// What a function returns, looked at once more for its names only.
  private func returned(_ function: NodeRef, _ file: SyntaxFile, _ body: NodeID, _ inner: AspNetEnvironment) -> Int? {
    for statement in evaluator.returns(of: function, file) {
      guard let node = context.program.node(statement) else { continue }
      if node.kind == .name, let builder = inner.builder(node.name) { return builder }
      if let builder = results[statement] { return builder }
    }
    return nil
  }

  private func bind(
    _ function: NodeRef, _ file: SyntaxFile, _ call: NodeRef, _ caller: SyntaxFile, _ receiver: Int?,
    _ inner: AspNetEnvironment, _ environment: AspNetEnvironment
  ) {
    var parameters = file.children(function.node, .parameter)
    for parameter in parameters {
      if let value = file.child(parameter, .value) {
        inner.arguments[file[parameter].name] = (NodeRef(file: function.file, node: value), inner)
      }
    }
    if let receiver, let first = parameters.first, file[first].flags.contains(.receiver) {
      inner.builders[file[first].name] = receiver
      parameters.removeFirst()
    } else if let first = parameters.first, file[first].flags.contains(.receiver),
      let callee = caller.child(call.node, .callee), let object = caller.child(callee, .object),
      caller.children(call.node, .argument).count < parameters.count
    {
      inner.arguments[file[first].name] = (NodeRef(file: call.file, node: object), environment)
      parameters.removeFirst()
    }
    for (position, argument) in caller.children(call.node, .argument).enumerated() {
      var value = argument
      var parameter = position < parameters.count ? parameters[position] : nil
      if caller[argument].kind == .keywordArgument {
        let name = caller[argument].name
        parameter = parameters.first { file[$0].name == name }
        value = caller.child(argument, .value) ?? argument
      }
      guard let parameter else { continue }
      let ref = NodeRef(file: call.file, node: value)
      let name = file[parameter].name
      if caller[value].kind == .name, let builder = environment.builder(caller[value].name) {
        inner.builders[name] = builder
      } else if let builder = results[ref] {
        inner.builders[name] = builder
      } else {
        inner.arguments[name] = (ref, environment)
      }
    }
  }

  /// `type.GetMethod(nameof(I.Map))!.Invoke(null, [group])`: the method of each class that implements the interface.
  func invoke(
    _ ref: NodeRef, _ callee: NodeID, _ file: SyntaxFile, _ builder: Int, _ environment: AspNetEnvironment
  ) -> Int? {
    guard let object = file.child(callee, .object), file[object].kind == .call,
      let first = file.child(object, .argument),
      let name = attributes.text(NodeRef(file: ref.file, node: first)), let interned = context.program.name(of: name)
    else { return nil }
    for function in extensions[interned] ?? [] {
      guard let other = context.program.file(function.file), !active.contains(function), active.count < 12,
        let type = other.ancestor(of: function.node, where: { $0.kind == .classDeclaration })
      else { continue }
      // A prefix made of the class's name.
      let node = nodes[builder]
      let typeName = context.program.text(other[type].name)
      nodes.append(
        AspNetNode(parent: node.parent, prefix: node.prefix.replacing(String(Value.hole), with: typeName)))
      enter(function, other, at: nodes.count - 1)
    }
    return nil
  }
}
