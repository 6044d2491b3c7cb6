internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// One operation of Django Ninja: `@router.get("/items/{id}", auth=…)`.
struct NinjaOperation {
  var call: Registration
  var methods: [String]
  var path: String
  var function: NodeRef
  /// Decorators below the registering one.
  var decorators: [NodeRef]
}

/// A router below an API or another router.
struct NinjaMount {
  var call: Registration
  var child: NodeRef
  var prefix: String
}

/// Operations and mounts by the call that made their API or router.
struct NinjaRegistry {
  var operations: [NodeRef: [NinjaOperation]] = [:]
  var mounts: [NodeRef: [NinjaMount]] = [:]
}

/// Django Ninja: APIs, routers, operations.
extension DjangoReading {
  private static let types: Set<String> = [
    "ninja.NinjaAPI", "ninja.Router", "ninja.main.NinjaAPI", "ninja.router.Router", "ninja_extra.NinjaExtraAPI",
    "ninja_extra.Router", "ninja_extra.main.NinjaExtraAPI",
  ]
  private static let verbs = ["get", "post", "put", "patch", "delete"]

  /// Whether a value is an API of Ninja.
  func isNinja(_ value: Value) -> Bool {
    switch value {
    case .object(let name, _): Self.types.contains(name)
    case .instance(let type, _): classes.libraries(of: type).contains(where: Self.types.contains)
    default: false
    }
  }

  mutating func readNinja() {
    guard context.program.imported.contains("ninja") || context.program.imported.contains("ninja_extra") else { return }
    for call in context.registrations(of: Self.verbs + ["api_operation"], on: Self.types) {
      guard let site = call.site, let file = context.program.file(call.call.file) else { continue }
      let parent = file[call.call.node].parent
      guard file[parent].kind == .decorator else { continue }
      let function = NodeRef(file: call.call.file, node: file[parent].parent)
      let isMany = call.method == "api_operation"
      let listed = isMany ? argument(0, "methods", of: call.call) : nil
      let methods =
        listed.map { evaluator.elements(of: evaluator.value(of: $0)).compactMap(\.constantText) } ?? [call.method]
      let given = argument(isMany ? 1 : 0, "path", of: call.call)
      let path =
        given.flatMap { DjangoText.best(evaluator.value(of: $0, in: call.context.frame)) } ?? String(Value.hole)
      ninja.operations[site, default: []].append(
        NinjaOperation(
          call: call, methods: methods.map { $0.uppercased() }, path: path, function: function,
          decorators: guards.decorators(of: function).filter { $0.node > call.call.node }))
      noteFramework("django-ninja", context.location(call.call))
    }
    for call in context.registrations(of: ["add_router"], on: Self.types) {
      guard let site = call.site, let given = argument(1, "router", of: call.call) else { continue }
      let prefix = argument(0, "prefix", of: call.call).flatMap {
        DjangoText.best(evaluator.value(of: $0, in: call.context.frame))
      }
      var router = evaluator.value(of: given, in: call.context.frame)
      // `"articles.api.router"`: also below a folder that the settings put on the path.
      if let dotted = router.constantText, let path = context.program.file(call.call.file)?.source.path {
        router = DjangoText.resolve(dotted, from: path, context)
        if router.site == nil { router = DjangoText.resolve("apps." + dotted, from: path, context) }
      }
      for child in router.alternatives.compactMap(\.site) {
        ninja.mounts[site, default: []].append(NinjaMount(call: call, child: child, prefix: prefix ?? ""))
      }
    }
  }

  // MARK: Laying out

  /// Everything that `api.urls` serves.
  mutating func readNinjaAPI(_ site: NodeRef, _ mount: DjangoMount) {
    let inherited = evaluator.argument(named: "auth", of: site)
    readNinja(site, mount, inherited: nil, standard: inherited, depth: 0)
  }

  private mutating func readNinja(
    _ site: NodeRef, _ mount: DjangoMount, inherited: NodeRef?, standard: NodeRef?, depth: Int
  ) {
    guard depth < 8, !isFull else { return }
    for operation in ninja.operations[site] ?? [] {
      let own = evaluator.argument(named: "auth", of: operation.call.call)
      for method in operation.methods { add(operation, method, mount, auth: own ?? inherited ?? standard) }
    }
    for child in ninja.mounts[site] ?? [] {
      var inner = mount
      inner.prefix = PathTemplate.join(mount.prefix, Self.template(child.prefix))
      inner.location = context.location(child.call.call)
      let auth =
        evaluator.argument(named: "auth", of: child.call.call) ?? evaluator.argument(named: "auth", of: child.child)
      readNinja(child.child, inner, inherited: auth ?? inherited, standard: standard, depth: depth + 1)
    }
  }

