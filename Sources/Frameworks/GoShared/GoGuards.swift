internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Judges Go middleware: functions of the project by what they do to a request without credentials, libraries by name.
final class GoGuards {
  private let context: RecognizerContext
  private let handlers: GoHandlers
  private let libraries: MiddlewareGuards
  private var memo: [Question: Auth] = [:]
  private var own: [NodeRef: Auth] = [:]

  private struct Question: Hashable {
    let ref: NodeRef
    let frame: ObjectIdentifier?
  }

  init(_ context: RecognizerContext) {
    self.context = context
    handlers = GoHandlers(context)
    libraries = MiddlewareGuards(context)
  }

  private var evaluator: Evaluator { context.evaluator }

  /// Library middleware that refuses callers without credentials.
  private static let required: Set<String> = [
    "github.com/gin-gonic/gin.BasicAuth", "github.com/gin-gonic/gin.BasicAuthForRealm",
    "github.com/labstack/echo/v4/middleware.BasicAuth", "github.com/labstack/echo/v4/middleware.KeyAuth",
    "github.com/go-chi/chi/v5/middleware.BasicAuth", "github.com/labstack/echo-jwt.JWT",
    "github.com/labstack/echo-jwt.WithConfig", "github.com/go-chi/jwtauth.Authenticator",
  ]

  /// What a middleware asks of callers.
  func auth(of middleware: GoMiddleware) -> Auth {
    let question = Question(ref: middleware.ref, frame: middleware.frame.map { ObjectIdentifier($0) })
    if let known = memo[question] { return known }
    let auth = judge(middleware)
    memo[question] = auth
    return auth
  }

  private func judge(_ middleware: GoMiddleware) -> Auth {
    let name = libraries.title(of: middleware.ref)
    if context.extraGuards.contains(name) {
      return Auth(.required, by: name, location: context.location(middleware.ref))
    }
    if let (function, frame) = function(of: middleware) { return auth(of: function, frame, name) }
    guard let library = libraryName(middleware) else { return doubt(name) }
    if Self.required.contains(library) { return Auth(.required, by: name, location: context.location(middleware.ref)) }
    return MiddlewareGuards.soundsLikeGuard(library) ? Auth(.unknown, by: name) : Auth(.none)
  }

  private func doubt(_ name: String) -> Auth {
    MiddlewareGuards.soundsLikeGuard(name) ? Auth(.unknown, by: name) : Auth(.none)
  }

  /// The function or value of a library that a middleware is, or the one that made it.
  private func libraryName(_ middleware: GoMiddleware) -> String? {
    if let name = evaluator.value(of: middleware.ref, in: middleware.frame).externalName { return name }
    guard let file = context.program.file(middleware.ref.file), let callee = file.child(middleware.ref.node, .callee)
    else { return nil }
    return evaluator.value(of: NodeRef(file: middleware.ref.file, node: callee), in: middleware.frame).externalName
  }

  /// The innermost function that gets the request, and what is known in it: through functions that make functions.
  private func function(of middleware: GoMiddleware) -> (NodeRef, Frame?)? {
    var frame = middleware.frame
    var found: NodeRef?
    if let file = context.program.file(middleware.ref.file), file[middleware.ref.node].kind == .call,
      let callee = file.child(middleware.ref.node, .callee)
    {
      let called = evaluator.value(of: NodeRef(file: middleware.ref.file, node: callee), in: frame)
      if let maker = plainFunction(called) {
        let bindings = evaluator.frame(for: maker, calledAt: middleware.ref, in: frame)
        frame = bindings.map { Frame(bindings: $0.bindings, parent: frame) } ?? frame
        found = maker
      } else if let given = evaluator.argument(0, of: middleware.ref), called.externalName == "net/http.HandlerFunc" {
        found = handlers.function(of: evaluator.value(of: given, in: frame))
      }
    } else {
      found = plainFunction(evaluator.value(of: middleware.ref, in: frame))
    }
    guard var function = found else { return nil }
    // `func(next http.Handler) http.Handler { return http.HandlerFunc(func(w, r) {…}) }`, and functions that make such.
    for _ in 0..<3 {
      if handlers.takesRequest(function) { return (function, frame) }
      guard let inner = handlers.function(of: evaluator.returned(by: function, in: frame)), inner != function else {
        return nil
      }
      function = inner
    }
    return handlers.takesRequest(function) ? (function, frame) : nil
  }

