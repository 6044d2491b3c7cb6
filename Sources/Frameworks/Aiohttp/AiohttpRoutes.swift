internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// The ways in which routes are registered: routers, lists of definitions, decorators of a table.
extension AiohttpReading {
  /// `app.router.add_get("/x", handler)`, `add_route("GET", …)`, `add_view`.
  mutating func readRouters() {
    let methods = AiohttpRecognizer.verbs.map { "add_" + $0 } + ["add_route", "add_view"]
    for call in context.registrations(of: methods, on: Self.adders) + aliased("add_route") {
      let shift = call.method == "add_route" ? 1 : 0
      guard let path = evaluator.argument(shift, of: call.call) ?? evaluator.argument(named: "path", of: call.call),
        let handler = evaluator.argument(shift + 1, of: call.call)
          ?? evaluator.argument(named: "handler", of: call.call)
      else { continue }
      var method = String(call.method.dropFirst(4)).uppercased()
      if call.method == "add_route" {
        let given = evaluator.argument(0, of: call.call).flatMap {
          evaluator.value(of: $0, in: call.context.frame).text
        }
        method = given.map { $0 == "*" ? "ANY" : $0.uppercased() } ?? "ANY"
      } else if call.method == "add_view" {
        method = "ANY"
      }
      let text = evaluator.value(of: path, in: call.context.frame).text ?? String(Value.hole)
      add(Route(call: call, host: call.site, method: method, path: text, handler: handler))
    }
  }

  /// `add_route = app.router.add_route`, then calls of the plain name.
  private func aliased(_ method: String) -> [Registration] {
    guard let name = context.program.names.lookup(method) else { return [] }
    var found: [Registration] = []
    for call in context.program.sites(of: name) where context.isServed(call.file) {
      guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
        file[callee].kind == .name
      else { continue }
      for way in evaluator.contexts(of: call) {
        let value = evaluator.value(of: NodeRef(file: call.file, node: callee), in: way.frame)
        for case .member(let member, let site) in value.alternatives where member.hasSuffix(".router." + method) {
          let type = String(member.dropLast(method.utf8.count + 1))
          guard Self.adders.contains(type) else { continue }
          found.append(Registration(call: call, method: method, type: type, site: site, context: way))
        }
      }
    }
    return found
  }

  /// `app.add_routes([web.get("/x", handler), …])`.
  mutating func readLists() {
    for call in context.registrations(of: ["add_routes"], on: Self.adders) {
      guard let given = evaluator.argument(0, of: call.call) else { continue }
      let value = evaluator.value(of: given, in: call.context.frame)
      for element in evaluator.elementNodes(of: value, in: call.context.frame) {
        guard let definition = definition(element, call.context.frame) else { continue }
        let own = Registration(
          call: element, method: definition.method, type: call.type, site: call.site, context: call.context)
        let path = evaluator.value(of: definition.path, in: call.context.frame).text ?? String(Value.hole)
        add(Route(call: own, host: call.site, method: definition.method, path: path, handler: definition.handler))
      }
    }
  }

  /// The parts of `web.get("/x", handler)`.
  private func definition(_ ref: NodeRef, _ frame: Frame?) -> (method: String, path: NodeRef, handler: NodeRef)? {
    guard let file = context.program.file(ref.file), file[ref.node].kind == .call,
      let callee = file.child(ref.node, .callee),
      let name = evaluator.value(of: NodeRef(file: ref.file, node: callee), in: frame).externalName,
      name.hasPrefix("aiohttp.web.")
    else { return nil }
    let verb = String(name.dropFirst("aiohttp.web.".utf8.count))
    let shift = verb == "route" ? 1 : 0
    guard AiohttpRecognizer.verbs.contains(verb) || verb == "view" || verb == "route",
      let path = evaluator.argument(shift, of: ref) ?? evaluator.argument(named: "path", of: ref),
      let handler = evaluator.argument(shift + 1, of: ref) ?? evaluator.argument(named: "handler", of: ref)
    else { return nil }
    guard verb == "route" else { return (verb == "view" ? "ANY" : verb.uppercased(), path, handler) }
    let given = evaluator.argument(0, of: ref).flatMap { evaluator.value(of: $0, in: frame).text }
    return (given.map { $0 == "*" ? "ANY" : $0.uppercased() } ?? "ANY", path, handler)
  }

  /// `@routes.get("/x")`, `@routes.view("/x")`.
  mutating func readTables() {
    let methods = AiohttpRecognizer.verbs + ["view", "route"]
    for call in context.registrations(of: methods, on: [AiohttpRecognizer.table]) {
      guard let file = context.program.file(call.call.file), file[file[call.call.node].parent].kind == .decorator else {
        continue
      }
      let declaration = NodeRef(file: call.call.file, node: file[file[call.call.node].parent].parent)
      let shift = call.method == "route" ? 1 : 0
      guard let path = evaluator.argument(shift, of: call.call) ?? evaluator.argument(named: "path", of: call.call)
      else {
        continue
      }
      var method = call.method == "view" ? "ANY" : call.method.uppercased()
      if call.method == "route" {
        let given = evaluator.argument(0, of: call.call).flatMap { evaluator.value(of: $0).text } ?? "*"
        method = given == "*" ? "ANY" : given.uppercased()
      }
      let text = evaluator.value(of: path, in: call.context.frame).text ?? String(Value.hole)
      add(Route(call: call, host: call.site, method: method, path: text, handler: declaration))
    }
  }
}