  /// `{int:id}` and `{id}` as `{id}`.
  private static func template(_ path: String) -> String {
    DjangoPaths.route(path.replacing("{", with: "<").replacing("}", with: ">")).template
  }

  private mutating func add(_ operation: NinjaOperation, _ method: String, _ outer: DjangoMount, auth: NodeRef?) {
    let written = operation.path.replacing("{", with: "<").replacing("}", with: ">")
    let (template, variables) = DjangoPaths.route(written)
    var mount = outer
    mount.prefix = PathTemplate.join(outer.prefix, template)
    mount.variables += variables
    let route = DjangoRoute(mount: mount, call: operation.call.call, frame: operation.call.context.frame)
    var endpoint = self.endpoint(route, method, "django-ninja", context.handler(operation.function))
    let request = self.request(for: endpoint)
    applyMiddleware(request, isExempt: false, &endpoint)
    if let auth { endpoint.auth = endpoint.auth.stronger(NinjaAuth(self).auth(auth)) }
    apply(operation.decorators, route.frame, request, &endpoint)
    checkHandler(operation.function, request, &endpoint)
    finish(&endpoint, route, operation.function)
  }
}

/// What `auth=` asks of a request without credentials.
struct NinjaAuth {
  private let reading: DjangoReading

  init(_ reading: DjangoReading) { self.reading = reading }

  private var evaluator: Evaluator { reading.evaluator }

  /// One callback of several must let the request through.
  func auth(_ given: NodeRef) -> Auth {
    let place = reading.context.location(given)
    if evaluator.value(of: given) == .null { return Auth(.none) }
    let all = reading.lists.elements(of: given).map { callback($0.node) }
    guard let first = all.first else { return Auth(.unknown, by: "auth", location: place) }
    var auth = all.dropFirst().reduce(first) { weaker, next in
      let order: [Auth.Requirement] = [.none, .optional, .unknown, .required]
      return (order.firstIndex(of: next.requirement) ?? 0) < (order.firstIndex(of: weaker.requirement) ?? 0)
        ? next : weaker
    }
    if auth.location == nil { auth.location = place }
    return auth
  }

  private func callback(_ ref: NodeRef) -> Auth {
    let place = reading.context.location(ref)
    switch evaluator.value(of: ref) {
    case .null: return Auth(.none)
    case .function(let function), .bound(let function, _):
      let name = reading.guards.title(of: ref)
      return answer(function, AnonymousRequest(), name, place)
    case .instance(let type, let site):
      let name = reading.classes.name(type)
      if let call = evaluator.method("__call__", of: type) {
        return answer(call, AnonymousRequest(flags: flags(of: type, site)), name, place)
      }
      // The library answers for requests that bring nothing.
      let libraries = reading.classes.libraries(of: type)
      let isKnown = libraries.contains { $0.hasPrefix("ninja.") || $0.hasPrefix("ninja_") }
      return Auth(isKnown ? .required : .unknown, by: name, location: place)
    case .external(let name), .object(let name, _), .member(let name, _):
      let isKnown = name.hasPrefix("ninja.security") || name.hasPrefix("ninja_jwt.authentication")
      return Auth(isKnown ? .required : .unknown, by: DjangoLibrary.last(name), location: place)
    default: return Auth(.unknown, by: reading.guards.title(of: ref), location: place)
    }
  }

  private func answer(_ function: NodeRef, _ request: AnonymousRequest, _ name: String, _ place: Location) -> Auth {
    let answer = AnonymousTruth.either(reading.walk(request).helper(function, depth: 0).answers)
    switch answer.answer {
    case .no: return Auth(.required, by: name, location: place)
    case .yes: return Auth(.optional, by: name, location: place)
    case .unknown: return Auth(.unknown, by: name, location: place)
    }
  }

  /// Attributes that the constructor sets from flags: `self.pass_even = pass_even`.
  private func flags(of type: NodeRef, _ site: NodeRef?) -> [String: Bool] {
    guard let site, let constructor = evaluator.constructor(of: type),
      let file = reading.context.program.file(constructor.file)
    else { return [:] }
    let frame = evaluator.frame(for: constructor, calledAt: site, in: nil)
    var found: [String: Bool] = [:]
    for node in constructor.node..<file[constructor.node].next where file[node].kind == .assignment {
      guard let target = file.child(node, .target), file[target].kind == .member, let value = file.child(node, .value),
        file[value].kind == .name,
        let parameter = evaluator.parameters(of: constructor).first(where: {
          reading.context.program.node($0)?.name == file[value].name
        })
      else { continue }
      let given = frame?.value(of: parameter) ?? evaluator.child(.value, of: parameter)
      if case .bool(let flag) = given { found[reading.context.program.text(file[target].name)] = flag }
    }
    return found
  }
}
