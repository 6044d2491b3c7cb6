internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Routes of Spring Cloud Gateway in code: `builder.routes().route("a", r -> r.path("/a/**").uri("lb://a"))`.
struct SpringGatewayRoutes {
  let project: JavaProject
  let applications: SpringApplications
  private(set) var endpoints: [Endpoint] = []

  private static let locators: Set<String> = ["org.springframework.cloud.gateway.route.RouteLocator"]

  init(_ project: JavaProject, _ applications: SpringApplications) {
    self.project = project
    self.applications = applications
  }

  mutating func read() {
    for type in project.types {
      guard let file = project.file(type.ref), file.source.contains(text: "RouteLocator") else { continue }
      for method in project.methods(of: type) {
        guard let answer = file.child(method.node, .type),
          project.names(of: NodeRef(file: method.file, node: answer)).first(in: Self.locators) != nil
        else { continue }
        for node in method.node..<file[method.node].next where file[node].kind == .call {
          guard let callee = file.child(node, .callee), project.text(file[callee].name) == "route",
            let lambda = project.arguments(of: NodeRef(file: method.file, node: node)).lazy
              .compactMap({ [project] in project.function($0) }).first
          else { continue }
          route(lambda, NodeRef(file: method.file, node: node))
        }
      }
    }
  }

  private mutating func route(_ lambda: NodeRef, _ call: NodeRef) {
    var paths: [String] = []
    var methods: [String] = []
    read(lambda, &paths, &methods, depth: 0)
    let application = applications.application(of: call.file)
    for path in paths {
      for method in methods.isEmpty ? ["ANY"] : methods {
        let local = PathTemplate.normalized(project.settings.resolved(path, in: application.module))
        let auth = application.security.auth(
          SpringRequest(method: method, path: local), handler: nil, controller: nil)
        let place = project.context.headLocation(call)
        var endpoint = Endpoint(
          id: EndpointID(index: 0), method: method, path: SpringPath.presented(PathTemplate.braces(local)),
          framework: "spring", auth: auth, handler: Handler(name: "gateway route", location: place, function: nil),
          registered: place)
        endpoint.router = 5_000_000 + endpoints.count
        endpoints.append(endpoint)
      }
    }
  }

  /// Predicates of a route, those of the project's own methods among them.
  private func read(_ function: NodeRef, _ paths: inout [String], _ methods: inout [String], depth: Int) {
    guard depth < 4, let file = project.file(function) else { return }
    for node in function.node..<file[function.node].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee) else { continue }
      let ref = NodeRef(file: function.file, node: node)
      switch project.text(file[callee].name) {
      case "path": paths += project.arguments(of: ref).flatMap { project.texts($0) }
      case "method":
        methods += project.arguments(of: ref).compactMap { argument in
          project.file(argument).map { project.text($0[argument.node].name) }
        }
      case let name where file[callee].kind == .name:
        guard let type = project.type(around: ref), let method = project.method(name, of: type) else { continue }
        read(method, &paths, &methods, depth: depth + 1)
      default: break
      }
    }
  }
}
