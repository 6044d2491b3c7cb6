internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What strategies, the server's default and routes say about who may call.
final class HapiAuth {
  private let context: RecognizerContext
  private let walk: OutsiderWalk
  private let guards: MiddlewareGuards
  /// What the server's default asks; `nil` without one.
  private(set) var standard: Auth?

  init(_ context: RecognizerContext) {
    self.context = context
    walk = OutsiderWalk(context)
    guards = MiddlewareGuards(context)
    standard = readDefault() ?? readModes() ?? readFolder()
  }

  private var evaluator: Evaluator { context.evaluator }

  /// Calls of a method of `server.auth`.
  private func sites(_ method: String) -> [NodeRef] {
    guard let name = context.program.names.lookup(method) else { return [] }
    return context.program.sites(of: name).filter { call in
      guard context.isServed(call.file), let file = context.program.file(call.file),
        let callee = file.child(call.node, .callee), file[callee].kind == .member,
        let object = file.child(callee, .object), file[object].kind == .member
      else { return false }
      return context.program.text(file[object].name) == "auth"
    }
  }

  /// `server.auth.default("jwt")`, `server.auth.default({strategy: "jwt", mode: "try"})`.
  private func readDefault() -> Auth? {
    for call in sites("default") {
      guard let first = evaluator.argument(0, of: call) else { continue }
      var auth = auth(of: first, nil)
      auth.location = context.location(call)
      return auth
    }
    return nil
  }

  /// Old servers name the mode with the strategy: `server.auth.strategy("jwt", "jwt", true, {…})`.
  private func readModes() -> Auth? {
    for call in sites("strategy") {
      guard let third = evaluator.argument(2, of: call) else { continue }
      let value = evaluator.value(of: third)
      let name = evaluator.argument(0, of: call).flatMap { evaluator.value(of: $0).constantText } ?? "strategy"
      if value == .bool(true) || value.constantText == "required" {
        return Auth(.required, by: name, location: context.location(call))
      }
      if let mode = value.constantText, mode == "try" || mode == "optional" {
        return Auth(.optional, by: name, location: context.location(call))
      }
    }
    return nil
  }

  /// Haute-couture's `auth/default.js`.
  private func readFolder() -> Auth? {
    for id in context.program.fileIDs {
      guard let file = context.program.file(id), file.source.path.hasSuffix("/auth/default.js"), context.isServed(id),
        let value = evaluator.exported("default", from: id)
      else { continue }
      if let name = value.constantText { return Auth(.required, by: name) }
      if case .literal(let literal) = value { return auth(of: literal, nil) }
    }
    return nil
  }

  /// What a route's `auth` setting asks; a scope alone keeps the default's strategy.
  func auth(of ref: NodeRef, _ frame: Frame?) -> Auth {
    let value = evaluator.value(of: ref, in: frame)
    if value == .bool(false) {
      var auth = Auth(.none)
      auth.isExplicitlyPublic = true
      return auth
    }
    let place = context.location(ref)
    if let name = value.constantText { return strategy(name, place) }
    guard case .literal = value else { return Auth(.unknown, by: "auth", location: place) }
    let options = context.options(ref, in: frame)
    let names = (options["strategy"] ?? options["strategies"]).map { context.texts($0, in: frame) } ?? []
    if let mode = options["mode"] {
      switch evaluator.value(of: mode, in: frame).constantText {
      case "try", "optional": return Auth(.optional, by: names.joined(separator: ", "), location: place)
      case "required": break
      default: return Auth(.unknown, by: names.joined(separator: ", "), location: place)
      }
    } else if names.isEmpty {
      return standard ?? Auth(.unknown, by: "auth", location: place)
    }
    let all = names.map { strategy($0, place) }
    var auth = all.first { $0.requirement != .required } ?? all.first ?? Auth(.required, by: "auth", location: place)
    auth.roles = options["scope"].map { context.texts($0, in: frame) } ?? []
    return auth
  }

  /// A strategy refuses whoever brings nothing, unless its scheme is the project's own and does not.
  private func strategy(_ name: String, _ place: Location) -> Auth {
    for call in sites("strategy") {
      guard evaluator.argument(0, of: call).flatMap({ evaluator.value(of: $0).constantText }) == name,
        let scheme = evaluator.argument(1, of: call).flatMap({ evaluator.value(of: $0).constantText }),
        let authenticate = schemeFunction(scheme)
      else { continue }
      let verdict = walk.verdict(of: authenticate, .scheme)
      return Auth(
        verdict.requirement, by: name, location: verdict.location ?? context.headLocation(authenticate))
    }
    return Auth(.required, by: name, location: place)
  }

  /// The `authenticate` function of a scheme of the project.
  private func schemeFunction(_ name: String) -> NodeRef? {
    for call in sites("scheme") {
      guard evaluator.argument(0, of: call).flatMap({ evaluator.value(of: $0).constantText }) == name,
        let factory = evaluator.argument(1, of: call), let function = context.scriptFunction(of: factory, in: nil),
        let entry = evaluator.entryNode("authenticate", of: evaluator.returned(by: function, in: nil))
      else { continue }
      return context.scriptFunction(of: entry, in: nil)
    }
    return nil
  }

  /// What a prerequisite or an extension asks of callers.
  func auth(ofFunction ref: NodeRef, _ frame: Frame?, _ request: AnonymousRequest) -> Auth {
    let name = guards.title(of: ref)
    if context.extraGuards.contains(name) { return Auth(.required, by: name, location: context.location(ref)) }
    guard let function = context.scriptFunction(of: ref, in: frame) else {
      return MiddlewareGuards.soundsLikeGuard(name) ? Auth(.unknown, by: name) : Auth(.none)
    }
    walk.world.request = request
    let verdict = walk.verdict(of: function, .hook)
    guard verdict.requirement == .required || verdict.requirement == .unknown else { return Auth(.none) }
    return Auth(
      verdict.requirement, by: name, location: verdict.location ?? context.headLocation(function))
  }

  func middleware(_ ref: NodeRef, _ auth: Auth, _ frame: Frame?) -> Middleware {
    guards.middleware(ref, auth, in: frame)
  }

  func title(of ref: NodeRef) -> String { guards.title(of: ref) }
}
