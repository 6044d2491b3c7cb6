internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Route objects with all that surrounds them, as endpoints.
struct HapiEndpoints {
  let walk: HapiWalk
  let auth: HapiAuth
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()
  private(set) var firstUse: Location?
  private var seen: Set<String> = []

  init(walk: HapiWalk) {
    self.walk = walk
    auth = HapiAuth(walk.context)
  }

  private var context: RecognizerContext { walk.context }
  private var evaluator: Evaluator { context.evaluator }

  mutating func read() {
    let ordered = walk.routes.enumerated().sorted { ($0.element.object, $0.offset) < ($1.element.object, $1.offset) }
    for (_, route) in ordered {
      guard let path = route.entries["path"], let method = route.entries["method"] else { continue }
      let texts = context.texts(path, in: route.frame)
      for text in texts.isEmpty ? [String(Value.hole)] : texts {
        for verb in context.texts(method, in: route.frame) { add(route, verb.uppercased(), text) }
      }
    }
  }

  private mutating func add(_ route: HapiRoute, _ verb: String, _ path: String) {
    let place = context.location(route.object)
    if firstUse == nil { firstUse = place }
    var options = route.entries
    for key in ["options", "config"] {
      guard let ref = route.entries[key] else { continue }
      for (name, value) in settings(ref, route.frame) { options[name] = value }
    }
    let full = PathTemplate.below(route.realm.prefix, path)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: verb == "*" ? "ANY" : verb,
      path: PathTemplate.withoutTrailingSlash(PathTemplate.normalized(Self.template(full))), framework: "hapi",
      auth: Auth(.none), handler: handler(options["handler"], route), registered: place)
    guard seen.insert("\(endpoint.method) \(endpoint.path) \(route.object)").inserted else { return }
    endpoint.order = endpoints.count
    if let registered = route.realm.registered { endpoint.mounted = context.location(registered) }
    judge(route, options, &endpoint)
    if let limiter = walk.rateLimit {
      endpoint.rateLimit = Middleware(name: "hapi-rate-limit", kind: .rateLimit, location: context.location(limiter))
    }
    if let validate = options["validate"] { endpoint.inputs = inputs(validate, route.frame) }
    endpoints.append(endpoint)
  }

  /// Options are an object, or a function of the server that answers with one.
  private func settings(_ ref: NodeRef, _ frame: Frame?) -> [String: NodeRef] {
    if case .function(let function) = evaluator.value(of: ref, in: frame) {
      let value = evaluator.returned(by: function, in: frame)
      return Dictionary(evaluator.entries(of: value).map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    }
    return context.options(ref, in: frame)
  }

  /// `{name?}`, `{name*}`, `{name*2}` as `{name}`.
  static func template(_ path: String) -> String {
    var output = ""
    var isInside = false
    var isMark = false
    for character in path {
      switch character {
      case "{":
        isInside = true
        output.append(character)
      case "}":
        isInside = false
        isMark = false
        output.append(character)
      case "?", "*": if isInside { isMark = true } else { output.append(character) }
      default: if !isMark { output.append(character) }
      }
    }
    return output
  }

  private mutating func handler(_ ref: NodeRef?, _ route: HapiRoute) -> Handler {
    guard let ref else { return Handler(name: "", location: context.location(route.object), function: nil) }
    guard let function = context.scriptFunction(of: ref, in: route.frame) else {
      return Handler(name: auth.title(of: ref), location: context.location(ref), function: nil)
    }
    noteSource(function)
    return context.handler(function)
  }

  private mutating func noteSource(_ function: NodeRef) {
    if let first = evaluator.parameters(of: function).first { sources.parameters[first] = .request }
  }

  private mutating func judge(_ route: HapiRoute, _ options: [String: NodeRef], _ endpoint: inout Endpoint) {
    let request = AnonymousRequest(method: endpoint.method, path: endpoint.path)
    if let own = options["auth"] {
      endpoint.auth = auth.auth(of: own, route.frame)
    } else if let standard = auth.standard {
      endpoint.auth = standard
    }
    if endpoint.auth.requirement != .none {
      endpoint.middleware.append(
        Middleware(
          name: endpoint.auth.by, kind: .guarding, location: endpoint.auth.location ?? endpoint.registered))
    }
    var before = walk.extensions.map { ($0.ref, $0.frame) }
    for pre in options["pre"].map({ context.flattenedElements($0, in: route.frame) }) ?? [] {
      before.append((context.options(pre, in: route.frame)["method"] ?? pre, route.frame))
    }
    for (ref, frame) in before {
      if let function = context.scriptFunction(of: ref, in: frame) { noteSource(function) }
      let found = auth.auth(ofFunction: ref, frame, request)
      endpoint.middleware.append(auth.middleware(ref, found, frame))
      endpoint.auth = endpoint.auth.stronger(found)
    }
    if endpoint.auth.requirement == .none, let ref = options["handler"],
      let function = context.scriptFunction(of: ref, in: route.frame)
    {
      endpoint.auth = endpoint.auth.stronger(HandlerChecks(context).auth(of: function))
    }
  }

  private func inputs(_ validate: NodeRef, _ frame: Frame?) -> [Input] {
    let parts = context.options(validate, in: frame)
    let places: [(String, Input.Place)] = [
      ("params", .path), ("query", .query), ("payload", .body), ("headers", .header),
    ]
    return places.flatMap { key, place in
      parts[key].map { SchemaInputs(context: context).inputs(of: $0, place, frame) } ?? []
    }
  }
}
