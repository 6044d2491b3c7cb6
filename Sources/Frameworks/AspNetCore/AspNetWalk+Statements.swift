internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Statements and expressions.
extension AspNetWalk {
  private static let maxSteps = 400_000

  func walk(_ ref: NodeRef, _ environment: AspNetEnvironment) {
    steps += 1
    guard steps < Self.maxSteps, let file = context.program.file(ref.file) else { return }
    let node = file[ref.node]
    func child(_ id: NodeID) -> NodeRef { NodeRef(file: ref.file, node: id) }
    switch node.kind {
    case .function where !node.flags.contains(.lambda), .classDeclaration, .interface, .importDeclaration,
      .enumDeclaration:
      break
    case .ifStatement:
      if let condition = file.child(ref.node, .condition) { _ = evaluate(child(condition), environment) }
      let text = file.child(ref.node, .condition).map { String(file.text($0).prefix(200)) } ?? ""
      let isDevelopment = text.contains("IsDevelopment()") && !text.contains("!") && !text.contains("||")
      let outer = isForDevelopment
      if let then = file.child(ref.node, .then) {
        isForDevelopment = outer || isDevelopment
        walk(child(then), environment)
        isForDevelopment = outer
      }
      if let otherwise = file.child(ref.node, .otherwise) { walk(child(otherwise), environment) }
    case .assignment:
      assign(ref, file, environment)
    case .returnStatement:
      if let value = file.child(ref.node, .value) { _ = evaluate(child(value), environment) }
    case .block, .tryStatement, .catchClause, .withStatement, .withItem, .forEach, .forLoop, .whileLoop,
      .switchStatement, .switchCase, .namespace:
      for part in file.children(ref.node) { walk(child(part), environment) }
    default: _ = evaluate(ref, environment)
    }
  }

  private func assign(_ ref: NodeRef, _ file: SyntaxFile, _ environment: AspNetEnvironment) {
    guard let value = file.child(ref.node, .value) else { return }
    let builder = evaluate(NodeRef(file: ref.file, node: value), environment)
    guard let target = file.child(ref.node, .target), file[target].kind == .name else { return }
    if let builder {
      environment.builders[file[target].name] = builder
    } else if file[value].kind != .function {
      environment.arguments[file[target].name] = (NodeRef(file: ref.file, node: value), environment)
    }
  }

  /// The builder that an expression is, walking whatever is called on the way.
  func evaluate(_ ref: NodeRef, _ environment: AspNetEnvironment) -> Int? {
    steps += 1
    guard steps < Self.maxSteps, let file = context.program.file(ref.file) else { return nil }
    switch file[ref.node].kind {
    case .name: return environment.builder(file[ref.node].name)
    case .await, .cast:
      return file.child(ref.node, .value).flatMap { evaluate(NodeRef(file: ref.file, node: $0), environment) }
    case .call: return call(ref, file, environment)
    case .assignment:
      assign(ref, file, environment)
      return nil
    case .conditional, .logical:
      var found: Int?
      for part in file.children(ref.node) {
        found = found ?? evaluate(NodeRef(file: ref.file, node: part), environment)
      }
      return found
    case .member:
      // `app.Builder`, `group.Foo`: not a builder, but its object may be mapped on.
      if let object = file.child(ref.node, .object), file[object].kind == .call {
        _ = evaluate(NodeRef(file: ref.file, node: object), environment)
      }
      return nil
    default: return nil
    }
  }

  private func call(_ ref: NodeRef, _ file: SyntaxFile, _ environment: AspNetEnvironment) -> Int? {
    guard let callee = file.child(ref.node, .callee) else { return nil }
    let name = context.program.text(file[callee].name)
    if file[callee].kind == .member, let object = file.child(callee, .object) {
      if name == "Build" || name == "Create", isApplicationFactory(object, name, ref.file, file, environment) {
        return begin(ref.file)
      }
      if let builder = evaluate(NodeRef(file: ref.file, node: object), environment) {
        return builderCall(AspNetCall(ref: ref, name: name, builder: builder, file: file), environment)
      }
    }
    return otherCall(ref, callee, name, file, environment)
  }

