internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// How applications, blueprints, APIs and namespaces hang below each other.
extension FlaskReading {
  mutating func readMounts() {
    readBlueprints()
    readAPIs()
    readNamespaces()
  }

  /// `app.register_blueprint(bp, url_prefix=…)`, also of blueprints within blueprints.
  private mutating func readBlueprints() {
    let types = FlaskLibraries.hosts.union([Evaluator.parameterType])
    for call in context.registrations(of: ["register_blueprint", "register_api"], on: types) {
      guard let parent = host(call), let child = value(call, 0, "blueprint") else { continue }
      noteFramework("flask", context.location(call.call))
      let given = text("url_prefix", of: call.call, in: call.context.frame)
      add(child, below: parent, call) { reading, site in given ?? reading.text("url_prefix", of: site, in: nil) ?? "" }
    }
  }

  private mutating func add(
    _ child: Value, below parent: NodeRef, _ call: Registration, prefix: (FlaskReading, NodeRef) -> String
  ) {
    var isSeen = false
    for alternative in child.alternatives {
      guard let site = alternative.site, FlaskLibraries.hosts.contains(type(of: site)) else { continue }
      isSeen = true
      mounts.add(.init(parent: parent, child: site, prefix: prefix(self, site), extra: call, moment: call.moment))
    }
    if !isSeen, child.externalName == nil { hasUnseenMounts = true }
  }

  /// `Api(app_or_blueprint, prefix=…)`, `api.init_app(app)`.
  private mutating func readAPIs() {
    for name in FlaskLibraries.apis.sorted() {
      for site in apiSites(name) {
        guard let given = evaluator.argument(0, of: site) ?? evaluator.argument(named: "app", of: site) else {
          continue
        }
        for way in evaluator.contexts(of: site) {
          let value = evaluator.value(of: given, in: way.frame)
          let call = Registration(call: site, method: "Api", type: name, site: site, context: way)
          mountAPI(site, on: value, call)
        }
      }
    }
    for call in context.registrations(of: ["init_app"], on: FlaskLibraries.apis) {
      guard let site = call.site, let app = value(call, 0, "app") else { continue }
      mountAPI(site, on: app, call)
    }
  }

  /// Where APIs of a type, or of a class that extends it, are made.
  private func apiSites(_ name: String) -> [NodeRef] {
    var found = context.calls(of: name)
    for file in context.program.fileIDs where context.isServed(file) {
      guard let index = context.program.index(of: file) else { continue }
      for scope in index.scopes where scope.kind == .type {
        let type = NodeRef(file: file, node: scope.node)
        guard evaluator.externalAncestors(of: type).first == name, let own = context.program.node(type)?.name else {
          continue
        }
        found += context.program.sites(of: own).filter {
          context.isServed($0.file) && evaluator.value(of: $0) == .instance(type, site: $0)
        }
      }
    }
    return found
  }

  private mutating func mountAPI(_ site: NodeRef, on value: Value, _ call: Registration) {
    let own = type(of: site)
    noteFramework(String(own.prefix { $0 != "." }).replacing("_", with: "-"), context.location(site))
    let prefix = text("prefix", of: site, in: nil, position: own == "flask_restful.Api" ? 1 : nil) ?? ""
    for alternative in value.alternatives {
      var parent = alternative.site
      if case .parameter(let parameter) = alternative { parent = soleApp ?? parameter }
      guard let parent else { continue }
      mounts.add(.init(parent: parent, child: site, prefix: prefix, extra: call, moment: call.moment))
    }
  }

  /// `api.add_namespace(ns, path="/x")`, `api.namespace("x", path=…)`.
  private mutating func readNamespaces() {
    for call in context.registrations(of: ["add_namespace"], on: FlaskLibraries.apis) {
      guard let parent = call.site, let child = value(call, 0, "ns") else { continue }
      let given = text("path", of: call.call, in: call.context.frame, position: 1)
      add(child, below: parent, call) { reading, site in given ?? reading.namespacePath(site) }
    }
    for call in context.registrations(of: ["namespace"], on: FlaskLibraries.apis) {
      guard let parent = call.site else { continue }
      mounts.add(
        .init(parent: parent, child: call.call, prefix: namespacePath(call.call), extra: call, moment: call.moment))
    }
  }

  /// The path of a namespace: what it was made with, or its name.
  private func namespacePath(_ site: NodeRef) -> String {
    if let path = text("path", of: site, in: nil, position: 2) { return PathTemplate.withoutTrailingSlash(path) }
    return "/" + (text("name", of: site, in: nil, position: 0) ?? String(Value.hole))
  }

  // MARK: What is served

  /// Every way in which a host is reached, outermost first, that leads to a served application.
  func servedChains(to host: NodeRef) -> [[MountGraph<Registration>.Mount]] {
    mounts.chains(to: host).filter { chain in
      let root = chain.first?.parent ?? host
      let type = type(of: root)
      // An application, or the parameter that stands for one.
      if FlaskLibraries.apps.contains(type) || type.isEmpty { return true }
      return hasUnseenMounts || mounts.isEmpty
    }
  }

  /// Joins a rule to the prefixes before it, as Flask does: the last prefix alone for an empty rule.
  func path(_ rule: String, _ host: NodeRef, _ chain: [MountGraph<Registration>.Mount]) -> String {
    var prefix = MountGraph.prefix(of: chain)
    // A blueprint that nothing visibly registers still has its own prefix.
    if chain.isEmpty, FlaskLibraries.blueprints.contains(type(of: host)) {
      prefix = text("url_prefix", of: host, in: nil) ?? ""
    }
    return PathTemplate.angles(PathTemplate.join(prefix, rule))
  }
}
