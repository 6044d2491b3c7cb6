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
  /// What calls on builders gave, by call: returned chains are not walked twice.
  var results: [NodeRef: Int] = [:]
  var steps = 0
  lazy var extensions = extensionMethods()

  init(_ context: RecognizerContext, _ files: [FileID]) {
    self.context = context
    self.files = files
    attributes = AspNetAttributes(context: context)
  }

  var evaluator: Evaluator { context.evaluator }

  static let builderTypes: Set<String> = [
    "WebApplication", "IEndpointRouteBuilder", "RouteGroupBuilder", "IApplicationBuilder", "IEndpointConventionBuilder",
    "IVersionedEndpointRouteBuilder",
  ]

  // MARK: Beginnings

  func run() {
    for id in files { topLevel(id) }
    for id in files { configureMethods(id) }
    // What nobody seems to call is mapped all the same: by reflection, or by whoever uses the library.
    // First what is called by nobody at all, since that may be what calls the others.
    for id in files { leftOver(id, called: false) }
    for id in files { leftOver(id, called: true) }
  }

  func begin(_ id: FileID) -> Int {
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

  private func leftOver(_ id: FileID, called: Bool) {
    eachFunction(id) { function, file in
      let ref = NodeRef(file: id, node: function)
      guard !walked.contains(ref), !builderParameters(function, file).isEmpty,
        !isOfModule(function, file),
        called || context.program.sites(of: file[function].name).allSatisfy({ !context.isServed($0.file) }),
        maps(function, file)
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

  func eachFunction(_ id: FileID, _ body: (NodeID, SyntaxFile) -> Void) {
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
}

/// A call on a builder.
struct AspNetCall {
  let ref: NodeRef
  let name: String
  let builder: Int
  let file: SyntaxFile
}
