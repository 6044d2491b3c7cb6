internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What calls on builders do.
extension AspNetWalk {
  func builderCall(_ call: AspNetCall, _ environment: AspNetEnvironment) -> Int? {
    let result = made(call, environment)
    if let result { results[call.ref] = result }
    return result
  }

  private static let verbs: [String: String] = [
    "MapGet": "GET", "MapPost": "POST", "MapPut": "PUT", "MapDelete": "DELETE", "MapPatch": "PATCH",
  ]

  private func made(_ call: AspNetCall, _ environment: AspNetEnvironment) -> Int? {
    let arguments = arguments(call)
    if let verb = Self.verbs[call.name], let template = template(arguments.first, environment) {
      return map(call, .http, [verb], template, arguments.last, environment)
    }
    switch call.name {
    case "MapGroup":
      guard let template = template(arguments.first, environment) else { break }
      return node(below: call.builder, template)
    case "MapMethods":
      guard arguments.count > 1, let template = template(arguments.first, environment) else { break }
      let verbs = attributes.texts(resolved(arguments[1], environment).ref).map { $0.uppercased() }
      return map(call, .http, verbs.isEmpty ? ["ANY"] : verbs, template, arguments.last, environment)
    case "Map": return mapAny(call, arguments, environment)
    case "MapHub": return map(call, .hub, ["GET"], template(arguments.first, environment) ?? "", nil, environment)
    case "MapHealthChecks":
      return map(call, .health, ["ANY"], template(arguments.first, environment) ?? "", nil, environment)
    // It answers before anybody is asked who calls.
    case "UseHealthChecks":
      let own = map(call, .health, ["ANY"], template(arguments.first, environment) ?? "", nil, environment)
      nodes[own].isAnonymous = true
      return call.builder
    case "MapForwarder":
      return map(call, .forwarder, ["ANY"], template(arguments.first, environment) ?? "", nil, environment)
    case "MapGraphQL", "MapGraphQLHttp", "UseGraphQL":
      let written = argument("path", call) ?? arguments.first
      let path = template(written, environment).flatMap { $0.hasPrefix("/") ? $0 : nil }
      return map(call, .graphQL, ["POST"], path ?? "/graphql", nil, environment)
    case "MapGrpcService", "MapGrpcHealthChecksService": return map(call, .grpc, [], "", nil, environment)
    case "MapIdentityApi": return map(call, .identity, [], "", nil, environment)
    case "MapControllers", "MapControllerRoute", "MapDefaultControllerRoute", "MapAreaControllerRoute", "MapRoute":
      return mapControllers(call, arguments, environment)
    case "MapRazorPages": return mapPages(call)
    case "MapFallback", "MapFallbackToFile", "MapFallbackToPage", "MapFallbackToController":
      return mapFallback(call, arguments, environment)
    case "MapCarter", "MapFastEndpoints", "UseFastEndpoints":
      modules.append((call.name == "MapCarter" ? "carter" : "fastendpoints", call.builder, call.ref))
      return call.builder
    case "UseMvc", "UseMvcWithDefaultRoute":
      _ = mapPages(call)
      return enterLambda(call, arguments, environment)
    case "UseEndpoints", "UseWhen", "MapWhen", "UsePathBase": return enterLambda(call, arguments, environment)
    default: return convention(call, arguments, environment)
    }
    return followed(call, environment) ?? node(below: call.builder, "")
  }

  func arguments(_ call: AspNetCall) -> [NodeRef] {
    call.file.children(call.ref.node, .argument).map { argument in
      let value =
        call.file[argument].kind == .keywordArgument ? call.file.child(argument, .value) ?? argument : argument
      return NodeRef(file: call.ref.file, node: value)
    }
  }

  private func argument(_ name: String, _ call: AspNetCall) -> NodeRef? {
    for argument in call.file.children(call.ref.node, .argument)
    where call.file[argument].kind == .keywordArgument && context.program.text(call.file[argument].name) == name {
      return call.file.child(argument, .value).map { NodeRef(file: call.ref.file, node: $0) }
    }
    return nil
  }

  /// What a name stands for in the function that is walked.
  func resolved(_ ref: NodeRef, _ environment: AspNetEnvironment) -> (ref: NodeRef, environment: AspNetEnvironment) {
    var ref = ref
    var environment = environment
    for _ in 0..<8 {
      guard let file = context.program.file(ref.file), file[ref.node].kind == .name,
        let argument = environment.argument(file[ref.node].name)
      else { break }
      ref = argument.ref
      environment = argument.environment ?? environment
    }
    return (ref, environment)
  }

