internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Routes that an application's configuration makes, as django-oscar and its forks have them:
/// `include(apps.get_app_config("shop").urls[0])`, where `urls` is what `get_urls` of the configuration answers.
extension DjangoReading {
  /// Reads the routes of a configuration; answers whether an expression means one.
  mutating func readConfiguration(_ ref: NodeRef, _ frame: Frame?, _ mount: DjangoMount) -> Bool {
    guard let file = context.program.file(ref.file), let object = owner(ofURLs: ref.node, file),
      let label = label(NodeRef(file: ref.file, node: object), frame), let type = configuration(labelled: label),
      let function = evaluator.method("get_urls", of: type), let other = context.program.file(function.file)
    else { return false }
    let known = endpoints.count
    for returned in evaluator.returns(of: function, other) {
      for element in lists.elements(of: returned) { read(element, mount) }
    }
    askPermissions(of: type, from: known)
    return true
  }

  /// `x` of `x.urls`, `x.urls[0]`.
  private func owner(ofURLs node: NodeID, _ file: SyntaxFile) -> NodeID? {
    var node = node
    if file[node].kind == .index, let object = file.child(node, .object) { node = object }
    guard file[node].kind == .member, context.program.text(file[node].name) == "urls" else { return nil }
    return file.child(node, .object)
  }

  /// The label in `apps.get_app_config("shop")`, also where the configuration was kept before.
  private func label(_ ref: NodeRef, _ frame: Frame?) -> String? {
    let site = context.program.node(ref)?.kind == .call ? ref : value(ref, frame).site
    guard let site, let file = context.program.file(site.file), file[site.node].kind == .call,
      let callee = file.child(site.node, .callee), context.program.text(file[callee].name) == "get_app_config"
    else { return nil }
    return argument(0, "app_label", of: site).flatMap { evaluator.value(of: $0).constantText }
  }

  /// The class that is the configuration of a label: it says so, or its name's last part does.
  private func configuration(labelled label: String) -> NodeRef? {
    guard let name = context.program.names.lookup("get_urls") else { return nil }
    for id in context.program.fileIDs where context.isServed(id) {
      guard let index = context.program.index(of: id) else { continue }
      for (number, scope) in index.scopes.enumerated() where scope.kind == .type {
        guard !index.bindings(of: name, in: ScopeID(number)).isEmpty else { continue }
        let type = NodeRef(file: id, node: scope.node)
        let own =
          constant("label", of: type)
          ?? constant("name", of: type)?.split(separator: ".").last.map(String.init)
        if own == label { return type }
      }
    }
    return nil
  }

  private func constant(_ name: String, of type: NodeRef) -> String? {
    evaluator.declaration(name, in: type).flatMap { evaluator.declaredValue($0).constantText }
  }

  /// Oscar guards routes by the configuration's tables of permissions, which are not followed.
  private mutating func askPermissions(of type: NodeRef, from first: Int) {
    let tables = ["default_permissions", "permissions_map"]
    let evaluator = evaluator
    let table = evaluator.lineage(of: type).lazy.flatMap { type in
      tables.compactMap { evaluator.declaration($0, in: type) }
    }.first
    guard let table else { return }
    for index in first..<endpoints.count {
      endpoints[index].auth = endpoints[index].auth.stronger(
        Auth(.unknown, by: "permissions of the configuration", location: context.location(table)))
    }
  }
}
