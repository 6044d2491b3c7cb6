internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// `app.router.add_static("/static/", path)`, `web.static(…)` in a list, `routes.static(…)` of a table.
extension AiohttpReading {
  mutating func readFolders() {
    for call in context.registrations(of: ["add_static"], on: Self.adders) { addFolder(call.call, call) }
    for call in context.registrations(of: ["static"], on: [AiohttpRecognizer.table]) { addFolder(call.call, call) }
    for call in context.registrations(of: ["add_routes"], on: Self.adders) {
      guard let given = evaluator.argument(0, of: call.call) else { continue }
      let value = evaluator.value(of: given, in: call.context.frame)
      for element in evaluator.elementNodes(of: value, in: call.context.frame) {
        guard case .object("aiohttp.web.static", let made?) = evaluator.value(of: element, in: call.context.frame)
        else {
          continue
        }
        addFolder(made, call)
      }
    }
  }

  /// Adds the folder that a call serves, as it is registered by a call of the application.
  private mutating func addFolder(_ made: NodeRef, _ call: Registration) {
    let frame = call.context.frame
    let prefix = (evaluator.argument(0, of: made) ?? evaluator.argument(named: "prefix", of: made))
      .map { evaluator.value(of: $0, in: frame).text ?? String(Value.hole) }
    guard let prefix else { return }
    if firstUse == nil { firstUse = context.location(made) }
    let folder = evaluator.argument(1, of: made) ?? evaluator.argument(named: "path", of: made)
    for chain in call.site.map({ mounts.chains(to: $0) }) ?? [[]] {
      let outer = MountGraph.prefix(of: chain)
      var endpoint = context.servedFolder(
        below: PathTemplate.braces(PathTemplate.join(outer, prefix)), folder, in: frame, framework: "aiohttp",
        registeredBy: made)
      applyMiddlewares(hosts(call.site, chain), &endpoint)
      endpoints.append(endpoint)
    }
  }
}
