internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Routes that lie in folders and are loaded from there.
extension HapiWalk {
  /// Haute-couture: every file below `routes` beside the plugin.
  mutating func loadPlugin(_ file: FileID, _ realm: HapiRealm, _ frame: Frame?) {
    guard let path = context.program.file(file)?.source.path else { return }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    load((folder.isEmpty ? "" : folder + "/") + "routes", realm, frame, depth: 0)
  }

  private mutating func load(_ folder: String, _ realm: HapiRealm, _ frame: Frame?, depth: Int) {
    guard depth < 8 else { return }
    let (files, folders) = context.listing(of: folder)
    for file in files { addExport(of: file, realm, frame) }
    for name in folders { load("\(folder)/\(name)", realm, frame, depth: depth + 1) }
  }

  private mutating func addExport(of file: FileID, _ realm: HapiRealm, _ frame: Frame?) {
    guard let place = exportedExpression(file) else { return }
    addNew(place, realm, frame)
  }

  /// The expression that a file exports as a whole.
  private func exportedExpression(_ id: FileID) -> NodeRef? {
    guard let file = context.program.file(id), let index = context.program.index(of: id) else { return nil }
    for node in index.exports {
      if let value = file.child(node, .value) { return NodeRef(file: id, node: value) }
    }
    for attribute in index.attributes
    where context.program.text(attribute.object) == "module" && context.program.text(attribute.name) == "exports" {
      return file.child(attribute.node, .value).map { NodeRef(file: id, node: $0) }
    }
    return nil
  }

  /// Wurst and its kin: files that match a pattern below a folder, whose subfolders are prefixes.
  mutating func loadFolders(_ options: [String: NodeRef], _ realm: HapiRealm, _ frame: Frame?) {
    guard let cwd = options["cwd"], let folder = context.folder(cwd, in: frame), let pattern = options["routes"],
      let text = evaluator.value(of: pattern, in: frame).constantText
    else { return }
    let name = text.split(separator: "/").last.map(String.init) ?? "*.js"
    loadFolder(folder, name, realm, frame, depth: 0)
  }

  private mutating func loadFolder(_ folder: String, _ name: String, _ realm: HapiRealm, _ frame: Frame?, depth: Int) {
    guard depth < 8 else { return }
    let (files, folders) = context.listing(of: folder)
    for file in files {
      let own = context.program.file(file)?.source.path.split(separator: "/").last.map(String.init) ?? ""
      guard name.contains("*") || own == name else { continue }
      addExport(of: file, realm, frame)
    }
    for next in folders {
      let inner = HapiRealm(
        site: realm.site, prefix: PathTemplate.join(realm.prefix, "/" + next), registered: realm.registered)
      loadFolder("\(folder)/\(next)", name, inner, frame, depth: depth + 1)
    }
  }

  /// Glue's manifests: `register: {plugins: [{plugin: "../lib", routes: {prefix: "/api"}}]}`.
  mutating func readManifests() {
    guard let name = context.program.names.lookup("compose") else { return }
    let isGlued = context.program.sites(of: name).contains { context.isServed($0.file) }
    guard isGlued, routes.isEmpty else { return }
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language?.isECMAScript == true else { continue }
      for node in file.nodes.indices where file.nodes[node].kind == .pair {
        guard let key = file.child(NodeID(node), .key), file.stringValue(key) == "plugin",
          let value = file.child(NodeID(node), .value), let text = file.stringValue(value), text.hasPrefix(".")
        else { continue }
        mountEntry(NodeRef(file: id, node: file[NodeID(node)].parent))
      }
    }
  }

  /// Routes that nobody was seen to add, of files made for them or on servers that could not be seen.
  mutating func readLooseRoutes() {
    guard routes.isEmpty || hasUnseen || unseenRoutes != nil else { return }
    if routes.isEmpty || hasUnseen { readLooseCalls() }
    // Files of routes that are looked for when the server starts.
    guard routes.isEmpty || unseenRoutes != nil else { return }
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language?.isECMAScript == true,
        file.source.path.lowercased().contains("route")
      else { continue }
      addExport(of: id, unseenRoutes ?? HapiRealm(site: NodeRef(file: id, node: 0), prefix: "", registered: nil), nil)
    }
  }
}