  /// `builder.Build()` of a builder of web applications, however long the chain between.
  private func isApplicationFactory(
    _ object: NodeID, _ name: String, _ id: FileID, _ file: SyntaxFile, _ environment: AspNetEnvironment
  ) -> Bool {
    if name == "Create" { return context.program.text(file[object].name) == "WebApplication" }
    var node = object
    var environment: AspNetEnvironment? = environment
    var file = file
    for _ in 0..<32 {
      switch file[node].kind {
      case .call:
        guard let callee = file.child(node, .callee) else { return false }
        if Self.factories.contains(context.program.text(file[callee].name)),
          let owner = file.child(callee, .object), context.program.text(file[owner].name) == "WebApplication"
        {
          return true
        }
        guard let next = file.child(callee, .object) ?? file.child(node, .argument) else { return false }
        node = next
      case .member, .await:
        guard let next = file.child(node, .object) ?? file.child(node, .value) else { return false }
        node = next
      case .name:
        guard let argument = environment?.argument(file[node].name), let next = context.program.file(argument.ref.file)
        else { return isApplicationBuilderParameter(file[node].name, environment) }
        node = argument.ref.node
        environment = argument.environment
        file = next
      default: return false
      }
    }
    return false
  }

  /// `WebApplicationBuilder builder` of the function around.
  private func isApplicationBuilderParameter(_ name: Name, _ environment: AspNetEnvironment?) -> Bool {
    guard let function = environment?.function, let file = context.program.file(function.file) else { return false }
    return file.children(function.node, .parameter).contains { parameter in
      file[parameter].name == name
        && file.child(parameter, .type).map { attributes.lastName($0, file) == "WebApplicationBuilder" } ?? false
    }
  }

  /// A call of something that is no builder, which may be handed one.
  private func otherCall(
    _ ref: NodeRef, _ callee: NodeID, _ name: String, _ file: SyntaxFile, _ environment: AspNetEnvironment
  ) -> Int? {
    var builders: [(position: Int, builder: Int)] = []
    for (position, argument) in file.children(ref.node, .argument).enumerated() {
      let value = file[argument].kind == .keywordArgument ? file.child(argument, .value) ?? argument : argument
      switch file[value].kind {
      case .name:
        if let builder = environment.builder(file[value].name) { builders.append((position, builder)) }
      case .call:
        if let builder = evaluate(NodeRef(file: ref.file, node: value), environment) {
          builders.append((position, builder))
        }
      case .function: lambda(NodeRef(file: ref.file, node: value), file, name, environment)
      case .list:
        for element in file.children(value) where file[element].kind == .name {
          if let builder = environment.builder(file[element].name) { builders.append((position, builder)) }
        }
      default: break
      }
    }
    if file[callee].kind == .member, let object = file.child(callee, .object), file[object].kind == .call,
      builders.isEmpty
    {
      _ = evaluate(NodeRef(file: ref.file, node: object), environment)
    }
    guard let first = builders.first else { return mayBuild(ref, callee, file, environment) }
    if name == "Invoke" { return invoke(ref, callee, file, first.builder, environment) }
    let functions = functions(ref, callee, name, file)
    var result: Int?
    for function in functions { result = result ?? follow(function, ref, nil, environment) }
    return result
  }

  /// `builder.ConfigureServices()` may be what builds the application.
  func mayBuild(_ ref: NodeRef, _ callee: NodeID, _ file: SyntaxFile, _ environment: AspNetEnvironment) -> Int? {
    guard applications.isEmpty || environment.function == nil,
      let function = functions(ref, callee, context.program.text(file[callee].name), file).first,
      let other = context.program.file(function.file), let type = other.child(function.node, .type),
      attributes.lastName(type, other) == "WebApplication"
    else { return nil }
    return follow(function, ref, nil, environment)
  }

  /// `webHost.Configure(app => …)`, `host.ConfigureWebHostDefaults(web => web.Configure(app => …))`.
  private func lambda(_ ref: NodeRef, _ file: SyntaxFile, _ name: String, _ environment: AspNetEnvironment) {
    guard name.hasPrefix("Configure"), let body = file.child(ref.node, .body) else { return }
    let inner = AspNetEnvironment(function: ref, outer: environment)
    if name == "Configure", let first = file.child(ref.node, .parameter), hasMapping(ref.node, file) {
      inner.builders[file[first].name] = begin(ref.file)
    }
    walk(NodeRef(file: ref.file, node: body), inner)
  }

  private func hasMapping(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    (node..<file[node].next).contains { id in
      guard file[id].kind == .member else { return false }
      let name = context.program.text(file[id].name)
      return name.hasPrefix("Map") || name.hasPrefix("Use")
    }
  }
}