  /// The text of an expression, `nil` for what is none: a handler, a number.
  func template(_ ref: NodeRef?, _ environment: AspNetEnvironment, _ depth: Int = 0) -> String? {
    guard let ref, depth < 8 else { return nil }
    let (found, environment) = resolved(ref, environment)
    guard let file = context.program.file(found.file) else { return nil }
    func part(_ id: NodeID) -> String? { template(NodeRef(file: found.file, node: id), environment, depth + 1) }
    switch file[found.node].kind {
    case .function: return nil
    case .string: return file.stringValue(found.node)
    case .template: return file.children(found.node).map { part($0) ?? String(Value.hole) }.joined()
    case .binary:
      guard let left = file.child(found.node, .left), let right = file.child(found.node, .right) else { return nil }
      let parts = (part(left), part(right))
      if parts.0 == nil, parts.1 == nil { return nil }
      return (parts.0 ?? String(Value.hole)) + (parts.1 ?? String(Value.hole))
    case .logical:
      guard let left = file.child(found.node, .left), let right = file.child(found.node, .right) else { return nil }
      if let known = part(left), !known.contains(Value.hole) { return known }
      return part(right) ?? String(Value.hole)
    case .cast: return file.child(found.node, .value).flatMap(part)
    default: break
    }
    switch context.evaluator.value(of: found) {
    case .function, .bound, .type, .literal: return nil
    case let value: return value.text ?? (attributes.text(found))
    }
  }

  // MARK: Routes

  func node(below parent: Int, _ prefix: String) -> Int {
    nodes.append(AspNetNode(parent: parent, prefix: prefix))
    nodes[nodes.count - 1].isForDevelopment = isForDevelopment
    return nodes.count - 1
  }

  private func map(
    _ call: AspNetCall, _ kind: AspNetMapped.Kind, _ verbs: [String], _ template: String, _ handler: NodeRef?,
    _ environment: AspNetEnvironment
  ) -> Int {
    let own = node(below: call.builder, "")
    mapped.append(
      AspNetMapped(
        node: own, kind: kind, verbs: verbs, template: template,
        handler: handler.map { resolved($0, environment).ref }, site: call.ref,
        framework: kind == .hub ? "signalr" : "aspnetcore"))
    return own
  }

  /// `MapRazorPages()`, and the older `UseMvc()`, which serves pages as well.
  private func mapPages(_ call: AspNetCall) -> Int {
    let own = node(below: call.builder, "")
    if current < applications.count { applications[current].pages.append(own) }
    return own
  }

  /// What answers where nothing else does: `MapFallback(handler)`, `MapFallbackToFile("index.html")`. A pattern may stand
  /// before the last argument; for a controller's action, there are two of them.
  private func mapFallback(_ call: AspNetCall, _ arguments: [NodeRef], _ environment: AspNetEnvironment) -> Int {
    let own = call.name == "MapFallbackToController" ? 2 : 1
    let pattern = arguments.count > own ? template(arguments.first, environment) : nil
    let path = pattern ?? "{*path}"
    switch call.name {
    case "MapFallback": return map(call, .http, ["ANY"], path, arguments.last, environment)
    case "MapFallbackToFile": return map(call, .file, ["GET"], path, arguments.last, environment)
    default: return map(call, .http, ["ANY"], path, nil, environment)
    }
  }

  /// `Map("/x", handler)` answers every method; `Map("/x", branch => …)` is a program of its own below a path.
  private func mapAny(_ call: AspNetCall, _ arguments: [NodeRef], _ environment: AspNetEnvironment) -> Int? {
    guard arguments.count > 1 else { return followed(call, environment) ?? call.builder }
    let last = arguments[arguments.count - 1]
    var template = template(arguments.first, environment)
    // What is not known is mostly a base path from the configuration, which is empty unless somebody sets it.
    if template?.contains(Value.hole) ?? true, call.file[last.node].kind == .function, isBranch(last, call.file) {
      template = ""
    }
    guard let template else { return followed(call, environment) ?? call.builder }
    if call.file[last.node].kind == .function, isBranch(last, call.file),
      let first = call.file.child(last.node, .parameter)
    {
      let inner = AspNetEnvironment(function: last, outer: environment)
      inner.builders[call.file[first].name] = node(below: call.builder, template)
      if let body = call.file.child(last.node, .body) { walk(NodeRef(file: last.file, node: body), inner) }
      return call.builder
    }
    return map(call, .http, ["ANY"], template, last, environment)
  }

  /// Whether a lambda uses its parameter as an application.
  private func isBranch(_ function: NodeRef, _ file: SyntaxFile) -> Bool {
    let parameters = file.children(function.node, .parameter)
    guard parameters.count == 1, let first = parameters.first else { return false }
    let name = file[first].name
    return (function.node..<file[function.node].next).contains { node in
      guard file[node].kind == .member, let object = file.child(node, .object), file[object].name == name else {
        return false
      }
      let member = context.program.text(file[node].name)
      return member.hasPrefix("Use") || member.hasPrefix("Map") || member == "Run"
    }
  }

