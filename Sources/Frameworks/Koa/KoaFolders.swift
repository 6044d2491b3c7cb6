internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// `app.use(serve("public"))` of koa-static, also below `mount("/assets", …)`.
extension KoaRoutes {
  private static let files: Set<String> = ["koa-static", "koa-static.default"]

  mutating func readFolders() {
    for site in routing.hung.keys.sorted() {
      for hung in routing.hung[site] ?? [] {
        for case .object(let name, let made?) in context.evaluator.value(of: hung.ref, in: hung.frame).alternatives
        where Self.files.contains(name) {
          add(hung, context.evaluator.argument(0, of: made), site)
        }
      }
    }
  }

  private mutating func add(_ hung: KoaHung, _ folder: NodeRef?, _ site: NodeRef) {
    for chain in chains(to: site) where isServed(chain.first?.parent ?? site) {
      let prefix = prefix(of: chain, to: site, hung.frame)
      for path in hung.paths.isEmpty ? [""] : hung.paths {
        var endpoint = context.servedFolder(
          below: PathTemplate.colons(PathTemplate.join(prefix, path)), folder, in: hung.frame, framework: "koa",
          registeredBy: hung.registration.call)
        guard isNew(endpoint, hung.registration.call, chain.first?.parent ?? site) else { continue }
        apply(before(hung.registration, site, chain, endpoint.path), to: &endpoint)
        endpoints.append(endpoint)
      }
    }
  }
}
