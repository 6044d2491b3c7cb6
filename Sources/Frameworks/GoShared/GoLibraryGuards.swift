internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What middleware of libraries asks of callers, by its name and its options.
struct GoLibraryGuards {
  private let context: RecognizerContext
  private let handlers: GoHandlers

  init(_ context: RecognizerContext, _ handlers: GoHandlers) {
    self.context = context
    self.handlers = handlers
  }

  private var evaluator: Evaluator { context.evaluator }

  /// Middleware that refuses callers without credentials.
  private static let required: Set<String> = [
    "github.com/gin-gonic/gin.BasicAuth", "github.com/gin-gonic/gin.BasicAuthForRealm",
    "github.com/labstack/echo/v4/middleware.BasicAuth", "github.com/labstack/echo/v4/middleware.KeyAuth",
    "github.com/labstack/echo/v4/middleware.JWT", "github.com/labstack/echo/middleware.JWT",
    "github.com/labstack/echo/middleware.BasicAuth", "github.com/labstack/echo/middleware.KeyAuth",
    "github.com/go-chi/chi/v5/middleware.BasicAuth", "github.com/go-chi/chi/middleware.BasicAuth",
    "github.com/labstack/echo-jwt.JWT", "github.com/go-chi/jwtauth.Authenticator",
    "github.com/appleboy/gin-jwt.GinJWTMiddleware.MiddlewareFunc",
    "github.com/go-pkgz/auth/middleware.Authenticator.Auth",
    "github.com/go-pkgz/auth/middleware.Authenticator.AdminOnly",
    "github.com/go-pkgz/auth/middleware.Authenticator.RBAC", "github.com/go-pkgz/rest.BasicAuth",
    "github.com/go-pkgz/rest.BasicAuthWithUserPasswd", "github.com/auth0/go-jwt-middleware.JWTMiddleware.CheckJWT",
  ]

  /// Middleware that looks for credentials and lets everybody through.
  private static let optional: Set<String> = [
    "github.com/go-pkgz/auth/middleware.Authenticator.Trace", "github.com/go-chi/jwtauth.Verifier",
    "github.com/go-chi/jwtauth.Verify",
  ]

  /// Middleware made with options, with the option that lets requests skip it and the one that answers failures.
  private static let made: [String: (skip: String, failure: String)] = [
    "github.com/gofiber/contrib/jwt.New": ("Filter", "ErrorHandler"),
    "github.com/gofiber/jwt.New": ("Filter", "ErrorHandler"),
    "github.com/gofiber/contrib/paseto.New": ("Next", "ErrorHandler"),
    "github.com/gofiber/fiber/v2/middleware/keyauth.New": ("Next", "ErrorHandler"),
    "github.com/gofiber/fiber/v2/middleware/basicauth.New": ("Next", "Unauthorized"),
    "github.com/gofiber/fiber/v3/middleware/keyauth.New": ("Next", "ErrorHandler"),
    "github.com/gofiber/fiber/v3/middleware/basicauth.New": ("Next", "Unauthorized"),
    "github.com/labstack/echo-jwt.WithConfig": ("Skipper", "ErrorHandler"),
    "github.com/labstack/echo/v4/middleware.JWTWithConfig": ("Skipper", "ErrorHandlerWithContext"),
    "github.com/labstack/echo/v4/middleware.KeyAuthWithConfig": ("Skipper", "ErrorHandler"),
    "github.com/labstack/echo/v4/middleware.BasicAuthWithConfig": ("Skipper", ""),
    "github.com/labstack/echo/middleware.JWTWithConfig": ("Skipper", "ErrorHandlerWithContext"),
    "github.com/labstack/echo/middleware.KeyAuthWithConfig": ("Skipper", "ErrorHandler"),
    "github.com/labstack/echo/middleware.BasicAuthWithConfig": ("Skipper", ""),
  ]

  /// The verdict on a library's middleware; `nil` for one that is not known.
  func auth(_ library: String, _ call: NodeRef, _ frame: Frame?, _ name: String, _ budget: GoBudget) -> Auth? {
    let location = context.location(call)
    if Self.required.contains(library) { return Auth(.required, by: name, location: location) }
    if Self.optional.contains(library) { return Auth(.optional, by: name, location: location) }
    guard let options = Self.made[library] else { return nil }
    return made(options, call, frame, name, budget)
  }

  private func made(
    _ options: (skip: String, failure: String), _ call: NodeRef, _ frame: Frame?, _ name: String, _ budget: GoBudget
  ) -> Auth {
    let location = context.location(call)
    let required = Auth(.required, by: name, location: location)
    let doubt = Auth(.unknown, by: name, location: location)
    guard let call = making(call, frame) else { return doubt }
    guard let first = evaluator.argument(0, of: call) else { return required }
    guard let site = literal(first, frame) else { return doubt }
    if let flag = evaluator.argument(named: "ContinueOnIgnoredError", of: site),
      evaluator.value(of: flag, in: frame) != .bool(false)
    {
      return doubt
    }
    if !options.failure.isEmpty, let given = evaluator.argument(named: options.failure, of: site) {
      guard let function = handlers.function(of: evaluator.value(of: given, in: frame)) else { return doubt }
      let outcomes = GoWalk.run(function, GoState(), context, handlers, frame, budget, depth: 0)
      if outcomes.contains(where: \.state.passes) { return Auth(.optional, by: name, location: location) }
    }
    guard let skip = evaluator.argument(named: options.skip, of: site) else { return required }
    guard let function = handlers.function(of: evaluator.value(of: skip, in: frame)) else { return doubt }
    let answers = Set(
      GoWalk.run(function, GoState(), context, handlers, frame, budget, depth: 1).map {
        $0.results.first?.answer ?? .unknown
      })
    if answers == [.nonzero] { return Auth(.none) }
    return answers == [.zero] ? required : doubt
  }

  /// The call that made a middleware.
  func making(_ ref: NodeRef, _ frame: Frame?) -> NodeRef? {
    if context.program.node(ref)?.kind == .call { return ref }
    if let site = evaluator.value(of: ref, in: frame).site { return site }
    guard let target = evaluator.definition(of: ref), let file = context.program.file(target.file) else { return nil }
    let statement = file[target.node].kind == .assignment ? target.node : file[target.node].parent
    guard file[statement].kind == .assignment, let value = file.child(statement, .value), file[value].kind == .call
    else { return nil }
    return NodeRef(file: target.file, node: value)
  }

  /// The literal that holds options: as it is written, or as the variable was made that is given.
  private func literal(_ ref: NodeRef, _ frame: Frame?) -> NodeRef? {
    if let node = context.program.node(ref), node.kind == .call, node.flags.contains(.isNew) { return ref }
    guard let site = evaluator.value(of: ref, in: frame).site, let node = context.program.node(site),
      node.kind == .call, node.flags.contains(.isNew)
    else {
      guard let target = evaluator.definition(of: ref), let file = context.program.file(target.file) else { return nil }
      let statement = file[target.node].kind == .assignment ? target.node : file[target.node].parent
      guard file[statement].kind == .assignment, let value = file.child(statement, .value), file[value].kind == .call,
        file[value].flags.contains(.isNew)
      else { return nil }
      return NodeRef(file: target.file, node: value)
    }
    return site
  }
}