  private func enterLambda(_ call: AspNetCall, _ arguments: [NodeRef], _ environment: AspNetEnvironment) -> Int? {
    for argument in arguments where call.file[argument.node].kind == .function {
      let inner = AspNetEnvironment(function: argument, outer: environment)
      guard let first = call.file.child(argument.node, .parameter), let body = call.file.child(argument.node, .body),
        isBranch(argument, call.file)
      else { continue }
      inner.builders[call.file[first].name] = call.builder
      walk(NodeRef(file: argument.file, node: body), inner)
    }
    if call.name == "UseMvcWithDefaultRoute" { addPattern(AspNetPattern(template: Self.defaultTemplate)) }
    return call.builder
  }

  private static let defaultTemplate = "{controller=Home}/{action=Index}/{id?}"

  private func addPattern(_ pattern: AspNetPattern) {
    guard current < applications.count, !applications[current].patterns.contains(pattern) else { return }
    applications[current].patterns.append(pattern)
  }

  private func mapControllers(_ call: AspNetCall, _ arguments: [NodeRef], _ environment: AspNetEnvironment) -> Int {
    let own = node(below: call.builder, "")
    if current < applications.count { applications[current].controllers.append(own) }
    switch call.name {
    case "MapDefaultControllerRoute": addPattern(AspNetPattern(template: Self.defaultTemplate))
    case "MapControllerRoute", "MapAreaControllerRoute", "MapRoute":
      let isArea = call.name == "MapAreaControllerRoute"
      let written =
        argument("pattern", call) ?? argument("template", call)
        ?? (arguments.count > (isArea ? 2 : 1) ? arguments[isArea ? 2 : 1] : nil)
      guard let template = template(written, environment) else { break }
      var pattern = AspNetPattern(template: template)
      if isArea { pattern.area = self.template(argument("areaName", call) ?? arguments[1], environment) }
      if let defaults = argument("defaults", call) ?? (!isArea && arguments.count > 2 ? arguments[2] : nil) {
        let entries = context.evaluator.entries(of: .literal(defaults))
        func text(_ key: String) -> String? {
          entries.first { $0.key.lowercased() == key }.flatMap { context.evaluator.value(of: $0.value).constantText }
        }
        pattern.controller = text("controller")
        pattern.action = text("action")
      }
      addPattern(pattern)
    default: break
    }
    return own
  }

  // MARK: Conventions

  private func convention(_ call: AspNetCall, _ arguments: [NodeRef], _ environment: AspNetEnvironment) -> Int? {
    switch call.name {
    case "RequireAuthorization":
      var demand = AspNetDemand(place: call.ref)
      for argument in arguments {
        let found = resolved(argument, environment).ref
        if context.program.node(found)?.kind == .function || context.program.node(found)?.kind == .call {
          demand.builders.append(found)
        } else {
          demand.policies.append(found)
        }
      }
      nodes[call.builder].authorizes.append(demand)
    case "AllowAnonymous": nodes[call.builder].isAnonymous = true
    case "WithMetadata":
      for argument in arguments { metadata(argument, call) }
    case "RequireRateLimiting": nodes[call.builder].rateLimit = call.ref
    case "ExcludeFromDescription": nodes[call.builder].isUndocumented = true
    case "AddEndpointFilter": nodes[call.builder].filters.append(call.ref)
    case "UseAuthorization": if current < applications.count { applications[current].usesAuthorization = true }
    case "UseMiddleware":
      if current < applications.count { applications[current].middleware.append(call.ref) }
    default: return followed(call, environment) ?? call.builder
    }
    return call.builder
  }

  /// `WithMetadata(new AuthorizeAttribute())`.
  private func metadata(_ argument: NodeRef, _ call: AspNetCall) {
    guard call.file[argument.node].kind == .call, let callee = call.file.child(argument.node, .callee) else { return }
    switch AspNetAttributes.short(context.program.text(call.file[callee].name)) {
    case "Authorize": nodes[call.builder].authorizes.append(AspNetDemand(place: argument))
    case "AllowAnonymous": nodes[call.builder].isAnonymous = true
    default: break
    }
  }

  /// A method of the project that extends what it is called on.
  private func followed(_ call: AspNetCall, _ environment: AspNetEnvironment) -> Int? {
    guard let callee = call.file.child(call.ref.node, .callee) else { return nil }
    var result: Int?
    for function in functions(call.ref, callee, call.name, call.file).prefix(4) {
      guard let file = context.program.file(function.file), let first = file.child(function.node, .parameter),
        file[first].flags.contains(.receiver)
      else { continue }
      result = result ?? follow(function, call.ref, call.builder, environment) ?? call.builder
    }
    return result
  }
}
