internal import Resolution
internal import Source
internal import Syntax

/// Finds where servers are given their services: `pb.RegisterXServer(s, impl)` in Go, `add_XServicer_to_server(impl,
/// server)` in Python, `server.addService(pkg.X.service, {…})` in Node, Connect's `NewXHandler(impl)`.
struct GRPCRegistrations {
  private let context: RecognizerContext
  private let services: GRPCServices

  init(_ context: RecognizerContext, _ services: GRPCServices) {
    self.context = context
    self.services = services
  }

  private var evaluator: Evaluator { context.evaluator }

  /// In the order of files and positions.
  func all() -> [GRPCRegistration] {
    var found: [GRPCRegistration] = []
    for name in services.names {
      found += calls(of: "Register\(name)Server").flatMap { registrations($0, name, server: 0, implementation: 1) }
      found += calls(of: "add_\(name)Servicer_to_server").flatMap {
        registrations($0, name, server: 1, implementation: 0)
      }
      found += calls(of: "New\(name)Handler").filter(isConnect).flatMap {
        registrations($0, name, server: nil, implementation: 0)
      }
    }
    found += calls(of: "addService").compactMap(node)
    return found.sorted { $0.call < $1.call }
  }

  private func calls(of name: String) -> [NodeRef] {
    guard let name = context.program.names.lookup(name) else { return [] }
    return context.program.sites(of: name).filter { context.isServed($0.file) }
  }

  /// `userv1connect.NewUserServiceHandler(impl)`, of Connect's generated packages.
  private func isConnect(_ call: NodeRef) -> Bool {
    guard let file = context.program.file(call.file), file.source.language == .go,
      let callee = file.child(call.node, .callee), let object = file.child(callee, .object)
    else { return false }
    return context.program.text(file[object].name).hasSuffix("connect")
  }

  private func registrations(_ call: NodeRef, _ name: String, server: Int?, implementation: Int) -> [GRPCRegistration] {
    guard let file = context.program.file(call.file), let service = services.service(name, near: file.source.path),
      let given = evaluator.argument(implementation, of: call)
        ?? evaluator.argument(named: "servicer", of: call)
    else { return [] }
    let place = server.flatMap { evaluator.argument($0, of: call) ?? evaluator.argument(named: "server", of: call) }
    // A function that registers for its callers is run for each; those that differ in nothing count once.
    var known: Set<NodeRef?> = []
    return evaluator.contexts(of: call).compactMap { run in
      let found = self.implementation(evaluator.value(of: given, in: run.frame))
      var key: NodeRef?
      if case .type(let type) = found { key = type }
      guard known.insert(key).inserted else { return nil }
      return GRPCRegistration(service: service, call: call, frame: run.frame, server: place, implementation: found)
    }
  }

  private func implementation(_ value: Value) -> GRPCImplementation {
    for alternative in value.alternatives {
      switch alternative {
      case .instance(let type, _), .type(let type): return .type(type)
      default: continue
      }
    }
    return .library
  }

  // MARK: Node

  private func node(_ call: NodeRef) -> GRPCRegistration? {
    guard let file = context.program.file(call.file), file.source.language?.isECMAScript == true,
      let definition = evaluator.argument(0, of: call), let given = evaluator.argument(1, of: call),
      let service = service(definition, file)
    else { return nil }
    let receiver = file.child(call.node, .callee).flatMap { file.child($0, .object) }
    let value = evaluator.value(of: given)
    var implementation = implementation(value)
    if case .library = implementation {
      var functions: [String: NodeRef] = [:]
      for (key, node) in evaluator.entries(of: value) { functions[key] = function(node) }
      guard !functions.isEmpty else { return nil }
      implementation = .functions(functions)
    }
    return GRPCRegistration(
      service: service, call: call, frame: nil, server: receiver.map { NodeRef(file: call.file, node: $0) },
      implementation: implementation)
  }

  /// `proto.shop.CartService.service`, or `CartServiceService` and `CartService` of generated code.
  private func service(_ definition: NodeRef, _ file: SyntaxFile) -> GRPCService? {
    var names: [String] = []
    var node = definition.node
    for _ in 0..<6 {
      names.append(context.program.text(file[node].name))
      guard file[node].kind == .member, let object = file.child(node, .object) else { break }
      node = object
    }
    let name = names.first == "service" ? names.dropFirst().first : names.first
    guard let name else { return nil }
    let short = name.hasSuffix("Service") ? String(name.dropLast("Service".count)) : name
    return services.service(name, near: file.source.path) ?? services.service(short, near: file.source.path)
  }

  /// A function, also one that is bound: `Server.charge.bind(this)`.
  private func function(_ ref: NodeRef) -> NodeRef? {
    guard let file = context.program.file(ref.file) else { return nil }
    if file[ref.node].kind == .function { return ref }
    if let found = plain(evaluator.value(of: ref)) { return found }
    guard file[ref.node].kind == .call, let callee = file.child(ref.node, .callee), file[callee].kind == .member,
      context.program.text(file[callee].name) == "bind", let object = file.child(callee, .object)
    else { return nil }
    return plain(evaluator.value(of: NodeRef(file: ref.file, node: object)))
  }

  private func plain(_ value: Value) -> NodeRef? {
    for alternative in value.alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _): return function
      default: continue
      }
    }
    return nil
  }
}
