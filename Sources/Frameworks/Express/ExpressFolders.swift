internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// `app.use("/assets", express.static("public"))`, with the middleware that runs before it.
extension ExpressReading {
  static let files: Set<String> = [
    "express.static", "express.default.static", "serve-static", "serve-static.default",
  ]

  mutating func readFolders() {
    for router in hung.keys.sorted() {
      for middleware in hung[router] ?? [] {
        let frame = middleware.registration.context.frame
        for case .object(let name, let made?) in evaluator.value(of: middleware.ref, in: frame).alternatives
        where Self.files.contains(name) {
          add(middleware, evaluator.argument(0, of: made), router)
        }
      }
    }
  }

  private mutating func add(_ middleware: HungMiddleware, _ folder: NodeRef?, _ router: NodeRef) {
    let use = middleware.registration
    for chain in mounts.chains(to: router) where isServed(chain.first?.parent ?? router, chain) {
      let prefix = MountGraph.prefix(of: chain)
      var endpoint = context.servedFolder(
        below: PathTemplate.colons(PathTemplate.join(prefix, middleware.path)), folder, in: use.context.frame,
        framework: "express", registeredBy: use.call)
      guard isNew(endpoint, use.call, chain.first?.parent ?? router) else { continue }
      // Guards given in the same `use`, before it.
      let beside = (hung[router] ?? []).filter {
        $0.registration.call == use.call && $0.path == middleware.path && $0.ref < middleware.ref
      }
      apply(
        before(use, router, chain, full: endpoint.path) + beside.map { ($0.ref, use.context.frame) }, to: &endpoint)
      endpoints.append(endpoint)
    }
  }
}
