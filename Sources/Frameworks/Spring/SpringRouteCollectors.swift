internal import Resolution
internal import Source
internal import Syntax

/// Where a project gathers routes that its components answer with: an interface with a method that gives routes, and a
/// class that asks each of them for its own and mounts them below a prefix.
///
/// ```java
/// routes.computeIfAbsent(endpoint.group(), g -> new ArrayList<>()).add(endpoint.routes());
/// routes.forEach((group, own) -> builder.nest(path("/apis/" + group), () -> all(own)));
/// ```
struct SpringRouteCollectors {
  let project: JavaProject

  /// What gathers the routes of one interface.
  struct Collector {
    /// Stands before the routes of each.
    let prefix: String
    /// The method of the interface whose answer comes behind the prefix.
    let key: String?
  }

  private var known: [NodeRef: Collector?] = [:]

  init(_ project: JavaProject) { self.project = project }

  /// What gathers the answers of a method that an interface declares; `nil` when nobody is seen to.
  mutating func collector(of method: NodeRef, declaredBy interface: JavaType) -> Collector? {
    if let found = known[method] { return found }
    let found = search(method, interface)
    known[method] = .some(found)
    return found
  }

  private func search(_ method: NodeRef, _ interface: JavaType) -> Collector? {
    guard let file = project.file(method) else { return nil }
    for site in project.context.program.sites(called: project.text(file[method.node].name)).prefix(200) {
      guard project.context.isServed(site.file), let other = project.file(site),
        let callee = other.child(site.node, .callee), other[callee].kind == .member,
        let object = other.child(callee, .object), other[object].kind == .name,
        project.objectType(NodeRef(file: site.file, node: object)) == interface
      else { continue }
      return collector(site, project.text(other[object].name), other)
    }
    return nil
  }

  /// From the call that asks a component for its routes.
  private func collector(_ site: NodeRef, _ object: String, _ file: SyntaxFile) -> Collector? {
    guard let key = key(site, object, file) else { return Collector(prefix: "", key: nil) }
    guard let type = project.type(around: site) else { return nil }
    for method in project.methods(of: type) {
      for node in method.node..<file[method.node].next where file[node].kind == .call {
        let call = NodeRef(file: site.file, node: node)
        guard let callee = file.child(node, .callee), project.text(file[callee].name) == "forEach",
          let lambda = project.arguments(of: call).first, let name = project.parameter(0, of: lambda),
          let prefix = mount(in: lambda, behind: name)
        else { continue }
        return Collector(prefix: prefix, key: key)
      }
    }
    return nil
  }

  /// `group` of `map.computeIfAbsent(endpoint.group(), …).add(endpoint.routes())`.
  private func key(_ site: NodeRef, _ object: String, _ file: SyntaxFile) -> String? {
    let around = file[site.node].parent
    guard file[around].kind == .call else { return nil }
    for call in project.chain(NodeRef(file: site.file, node: around)).calls {
      for argument in call.arguments where file[argument.node].kind == .call && argument != site {
        guard let callee = file.child(argument.node, .callee), let owner = file.child(callee, .object),
          file[owner].kind == .name, project.text(file[owner].name) == object
        else { continue }
        return project.text(file[callee].name)
      }
    }
    return nil
  }

  /// "/apis/" of `nest(path("/apis/" + group), …)`.
  private func mount(in lambda: NodeRef, behind name: String) -> String? {
    guard let file = project.file(lambda) else { return nil }
    for node in lambda.node..<file[lambda.node].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee), ["path", "pathPrefix"].contains(project.text(file[callee].name)),
        let given = file.child(node, .argument), file[given].kind == .binary,
        let left = file.child(given, .left), let right = file.child(given, .right),
        file[right].kind == .name, project.text(file[right].name) == name,
        let prefix = project.text(of: NodeRef(file: lambda.file, node: left))
      else { continue }
      return prefix
    }
    return nil
  }

  // MARK: The key of a component

  /// What stands before the routes of a component; its part that can't be seen is a hole.
  func prefix(of type: JavaType, _ collector: Collector) -> String {
    guard let key = collector.key else { return collector.prefix }
    let text = project.method(key, of: type).flatMap { self.text(answeredBy: $0) } ?? String(Value.hole)
    return collector.prefix + text
  }

  /// The text that what a method returns is written as.
  private func text(answeredBy method: NodeRef) -> String? {
    guard let file = project.file(method) else { return nil }
    for statement in project.statements(of: method) where file[statement.node].kind == .returnStatement {
      guard let value = file.child(statement.node, .value) else { return nil }
      let answer = NodeRef(file: method.file, node: value)
      if let text = project.text(of: answer) { return text }
      guard file[value].kind == .call else { return nil }
      let parts = project.arguments(of: answer).map { project.text(of: $0) }
      guard !parts.isEmpty, !parts.contains(nil) else { return nil }
      // `Version.parse("shop/v1")`: what is written is what was read. `new Version("shop", "v1")` is as it writes itself.
      if parts.count == 1, !file[value].flags.contains(.isNew) { return parts[0] }
      guard let separator = separator(of: answer) else { return nil }
      return parts.compactMap { $0 }.joined(separator: separator)
    }
    return nil
  }

  /// "/" of `toString() { return group + "/" + version; }`.
  private func separator(of made: NodeRef) -> String? {
    guard let file = project.file(made), file[made.node].flags.contains(.isNew),
      let type = project.objectType(made), let method = project.method("toString", of: type),
      let other = project.file(method)
    else { return nil }
    let texts = (method.node..<other[method.node].next).compactMap { node in
      other[node].kind == .string ? other.stringValue(node) : nil
    }
    return texts.count == 1 ? texts[0] : nil
  }
}
