internal import Model
internal import Source

/// The functions that one endpoint reaches.
enum Reached {
  /// Functions visited per endpoint; real handlers stay far below it.
  private static let cap = 400

  /// Its handler, its middleware, and whatever they call in whatever manner.
  static func functions(_ endpoint: Endpoint, _ backend: Backend) -> [Function] {
    var stack = ([endpoint.handler.function] + endpoint.middleware.map(\.function)).compactMap(\.self)
    var seen: Set<FunctionID> = []
    var found: [Function] = []
    while let next = stack.popLast(), found.count < cap {
      guard seen.insert(next).inserted else { continue }
      found.append(backend[next])
      stack += backend[next].calls.map(\.callee)
    }
    return found
  }

  /// Whether a function or middleware on the way has one of these words in its name.
  static func mentions(_ words: Set<String>, _ endpoint: Endpoint, _ backend: Backend) -> Bool {
    let names = functions(endpoint, backend).map(\.name) + endpoint.middleware.map(\.name)
    return names.contains { Words.of($0).contains { words.contains($0) } }
  }

  private static let checks: Set<String> = [
    "signature", "hmac", "authenticate", "authenticated", "authorize", "authorized", "permission", "permissions",
    "webhook",
  ]

  /// The handler itself, or what it calls, checks a token, a signature or a permission.
  static func authenticatesItself(_ endpoint: Endpoint, _ paths: RequestPaths, _ backend: Backend) -> Bool {
    let verifies = paths[endpoint.id].steps.contains { step in
      if case .jwt(let token) = backend[step.effect].kind {
        return token.verb != .sign && token.verifiesSignature != false
      }
      return false
    }
    return verifies || mentions(checks, endpoint, backend)
  }
}

extension Backend {
  /// The endpoints, those that change something first: a finding names the one that it is about.
  var changingFirst: [Endpoint] { endpoints.filter(\.isMutating) + endpoints.filter { !$0.isMutating } }

  /// The table of a model or table name, when exactly one is known.
  func table(named name: String) -> Table? {
    let wanted = name.lowercased()
    var found: Int?
    for position in tables.indices
    where Words.isSame(tables[position].model, wanted) || Words.isSame(tables[position].name, wanted) {
      if found != nil { return nil }
      found = position
    }
    return found.map { tables[$0] }
  }
}
