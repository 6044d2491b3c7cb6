internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// A middleware as it is written, with what is known there.
struct GoMiddleware {
  let ref: NodeRef
  let frame: Frame?
  /// It runs only for what is below a path.
  var below: String?
}

/// The way from an application down to a router.
struct GoChain {
  var prefix = ""
  var middleware: [GoMiddleware] = []
  /// The call that made the application.
  var root: NodeRef?
  /// The verbs that all below are for: `router.Methods("GET").Subrouter()`.
  var methods: [NodeRef] = []
  /// Some router on the way could not be seen.
  var isUnseen = false
}

/// Which routers are made of which, and what hangs on them.
struct GoMounts {
  private let context: RecognizerContext
  private let framework: GoFramework
  private let handlers: GoHandlers
  /// Middleware by the call that made the router it hangs on.
  private var uses: [NodeRef: [Registration]] = [:]
  private var hung: [NodeRef: [Mount]] = [:]
  private var served: [NodeRef: [GoMiddleware]] = [:]

  /// A router hung below another one.
  private struct Mount {
    let registration: Registration
    let prefix: String
    let wrappers: [GoMiddleware]
  }

  private static let maxLinks = 12

  init(_ context: RecognizerContext, _ framework: GoFramework, _ handlers: GoHandlers) {
    self.context = context
    self.framework = framework
    self.handlers = handlers
    let registrations = GoRegistrations(context, framework)
    for use in registrations.uses() {
      guard let site = use.site else { continue }
      if uses[site]?.contains(where: { $0.call == use.call && $0.context.chain == use.context.chain }) ?? false {
        continue
      }
      uses[site, default: []].append(use)
    }
    if !framework.mounts.isEmpty || framework.style == .patterns {
      for call in registrations.all() { readMount(call, framework.style) }
    }
    if framework.types != GoFramework.netHTTP.types {
      for call in GoRegistrations(context, .netHTTP).all() { readMount(call, .patterns) }
    }
    readServers()
    forgetUnseenPrefixes()
  }

  private var evaluator: Evaluator { context.evaluator }

  /// Whether a handler is a router, of whatever framework: it has routes of its own.
  func isRouter(_ handled: GoHandled) -> Bool {
    handled.value.alternatives.contains { alternative in
      guard case .object(let type, _?) = alternative else { return false }
      return framework.types.contains(type) || Self.routers.contains(type)
    }
  }

  private static let routers: Set<String> = [
    "net/http.ServeMux", "github.com/gin-gonic/gin.RouterGroup", "github.com/go-chi/chi.Mux",
    "github.com/labstack/echo.Echo", "github.com/gorilla/mux.Router", "github.com/julienschmidt/httprouter.Router",
    "github.com/go-pkgz/routegroup.Bundle",
  ]

  private func router(_ handled: GoHandled) -> NodeRef? {
    for alternative in handled.value.alternatives {
      if case .object(let type, let site?) = alternative,
        framework.types.contains(type) || GoFramework.netHTTP.types.contains(type)
      {
        return site
      }
    }
    return nil
  }

  private mutating func readMount(_ call: Registration, _ style: GoFramework.PathStyle) {
    guard let path = evaluator.argument(0, of: call.call), let given = evaluator.argument(1, of: call.call),
      let text = evaluator.value(of: path, in: call.context.frame).text
    else { return }
    let handled = handlers.unwrap(given, in: call.context.frame)
    guard let child = router(handled), child != call.site else { return }
    // A pattern's router sees the whole path, unless a prefix is taken off.
    let prefix = style == .patterns ? handled.stripped ?? "" : text
    hung[child, default: []].append(Mount(registration: call, prefix: prefix, wrappers: handled.wrappers))
  }

  /// A router that hangs below a path of the settings, or at the top where they have none: it is at the top.
  private mutating func forgetUnseenPrefixes() {
    for (child, mounts) in hung where mounts.count > 1 {
      let seen = mounts.filter { !$0.prefix.contains(Value.hole) }
      if !seen.isEmpty { hung[child] = seen }
    }
  }

  /// `http.ListenAndServe(":80", wrap(router))`, `http.Server{Handler: wrap(router)}`.
  private mutating func readServers() {
    for name in ["ListenAndServe", "ListenAndServeTLS", "Serve"] {
      for call in context.program.sites(called: name) where context.isServed(call.file) {
        if let given = evaluator.argument(1, of: call) { readServer(given, call) }
      }
    }
    for call in context.program.sites(called: "Server") where context.isServed(call.file) {
      if let given = evaluator.argument(named: "Handler", of: call) { readServer(given, call) }
    }
  }

  private mutating func readServer(_ given: NodeRef, _ call: NodeRef) {
    guard context.program.file(given.file)?.source.language == .go else { return }
    // The handler may be given to the function that makes the server.
    for run in evaluator.contexts(of: call).prefix(Self.maxServers) {
      let handled = handlers.unwrap(given, in: run.frame)
      guard let site = router(handled), served[site] == nil else { continue }
      served[site] = handled.wrappers
    }
  }

  private static let maxServers = 8

  // MARK: Chains

