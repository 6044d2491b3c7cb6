internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Plugins and routes that nobody was seen to add.
extension HapiWalk {
  /// A plugin that a manifest names.
  mutating func mountEntry(_ entry: NodeRef) {
    let site = realms.keys.sorted().first ?? entry
    let realm = realms[site] ?? HapiRealm(site: site, prefix: "", registered: nil)
    realms[site] = realm
    mount(.literal(entry), entry, realm, "", nil, nil, depth: 0)
  }

  /// What stands before the routes of plugins whose registration could not be seen.
  private var loosePrefix: String {
    let namesPrefixes = context.program.fileIDs.contains { id in
      guard context.isServed(id), let file = context.program.file(id), file.source.language?.isECMAScript == true else {
        return false
      }
      return file.nodes.indices.contains { node in
        guard file.nodes[node].kind == .pair, let key = file.child(NodeID(node), .key) else { return false }
        return file.stringValue(key) == "prefix"
      }
    }
    return namesPrefixes ? "/" + String(Value.hole) : ""
  }

  /// `x.route({method, path})` on something that could not be seen.
  mutating func readLooseCalls() {
    guard let name = context.program.names.lookup("route") else { return }
    let prefix = loosePrefix
    for call in context.program.sites(of: name) where context.isServed(call.file) && !visited.contains(call) {
      guard let first = evaluator.argument(0, of: call) else { continue }
      let realm = HapiRealm(site: call, prefix: prefix, registered: nil)
      for way in evaluator.contexts(of: call) { add(first, realm, way.frame) }
    }
  }
}
