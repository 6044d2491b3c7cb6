internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What is known in a function while it is walked: which names are builders, and which stand for arguments.
final class AspNetEnvironment {
  var builders: [Name: Int] = [:]
  var arguments: [Name: (ref: NodeRef, environment: AspNetEnvironment?)] = [:]
  let outer: AspNetEnvironment?
  let function: NodeRef?

  init(function: NodeRef?, outer: AspNetEnvironment? = nil) {
    self.function = function
    self.outer = outer
  }

  func builder(_ name: Name) -> Int? { builders[name] ?? outer?.builder(name) }
  func argument(_ name: Name) -> (ref: NodeRef, environment: AspNetEnvironment?)? {
    arguments[name] ?? outer?.argument(name)
  }
}

/// Follows how programs put their routes together: from where an application is built through every function that it is
/// handed to.
final class AspNetWalk {
  let context: RecognizerContext
  let attributes: AspNetAttributes
  let files: [FileID]
  var nodes: [AspNetNode] = []
  var applications: [AspNetApplication] = []
  var mapped: [AspNetMapped] = []
  /// Where modules of Carter and endpoints of FastEndpoints hang.
  var modules: [(kind: String, node: Int, site: NodeRef)] = []
  var walked: Set<NodeRef> = []
  var active: [NodeRef] = []
  var current = 0
  var isForDevelopment = false
  private var steps = 0
  private lazy var extensions = extensionMethods()

  init(_ context: RecognizerContext, _ files: [FileID]) {
    self.context = context
    self.files = files
    attributes = AspNetAttributes(context: context)
  }

  private var evaluator: Evaluator { context.evaluator }

  static let builderTypes: Set<String> = [
    "WebApplication", "IEndpointRouteBuilder", "RouteGroupBuilder", "IApplicationBuilder", "IEndpointConventionBuilder",
    "IVersionedEndpointRouteBuilder",
  ]

  // MARK: Beginnings

  func run() {
    for id in files { topLevel(id) }
    for id in files { configureMethods(id) }
    // What nobody seems to call is mapped all the same: by reflection, or by whoever uses the library.
    for id in files { leftOver(id) }
  }

  private func begin(_ id: FileID) -> Int {
    nodes.append(AspNetNode(parent: nil, prefix: ""))
    applications.append(AspNetApplication(file: id, root: nodes.count - 1))
    current = applications.count - 1
    return nodes.count - 1
  }

  /// Top-level statements, and the functions that build an application.
  private func topLevel(_ id: FileID) {
    guard let file = context.program.file(id), let index = context.program.index(of: id) else { return }
    let builds = index.calls.filter { call in
      guard Self.factories.contains(context.program.text(call.name)), let callee = file.child(call.node, .callee),
        let object = file.child(callee, .object)
      else { return false }
      return context.program.text(file[object].name) == "WebApplication"
    }
    for call in builds {
      let function = index.function(around: call.node, in: file)
      let ref = NodeRef(file: id, node: function)
      guard walked.insert(ref).inserted else { continue }
      let environment = AspNetEnvironment(function: function == 0 ? nil : ref)
      if function == 0 {
        for statement in file.children(0) { walk(NodeRef(file: id, node: statement), environment) }
      } else if let body = file.child(function, .body) {
        walk(NodeRef(file: id, node: body), environment)
      }
    }
  }

  static let factories: Set<String> = ["CreateBuilder", "CreateSlimBuilder", "CreateEmptyBuilder", "Create"]

  /// `void Configure(IApplicationBuilder app)` of a start-up class, and `Configure(app => …)` of older hosts.
  private func configureMethods(_ id: FileID) {
    eachFunction(id) { function, file in
      let name = context.program.text(file[function].name)
      guard name.hasPrefix("Configure"), !file[function].flags.contains(.isStatic),
        let parameter = builderParameters(function, file).first,
        parameter.type == "IApplicationBuilder"
          || parameter.type == "WebApplication"
      else { return }
      enter(NodeRef(file: id, node: function), file, at: begin(id))
    }
  }

  private func leftOver(_ id: FileID) {
    eachFunction(id) { function, file in
      let ref = NodeRef(file: id, node: function)
      guard !walked.contains(ref), !builderParameters(function, file).isEmpty,
        !isOfModule(function, file), maps(function, file)
      else { return }
      let near = applications.firstIndex { $0.file == id }
      if let near { current = near }
      enter(ref, file, at: near.map { applications[$0].root } ?? begin(id))
    }
  }

  /// Whether a function maps something itself.
  private func maps(_ function: NodeID, _ file: SyntaxFile) -> Bool {
    (function..<file[function].next).contains { node in
      file[node].kind == .member && context.program.text(file[node].name).hasPrefix("Map")
    }
  }

  /// Carter's modules hang where `MapCarter` is called.
  private func isOfModule(_ function: NodeID, _ file: SyntaxFile) -> Bool {
    guard context.program.text(file[function].name) == "AddRoutes",
      let type = file.ancestor(of: function, where: { $0.kind == .classDeclaration })
    else { return false }
    return file.children(type, .base).contains {
      ["ICarterModule", "CarterModule"].contains(attributes.lastName($0, file))
    }
  }

  private func eachFunction(_ id: FileID, _ body: (NodeID, SyntaxFile) -> Void) {
    guard let file = context.program.file(id), let index = context.program.index(of: id) else { return }
    for scope in index.scopes where scope.kind == .function && file.child(scope.node, .body) != nil {
      if !file[scope.node].flags.contains(.lambda) { body(scope.node, file) }
    }
  }

  /// The parameters that routes can be mapped on.
  func builderParameters(_ function: NodeID, _ file: SyntaxFile) -> [(node: NodeID, type: String)] {
    file.children(function, .parameter).compactMap { parameter in
      guard let type = file.child(parameter, .type) else { return nil }
      let name = attributes.lastName(type, file)
      return Self.builderTypes.contains(name) ? (parameter, name) : nil
    }
  }

  /// Walks a function with every builder among its parameters being the same.
  func enter(_ function: NodeRef, _ file: SyntaxFile, at node: Int) {
    guard let body = file.child(function.node, .body) else { return }
    walked.insert(function)
    let environment = AspNetEnvironment(function: function)
    for parameter in builderParameters(function.node, file) { environment.builders[file[parameter.node].name] = node }
    active.append(function)
    walk(NodeRef(file: function.file, node: body), environment)
    active.removeLast()
  }

  // MARK: Statements

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
  private func mayBuild(_ ref: NodeRef, _ callee: NodeID, _ file: SyntaxFile, _ environment: AspNetEnvironment) -> Int?
  {
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

  // MARK: Functions

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
  private func extensionMethods() -> [Name: [NodeRef]] {
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

  /// What calls on builders gave, by call: returned chains are not walked twice.
  var results: [NodeRef: Int] = [:]

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
  private func invoke(
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

/// A call on a builder.
struct AspNetCall {
  let ref: NodeRef
  let name: String
  let builder: Int
  let file: SyntaxFile
}
