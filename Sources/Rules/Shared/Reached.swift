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
    var found: Int?
    for position in tables.indices
    where tables[position].model.isSame(as: name) || tables[position].name.isSame(as: name) {
      if found != nil { return nil }
      found = position
    }
    return found.map { tables[$0] }
  }
}

extension String {
  /// Equal in letters of either case, without a copy where both are ASCII: every query asks it of every table.
  fileprivate func isSame(as other: String) -> Bool {
    if utf8.count == other.utf8.count {
      var isPlain = true
      for (own, its) in zip(utf8, other.utf8) {
        if (own | its) & 0x80 != 0 {
          isPlain = false
          break
        }
        if own != its, own.folded != its.folded { return false }
      }
      if isPlain { return true }
    } else if utf8.allSatisfy({ $0 < 0x80 }) {
      return false
    }
    return lowercased() == other.lowercased()
  }
}

extension UInt8 {
  /// In lower case when it is a letter of ASCII.
  fileprivate var folded: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
}
