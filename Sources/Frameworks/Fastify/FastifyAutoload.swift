internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// `@fastify/autoload`: a folder of plugins, whose subfolders are prefixes.
extension FastifyWalk {
  mutating func autoload(
    _ call: NodeRef, _ instance: FastifyInstance, options: [String: NodeRef], _ frame: Frame?
  ) {
    guard let dir = options["dir"], let folder = context.folder(dir, in: frame) else {
      hasUnseenPlugins = true
      return
    }
    func flag(_ name: String, otherwise: Bool) -> Bool {
      guard let ref = options[name], case .bool(let value) = evaluator.value(of: ref, in: frame) else {
        return otherwise
      }
      return value
    }
    let given = options["options"].map { context.options($0, in: frame) } ?? [:]
    let loading = FastifyFolder(
      call: call, frame: frame, namesArePrefixes: flag("dirNameRoutePrefix", otherwise: true),
      namesAreParameters: flag("routeParams", otherwise: false), hasHooks: flag("autoHooks", otherwise: false),
      cascades: flag("cascadeHooks", otherwise: false),
      ignored: options["ignorePattern"].map { context.program.file($0.file)?.text($0.node) ?? "" } ?? "",
      options: options["options"].map { evaluator.value(of: $0, in: frame) },
      prefix: given["prefix"].flatMap { context.text($0, in: frame) } ?? "")
    load(folder, "", loading, instance, hooks: [], depth: 0)
  }

  private mutating func load(
    _ folder: String, _ below: String, _ loading: FastifyFolder, _ instance: FastifyInstance, hooks: [FileID],
    depth: Int
  ) {
    guard depth < 10 else { return }
    let (files, folders) = context.listing(of: folder)
    let own =
      loading.hasHooks
      ? files.filter {
        Self.stem($0, context).drop { "_.".contains($0) }.lowercased().replacing("_", with: "") == "autohooks"
      } : []
    let hooks = (loading.cascades ? hooks : []) + own
    let index = files.filter { Self.stem($0, context) == "index" }
    for file in (index.isEmpty ? files : index) where !own.contains(file) && !loading.ignores(Self.name(file, context))
    {
      load(file, below, loading, instance, hooks)
    }
    if !index.isEmpty, folders.isEmpty { return }
    for name in folders where !loading.ignores(name) {
      let next = loading.namesArePrefixes ? below + "/" + name : below
      load("\(folder)/\(name)", next, loading, instance, hooks: hooks, depth: depth + 1)
    }
  }

  private mutating func load(
    _ file: FileID, _ below: String, _ loading: FastifyFolder, _ instance: FastifyInstance, _ hooks: [FileID]
  ) {
    guard let plugin = evaluator.exported("default", from: file) else { return }
    if case .bool(false)? = evaluator.exported("autoload", from: file) { return }
    var prefix = loading.prefix
    let own = evaluator.exported("autoPrefix", from: file)?.text ?? evaluator.member("autoPrefix", of: plugin).text
    if !hooks.isEmpty {
      // What has hooks goes below the folder's prefix, or the one that the options name.
      prefix = prefix.isEmpty ? below : prefix
    } else if let override = evaluator.exported("prefixOverride", from: file)?.text {
      prefix = override
    } else {
      prefix = PathTemplate.join(prefix, own ?? below)
      if loading.namesAreParameters {
        prefix = prefix.contains("__") ? prefix.replacing("__", with: ":") : prefix.replacing("/_", with: "/:")
      }
    }
    if prefix == "/" { prefix = "" }
    // Each file has a place of its own to hang from; a node of the file tells the places apart.
    let place = NodeRef(file: file, node: 0)
    let around = FastifyInstance(site: place, parent: instance, prefix: "")
    let outer = instances[place]
    instances[place] = around
    for hook in hooks {
      if let value = evaluator.exported("default", from: hook), case .function(let function) = value {
        visit(function, around, options: loading.options, outer: loading.frame)
      }
    }
    if case .literal(let route) = plugin {
      // A file may export a route as it is.
      let child = FastifyInstance(site: loading.call, parent: around, prefix: prefix)
      addRoute(route, loading.call, child, loading.frame)
    } else {
      let options = configuration(of: file)
      if prefix.isEmpty { prefix = options["prefix"].flatMap { context.text($0, in: nil) } ?? "" }
      mount(plugin, loading.call, around, prefix, loading.options, options, loading.frame)
    }
    // Hooks of what is not encapsulated belong to everything around.
    if case .object("fastify-plugin", _) = plugin { instance.hooks += around.hooks }
    instances[place] = outer ?? around
  }

  /// The options that a file asks for, with which its plugin is registered: `export const autoConfig = {…}`, or a
  /// function that answers with them.
  private func configuration(of file: FileID) -> [String: NodeRef] {
    guard let value = evaluator.exported("autoConfig", from: file) else { return [:] }
    var found: [String: NodeRef] = [:]
    if case .function(let function) = value, let syntax = context.program.file(function.file) {
      guard let returned = evaluator.returns(of: function, syntax).last else { return [:] }
      return context.options(returned, in: nil)
    }
    for entry in evaluator.entries(of: value) { found[entry.key] = entry.value }
    return found
  }

  private static func name(_ file: FileID, _ context: RecognizerContext) -> String {
    context.program.file(file)?.source.path.split(separator: "/").last.map(String.init) ?? ""
  }

  private static func stem(_ file: FileID, _ context: RecognizerContext) -> Substring {
    name(file, context).prefix { $0 != "." }[...]
  }
}

/// How a folder is loaded.
struct FastifyFolder {
  let call: NodeRef
  let frame: Frame?
  let namesArePrefixes: Bool
  let namesAreParameters: Bool
  let hasHooks: Bool
  let cascades: Bool
  /// The pattern of what is left out, as written.
  let ignored: String
  let options: Value?
  let prefix: String

  /// Whether a name is left out: one of the pattern's words is in it.
  func ignores(_ name: String) -> Bool {
    let words = ignored.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    return words.contains { $0.count > 2 && name.contains($0) }
  }
}
