internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Flask-CORS: `CORS(app, origins=…, resources=…, supports_credentials=…)`, `cors.init_app`, `@cross_origin`.
extension FlaskReading {
  mutating func readCORS() {
    for call in context.calls(of: "flask_cors.CORS") {
      // `CORS()` alone is set up by `init_app`.
      guard evaluator.argument(0, of: call) ?? evaluator.argument(named: "app", of: call) != nil else { continue }
      addPolicy(call)
    }
    for call in context.registrations(of: ["init_app"], on: ["flask_cors.CORS"]) { addPolicy(call.call) }
    for call in context.calls(of: "flask_cors.cross_origin") { addPolicy(call) }
  }

  private mutating func addPolicy(_ call: NodeRef) {
    var origins = evaluator.argument(named: "origins", of: call)
    // `resources={r"/api/*": {"origins": "*"}}`: the widest of them.
    if origins == nil, let resources = evaluator.argument(named: "resources", of: call) {
      let nested = evaluator.entries(of: evaluator.value(of: resources)).compactMap {
        evaluator.entryNode("origins", of: evaluator.value(of: $0.value))
      }
      origins = nested.first { isAny($0) } ?? nested.first
    }
    let credentials =
      evaluator.argument(named: "supports_credentials", of: call).map { evaluator.value(of: $0) } == .bool(true)
    let allowsAny = origins.map { isAny($0) } ?? true
    corsPolicies.append(
      CORSPolicy(
        location: context.location(call), allowsAnyOrigin: allowsAny,
        // Flask-CORS answers with the request's own origin when any is allowed together with credentials.
        reflectsOrigin: allowsAny && credentials, allowsCredentials: credentials))
  }

  private func isAny(_ origins: NodeRef) -> Bool {
    let value = evaluator.value(of: origins)
    if value == .string("*") || value == .string(".*") { return true }
    return evaluator.elements(of: value).contains { $0 == .string("*") || $0 == .string(".*") }
  }
}
