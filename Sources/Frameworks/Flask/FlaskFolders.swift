internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Folders that applications and blueprints serve because their code says so: `Flask(__name__, static_folder=…)`.
/// The `static` folder that every application serves when nothing is said is left out: mostly there is none.
extension FlaskReading {
  mutating func readFolders() {
    for name in FlaskLibraries.apps.subtracting(FlaskLibraries.connexion).sorted() {
      for site in context.calls(of: name) { readFolder(site, isBlueprint: false) }
    }
    for name in FlaskLibraries.blueprints.sorted() {
      for site in context.calls(of: name) { readFolder(site, isBlueprint: true) }
    }
  }

  private mutating func readFolder(_ site: NodeRef, isBlueprint: Bool) {
    let folder = evaluator.argument(named: "static_folder", of: site)
    let url = text("static_url_path", of: site, in: nil)
    // Without a folder a URL serves nothing; an application has one unless it says None.
    guard folder != nil || url != nil && !isBlueprint else { return }
    if let folder, evaluator.value(of: folder) == .null { return }
    let given = folder.map { evaluator.value(of: $0).text ?? String(Value.hole) } ?? "static"
    let last = given.split(separator: "/").last.map(String.init) ?? ""
    let rule = PathTemplate.withoutTrailingSlash(url ?? "/" + last)
    let call = Registration(call: site, method: "static", type: type(of: site), site: site, context: .plain)
    let route = FlaskRoute(
      call: call, host: site, rule: rule + "/<path:filename>", methods: ["GET"], endpoint: "static")
    for chain in servedChains(to: site) {
      let hosts = (chain.first.map { [$0.parent] } ?? []) + chain.map(\.child)
      var endpoint = context.servedFolder(
        below: path(rule, site, chain), folder, in: nil, framework: "flask", registeredBy: site)
      let all = hosts.isEmpty ? [site] : hosts
      (endpoint.auth, endpoint.middleware) = hookAuth(all, request(endpoint, route, all))
      endpoints.append(endpoint)
    }
  }
}