  private func plainFunction(_ value: Value) -> NodeRef? {
    // Several functions, one of which runs: nothing can be said.
    guard value.alternatives.count == 1 else { return nil }
    return handlers.function(of: value)
  }

  private func auth(of function: NodeRef, _ frame: Frame?, _ name: String) -> Auth {
    if ScriptGuards.isAboutForgery(function, name, context) { return Auth(.none) }
    let budget = GoBudget()
    let outcomes = GoWalk.run(function, GoState(), context, handlers, frame, budget, depth: 0)
    let isChain = parameterType(function) == "github.com/gin-gonic/gin.Context"
    let readsCredentials = outcomes.contains { $0.state.readsCredentials }
    let title = name.isEmpty || name == "<function>" ? "middleware" : name
    let passing = outcomes.filter { isChain ? !$0.state.isAborted : $0.state.passes }
    let refused = outcomes.first { $0.state.refusal != nil && ($0.state.isAborted || !$0.state.passes) }
    let isUnseen = budget.isOver || outcomes.contains { $0.state.isUnseen }
    guard let refused else {
      // It ends some requests, by whom they come from, in a way that is not understood.
      let ended = outcomes.contains { isChain ? $0.state.isAborted : !$0.state.passes }
      let isAboutCallers = outcomes.contains { $0.state.mentionsIdentity || $0.state.readsCredentials }
      if !isChain || MiddlewareGuards.soundsLikeGuard(name), ended, isAboutCallers { return Auth(.unknown, by: title) }
      if isUnseen { return doubt(name) }
      return Auth(readsCredentials ? .optional : .none, by: readsCredentials ? title : "")
    }
    let location = refused.state.refusal.map { context.location($0) } ?? context.headLocation(function)
    if passing.isEmpty, !isUnseen { return Auth(.required, by: title, location: location) }
    if passing.contains(where: { !$0.state.isUncertain && !$0.state.isUnseen }) {
      return Auth(readsCredentials ? .optional : .none, by: readsCredentials ? title : "")
    }
    guard readsCredentials || isUnseen || MiddlewareGuards.soundsLikeGuard(name) else { return Auth(.none) }
    return Auth(.unknown, by: title, location: location)
  }

  private func parameterType(_ function: NodeRef) -> String? {
    for parameter in handlers.parameters(of: function) {
      guard let name = evaluator.value(of: parameter).externalName else { continue }
      if GoHandlers.requestTypes.contains(name) { return name }
    }
    return nil
  }

  // MARK: Handlers

  /// A handler's own check stands at its beginning.
  private static let maxOwnFuel = 400

  /// A handler that refuses callers by itself.
  func ownCheck(of function: NodeRef) -> Auth {
    if let known = own[function] { return known }
    let budget = GoBudget()
    budget.fuel = Self.maxOwnFuel
    let outcomes = GoWalk.run(function, GoState(), context, handlers, nil, budget, depth: 0)
    var auth = Auth(.none)
    // Whatever decides on it, 401 and 403 are about who is calling.
    let refused = outcomes.map(\.state).first { $0.refusal != nil }
    if let refused, let place = refused.refusal {
      let isAlways = outcomes.allSatisfy {
        $0.state.refusal != nil && $0.state.isDecidedByIdentity && !$0.state.isUnseen
      }
      auth = Auth(
        isAlways && !budget.isOver ? .required : .unknown, by: "check in the handler", location: context.location(place)
      )
    }
    if auth.requirement == .none, asksGuard(function) { auth = Auth(.unknown, by: "check in the handler") }
    own[function] = auth
    return auth
  }

  /// Whether a handler gives the request to something that sounds like a guard.
  private func asksGuard(_ function: NodeRef) -> Bool {
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return false
    }
    return (body..<file[body].next).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee),
        MiddlewareGuards.soundsLikeGuard(context.program.text(file[callee].name))
      else { return false }
      return file.children(node, .argument).contains { argument in
        let value = evaluator.value(of: NodeRef(file: function.file, node: argument))
        return value.externalName.map { GoHandlers.requestTypes.contains($0) } ?? false
      }
    }
  }

  /// A middleware for the model.
  func described(_ middleware: GoMiddleware, _ auth: Auth) -> Middleware {
    libraries.middleware(middleware.ref, auth, in: middleware.frame)
  }
}
