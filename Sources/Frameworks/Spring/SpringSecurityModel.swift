internal import Model
internal import Resolution
internal import Source

/// What a rule of Spring Security lets through.
enum SpringAccess {
  case permit
  case required([String])
  case denied
  case unknown
}

/// One rule of a chain: the first that matches decides.
struct SpringRule {
  let matcher: SpringMatcher
  let access: SpringAccess
  let ref: NodeRef
  let by: String
}

/// A chain of security filters.
struct SpringChain {
  let ref: NodeRef
  let name: String
  /// Requests that it is for.
  var matcher = SpringMatcher.any
  var rules: [SpringRule] = []
  /// Whether it says anything about who may do what.
  var authorizes = false
  /// Whether what no rule matches is refused, as the newer configuration does.
  var refusesRest = false
  /// Parts of it could not be followed.
  var isPartlySeen = false
  /// Whether the application has it: `nil` when its conditions are not known.
  var isThere: Bool? = true
  var order = Int.max
  /// Filters of the project that it adds, as expressions.
  var filters: [NodeRef] = []
}

/// What may come out for a request.
struct SpringVerdict {
  var auth: Auth
  var isSure = true
}

extension SpringChain {
  /// What the chain says of a request that it is for.
  func verdict(_ request: SpringRequest, _ context: RecognizerContext) -> Auth {
    guard authorizes else {
      return isPartlySeen ? Auth(.unknown, by: name, location: context.headLocation(ref)) : Auth(.none)
    }
    var possible: [Auth] = []
    for rule in rules {
      let match = rule.matcher.matches(request)
      if match == .no { continue }
      possible.append(auth(of: rule, context))
      if match == .yes { return Self.agreed(possible, name, context.location(rule.ref)) }
    }
    if isPartlySeen { possible.append(Auth(.unknown, by: name)) }
    possible.append(
      refusesRest ? Auth(.required, by: name, location: context.headLocation(ref)) : Auth(.none))
    return Self.agreed(possible, name, context.headLocation(ref))
  }

  private func auth(of rule: SpringRule, _ context: RecognizerContext) -> Auth {
    let place = context.location(rule.ref)
    switch rule.access {
    case .permit:
      var auth = Auth(.none, by: "permitAll", location: place)
      auth.isExplicitlyPublic = true
      return auth
    case .required(let roles): return Auth(.required, by: rule.by, location: place, roles: roles)
    case .denied: return Auth(.required, by: "denyAll", location: place)
    case .unknown: return Auth(.unknown, by: rule.by, location: place)
    }
  }

  /// One answer for several that are possible.
  static func agreed(_ all: [Auth], _ name: String, _ place: Location) -> Auth {
    guard let last = all.last else { return Auth(.none) }
    return all.allSatisfy { $0.requirement == last.requirement } ? last : Auth(.unknown, by: name, location: place)
  }
}