  /// The ways down to the router that a registration is made on.
  func chains(to call: Registration) -> [GoChain] {
    guard let site = call.site else {
      var chain = GoChain()
      // The package's own router is the whole application; a router that nobody is seen to hand over is not.
      chain.isUnseen = framework.functions[call.type] == nil && GoFramework.netHTTP.functions[call.type] == nil
      return [chain]
    }
    return chains(to: site, before: call, depth: 0)
  }

  private func chains(to site: NodeRef, before next: Registration, depth: Int) -> [GoChain] {
    guard depth < Self.maxLinks, let file = context.program.file(site.file) else { return [] }
    let own = hungBefore(next, on: site)
    guard let callee = file.child(site.node, .callee), file[callee].kind == .member,
      let object = file.child(callee, .object),
      let step = framework.steps[context.program.text(file[callee].name)]
    else { return roots(site, own, depth) }
    let frame = next.context.frame
    let parent = evaluator.value(of: NodeRef(file: site.file, node: object), in: frame)
    var arguments = file.children(site.node, .argument).map { NodeRef(file: site.file, node: $0) }
    var prefix = ""
    let methods = context.program.text(file[callee].name) == "Methods" ? arguments : []
    if case .prefix = step, let first = arguments.first {
      prefix = evaluator.value(of: first, in: frame).text ?? String(Value.hole)
      arguments.removeFirst()
    }
    if case .plain = step { arguments = [] }
    // `Route("/x", func(r chi.Router) {…})`: the function is no middleware.
    arguments.removeAll { file[$0.node].kind == .function && framework.style == .braces }
    let inline = arguments.map { GoMiddleware(ref: $0, frame: frame) }
    let made = Registration(
      call: site, method: "", type: next.type, site: parent.site,
      context: RunContext(frame: frame, chain: chain(to: site, of: next)))
    let outer: [GoChain]
    if let above = parent.alternatives.compactMap(\.site).first {
      outer = chains(to: above, before: made, depth: depth + 1)
    } else {
      var unseen = GoChain()
      unseen.isUnseen = true
      outer = [unseen]
    }
    return outer.map { chain in
      var chain = chain
      chain.prefix = GoPaths.join(chain.prefix, prefix)
      chain.middleware += inline + own.map { $0.placed(in: chain.prefix) }
      chain.methods += methods
      return chain
    }
  }

  /// An application, or a router that hangs in others.
  private func roots(_ site: NodeRef, _ own: [GoMiddleware], _ depth: Int) -> [GoChain] {
    guard let mounts = hung[site], depth < Self.maxLinks else {
      var chain = GoChain(prefix: "", middleware: (served[site] ?? []) + own, root: site)
      // A mux is mostly wrapped in what guards it: one that is not seen to be served may be, too.
      chain.isUnseen = framework.types == GoFramework.netHTTP.types && served[site] == nil
      return [chain]
    }
    return mounts.flatMap { mount -> [GoChain] in
      let outer: [GoChain]
      if let above = mount.registration.site {
        outer = chains(to: above, before: mount.registration, depth: depth + 1)
      } else {
        outer = chains(to: mount.registration)
      }
      return outer.map { chain in
        var chain = chain
        chain.prefix = GoPaths.join(chain.prefix, mount.prefix)
        chain.middleware += mount.wrappers + own.map { $0.placed(in: chain.prefix) }
        return chain
      }
    }
  }

  /// The calls that lead to where a router was made, on the way to a registration on it.
  private func chain(to site: NodeRef, of next: Registration) -> [NodeRef] {
    guard let index = context.program.index(of: site.file), let file = context.program.file(site.file) else {
      return []
    }
    let home = index.function(around: site.node, in: file)
    for (position, call) in next.context.chain.enumerated() where call.file == site.file {
      if index.function(around: call.node, in: file) == home { return Array(next.context.chain.prefix(position)) }
    }
    return next.context.chain
  }

  /// `router.Group("/").Use(guard).GET("/x", handler)`: what stands within a call happens before it.
  private func isChained(_ use: NodeRef, to next: NodeRef) -> Bool {
    guard use.file == next.file, let node = context.program.node(next) else { return false }
    return use.node > next.node && use.node < node.next
  }

  private func hungBefore(_ next: Registration, on site: NodeRef) -> [GoMiddleware] {
    var calls: Set<NodeRef> = []
    return (uses[site] ?? []).filter { use in
      guard
        framework.orderFree.contains(use.type) || isChained(use.call, to: next.call)
          || use.happens(before: next) ?? true
      else { return false }
      return calls.insert(use.call).inserted
    }
    .flatMap { use -> [GoMiddleware] in
      guard let file = context.program.file(use.call.file) else { return [] }
      let first = evaluator.argument(0, of: use.call).flatMap { evaluator.value(of: $0, in: use.context.frame).text }
      return file.children(use.call.node, .argument)
        .flatMap { context.flattenedElements(NodeRef(file: use.call.file, node: $0), in: use.context.frame) }
        .filter { evaluator.value(of: $0, in: use.context.frame).text == nil }
        .map { GoMiddleware(ref: $0, frame: use.context.frame, below: first) }
    }
  }
}
