internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Koa: applications, routers, mounted applications, composed middleware and its order.
enum KoaRecognizer: Recognizer {
  static let name = "koa"
  static let triggers = ["koa", "koa-router", "@koa/router", "@strapi/strapi"]

  static let application = "koa"
  static let router = "koa-router"
  static let types: Set<String> = [application, router]
  static let verbs = ["get", "post", "put", "delete", "del", "patch", "all", "options", "head", "link", "unlink"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    context.evaluator.usesExampleSettings = true
    var routing = KoaRouting(context)
    routing.read()
    var routes = KoaRoutes(context, routing)
    routes.read()
    routes.readFolders()
    draft.endpoints += routes.endpoints + StrapiRoutes(context: context).endpoints()
    draft.sources.merge(routes.sources)
    if routes.unserved > 0, let place = routing.unseen.first {
      let location = context.location(place.call)
      draft.diagnostics.append(
        Diagnostic(
          .warning, file: location.file, line: location.startLine,
          "\(routes.unserved) routes were left out: where their Koa routers are mounted could not be seen"))
    }
    if let first = routes.firstUse { draft.frameworks.append(FrameworkUse(name: name, location: first)) }
  }
}

/// Middleware hung on an application or a router.
struct KoaHung {
  let ref: NodeRef
  let frame: Frame?
  /// Paths that it is for; empty for all.
  let paths: [String]
  let registration: Registration
}

/// What hangs where.
struct KoaRouting {
  let context: RecognizerContext
  private(set) var mounts = MountGraph<Registration>()
  private(set) var hung: [NodeRef: [KoaHung]] = [:]
  /// `use` of something that could not be seen.
  private(set) var unseen: [Registration] = []
  private(set) var prefixes: [NodeRef: String] = [:]

  init(_ context: RecognizerContext) { self.context = context }

  private var evaluator: Evaluator { context.evaluator }

  mutating func read() {
    for call in context.registrations(of: ["prefix"], on: [KoaRecognizer.router]) {
      guard let site = call.site, let first = evaluator.argument(0, of: call.call) else { continue }
      prefixes[site] = context.text(first, in: call.context.frame)
    }
    for use in context.registrations(of: ["use"], on: KoaRecognizer.types) {
      guard let site = use.site else { continue }
      read(use, site)
    }
  }

  /// A router's own prefix, from its options.
  func prefix(of router: NodeRef, in frame: Frame?) -> String {
    if let set = prefixes[router] { return set }
    guard let first = evaluator.argument(0, of: router),
      let entry = context.options(first, in: frame)["prefix"]
    else { return "" }
    return context.text(entry, in: frame) ?? String(Value.hole)
  }

  private mutating func read(_ use: Registration, _ site: NodeRef) {
    guard let file = context.program.file(use.call.file) else { return }
    let frame = use.context.frame
    var arguments = file.children(use.call.node, .argument).map { NodeRef(file: use.call.file, node: $0) }
    var paths: [String] = []
    if let first = arguments.first {
      let texts = context.texts(first, in: frame)
      if !texts.isEmpty {
        paths = texts
        arguments.removeFirst()
      }
    }
    for argument in arguments.flatMap({ context.flattenedElements($0, in: frame) }) {
      add(argument, paths, use, site, frame, depth: 0)
    }
  }

  private mutating func add(
    _ ref: NodeRef, _ paths: [String], _ use: Registration, _ site: NodeRef, _ frame: Frame?, depth: Int
  ) {
    guard depth < 6 else { return }
    let value = evaluator.value(of: ref, in: frame)
    var isMounted = false
    for alternative in value.alternatives {
      switch alternative {
      case .object(let name, let child?) where KoaRecognizer.types.contains(name):
        for path in paths.isEmpty ? [""] : paths {
          mounts.add(.init(parent: site, child: child, prefix: path, extra: use, moment: use.moment))
        }
        isMounted = true
      case .object("koa-mount", let call?): isMounted = mount(call, paths, use, site, frame, depth) || isMounted
      case .object("koa-compose", let call?):
        guard let list = evaluator.argument(0, of: call) else { continue }
        for part in context.flattenedElements(list, in: frame) {
          add(part, paths, use, site, frame, depth: depth + 1)
        }
        isMounted = true
      default: continue
      }
    }
    if isMounted { return }
    if value == .unknown || isUnseenRouter(ref) { unseen.append(use) }
    if hung[site]?.contains(where: { $0.ref == ref && $0.paths == paths }) ?? false { return }
    hung[site, default: []].append(KoaHung(ref: ref, frame: frame, paths: paths, registration: use))
  }

  /// `x.routes()` of something that could not be seen.
  private func isUnseenRouter(_ ref: NodeRef) -> Bool {
    guard let file = context.program.file(ref.file), file[ref.node].kind == .call,
      let callee = file.child(ref.node, .callee)
    else { return false }
    return ["routes", "middleware"].contains(context.program.text(file[callee].name))
  }

  /// `mount("/api", app)`, `mount(app)`.
  private mutating func mount(
    _ call: NodeRef, _ paths: [String], _ use: Registration, _ site: NodeRef, _ frame: Frame?, _ depth: Int
  ) -> Bool {
    guard let first = evaluator.argument(0, of: call) else { return false }
    let text = evaluator.value(of: first, in: frame).text
    guard let target = text == nil ? first : evaluator.argument(1, of: call) else { return false }
    add(target, text.map { [$0] } ?? paths, use, site, frame, depth: depth + 1)
    return true
  }
}
