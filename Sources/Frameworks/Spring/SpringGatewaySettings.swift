internal import Formats
internal import Model
internal import Resolution
internal import Source

/// Routes of Spring Cloud Gateway in settings: `spring.cloud.gateway.routes` with `predicates: [Path=/api/**]`.
struct SpringGatewaySettings {
  let project: JavaProject
  let applications: SpringApplications
  private(set) var endpoints: [Endpoint] = []

  /// Below `spring.cloud.gateway`, where versions have put the routes.
  private static let places: [[String]] = [
    [], ["server", "webflux"], ["server", "webmvc"], ["mvc"],
  ]

  init(_ project: JavaProject, _ applications: SpringApplications) {
    self.project = project
    self.applications = applications
  }

  mutating func read() {
    for document in project.context.program.tree.documents where document.purpose != .test {
      guard let name = document.path.split(separator: "/").last, name.hasPrefix("application"),
        name.hasSuffix(".yml") || name.hasSuffix(".yaml"), document.contains(text: "predicates"),
        document.contains(text: "gateway")
      else { continue }
      for root in YAML.parse(document.bytes, file: document.path).documents {
        for place in Self.places {
          var node = root.at("spring", "cloud", "gateway")
          for key in place { node = node?[key] }
          for route in node?["routes"]?.sequence ?? [] { add(route, document) }
        }
      }
    }
  }

  private mutating func add(_ route: ConfigNode, _ document: SourceFile) {
    var methods: [String] = []
    var paths: [(text: String, line: Int)] = []
    for predicate in route["predicates"]?.sequence ?? [] {
      let (name, values) = Self.parts(predicate)
      switch name {
      case "Path": paths += values.map { ($0, predicate.line) }
      case "Method": methods += values.map { $0.uppercased() }
      default: break
      }
    }
    let module = project.modules.index(of: document.path)
    let application = applications.application(of: module)
    for path in paths {
      for method in methods.isEmpty ? ["ANY"] : methods {
        let local = PathTemplate.normalized(project.settings.resolved(path.text, in: module))
        let place = Location(file: document.path, line: path.line)
        let auth = application.security.auth(
          SpringRequest(method: method, path: local), handler: nil, controller: nil)
        var endpoint = Endpoint(
          id: EndpointID(index: 0), method: method, path: SpringPath.presented(PathTemplate.braces(local)),
          framework: "spring", auth: auth, handler: Handler(name: "gateway route", location: place, function: nil),
          registered: place)
        endpoint.router = 6_000_000 + endpoints.count
        endpoints.append(endpoint)
      }
    }
  }

  /// `Path=/a/**,/b`, or `{name: Path, args: {pattern: /a/**}}`.
  private static func parts(_ predicate: ConfigNode) -> (name: String, values: [String]) {
    func list(_ text: String) -> [String] {
      text.split(separator: ",").map { String($0.drop(while: \.isWhitespace)) }.filter { $0 != "true" && $0 != "false" }
    }
    if let text = predicate.text, let equal = text.firstIndex(of: "=") {
      return (String(text[..<equal]), list(String(text[text.index(after: equal)...])))
    }
    let arguments = predicate["args"]?.mapping?.entries ?? []
    return (predicate["name"]?.text ?? "", arguments.flatMap { $0.value.texts }.flatMap(list))
  }
}
